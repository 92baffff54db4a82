"""Gains, found by adding each tie in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotFoundError
from queries.handshake import handshake
from tests.queries.field.naive import NETWORKS, Naive, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Opened, Record


@given(data=st.data())
def test_gains_are_what_adding_the_tie_gives(
    data: DataObject, opened: Opened, meshes: SearchStrategy[list[Record]]
) -> None:
    records = data.draw(fields(meshes))
    as_of = data.draw(st.sampled_from((None, "2012", "2013-06")))
    with opened(records) as store:
        whole: list[Record] = [*store.all_nodes(), *store.all_statements()]
        naive = Naive(whole, as_of)
        sides = [n.id for n in naive.nodes.values() if n.kind in NETWORKS | {"district"}]
        a, b = (data.draw(st.sampled_from(sides)) for _ in range(2))
        one, other = (_side(naive, i) for i in (a, b))
        one, other = one - other, other - one
        if not one or not other:
            with pytest.raises(NotFoundError):
                handshake(store, a, b, as_of=as_of)
            return
        found = handshake(store, a, b, top=None, as_of=as_of)
    gains = {
        (x, y): _closeness(Naive(whole, as_of), one, other, x, y)
        for x in one
        for y in other
        if not naive.own(x) & naive.own(y)
    }
    before = _closeness(naive, one, other)
    for row in found.rows:
        assert row.before == pytest.approx(before)
        assert row.after == pytest.approx(gains[row.a.id, row.b.id])
    if gains:
        assert found.rows[0].gain == pytest.approx(max(gains.values()) - before)
    used = [end.id for row in found.rows for end in (row.a, row.b)]
    assert len(used) == len(set(used))
    left = {pair for pair in gains if not set(pair) & set(used)}
    assert left == set()


def _side(naive: Naive, name: str) -> set[str]:
    return {name} if naive.nodes[name].kind == "district" else naive.members(name)


def _closeness(
    naive: Naive, one: set[str], other: set[str], x: str | None = None, y: str | None = None
) -> float:
    if x and y:
        naive.graph.add_edge(x, "new")
        naive.graph.add_edge("new", y)
    lengths = [naive.distance(a, b) for a in one for b in other]
    return sum(1 / length for length in lengths if length) / len(lengths)
