"""Who has done it for years, and what would join them: worked out on paper, and by brute force."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.field.alike import kilometres
from queries.peers_all import peers_all
from tests.queries.naive import Naive, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Engine, Opened, Record

FIELD = """
district:a = A {state=NH lat=43 lon=-71 competency_since=2000}
district:b = B {state=ME lat=44 lon=-71 competency_since=2001}
district:c = C {state=CA lat=37 lon=-120 competency_since=2002}
district:d = D {competency_since=2003}
district:e = E {state=CA lat=36 lon=-120 competency_since=2015}
district:f = F {lat=43 lon=-71 competency_since=2004 competency_since_kind=pilot}
program:p = P
network:n = N
event:e = Meeting
district:a MEMBER_OF program:p
district:b MEMBER_OF program:p
district:c MEMBER_OF network:n 2001..2005
district:b MEMBER_OF network:n
district:c MEMBER_OF event:e
district:d MEMBER_OF event:e
district:a USES_MODEL organization:m
district:c USES_MODEL organization:m
school:b PART_OF district:b
school:b USES_MODEL network:n
"""


def test_what_joins_those_who_have_done_it_for_years_and_what_would(engine: Engine) -> None:
    found = peers_all(engine(FIELD), as_of="2018")
    assert [(row.id, row.years, row.component, row.joined) for row in found.rows] == [
        ("district:a", 18, 1, 1),
        ("district:b", 17, 1, 1),
        ("district:c", 16, 2, 0),
        ("district:d", 15, 3, 0),
    ]
    assert found.components[0] == (
        *(1, 2, ("district:a", "district:b"), ("ME", "NH")),
        ("network:n", "organization:m"),
    )
    first, second = found.introductions
    assert (first.a.id, first.b.id, first.distance) == ("district:b", "district:c", None)
    assert first.km is not None
    assert (second.a.id, second.b.id, second.km, second.distance) == (
        *("district:c", "district:d"),
        *(None, 2),
    )
    assert [tuple(model) for model in found.models] == [
        ("organization:m", "m", ("district:a", "district:c")),
        ("network:n", "N", ("district:b",)),
    ]


def test_years_and_pilots_say_who_counts(engine: Engine) -> None:
    rows = peers_all(engine(FIELD), years=3, pilots=True, as_of="2018").rows
    assert {row.id for row in rows} == {f"district:{letter}" for letter in "abcdef"}


@pytest.mark.every_engine
@given(data=st.data())
def test_introductions_are_those_of_a_smallest_spanning_tree(
    data: DataObject, opened: Opened, graphs: SearchStrategy[list[Record]]
) -> None:
    records = data.draw(fields(graphs))
    as_of = data.draw(st.sampled_from((None, "2013-06")))
    with opened(records) as store:
        naive = Naive([*store.all_nodes(), *store.all_statements()], as_of)
        found = peers_all(store, years=0, pilots=True, as_of=as_of)
    ids = [row.id for row in found.rows]
    shared: nx.Graph[str] = nx.Graph()
    shared.add_nodes_from(ids)
    shared.add_edges_from(pair for pair in combinations(sorted(ids), 2) if _joined(naive, *pair))
    parts = sorted(map(sorted, nx.connected_components(shared)), key=lambda p: (-len(p), p[0]))
    assert [list(component.ids) for component in found.components] == parts
    assert {row.id: row.joined for row in found.rows} == dict(shared.degree)
    order = sorted(
        (_far(kilometres(naive.nodes[a], naive.nodes[b])), _far(naive.distance(a, b)), a, b)
        for a, b in combinations(sorted(ids), 2)
    )
    taken = []
    for _, _, a, b in order:
        if not nx.has_path(shared, a, b):
            shared.add_edge(a, b)
            taken.append((a, b))
    assert [(one.a.id, one.b.id) for one in found.introductions] == taken


def _joined(naive: Naive, a: str, b: str) -> bool:
    both = naive.own(a) & naive.own(b)
    return any(naive.nodes[i].kind != "event" for i in both)


def _far(value: float | None) -> float:
    return float("inf") if value is None else round(value, 9)
