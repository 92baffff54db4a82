"""Changes, compared spell by spell."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import days
from graph.model import Node, Statement
from graph.spells import holds, lifetime, spells, window
from queries.bridges import bridges
from queries.changes import changes
from tests.queries.field.naive import Naive, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Opened, Record


@settings(max_examples=12)
@given(data=st.data())
def test_changes_are_what_comparing_spell_by_spell_gives(
    data: DataObject, opened: Opened, graphs: SearchStrategy[list[Record]]
) -> None:
    records = data.draw(fields(graphs))
    start = data.draw(st.sampled_from(("2011", "2012", "2012-07")))
    end = data.draw(st.sampled_from(("2013", "2014", "2013-04")))
    with opened(records) as store:
        found = changes(store, start, end)
        whole: list[Record] = [*store.all_nodes(), *store.all_statements()]
        order = {
            date: [(r.id, r.betweenness) for r in bridges(store, as_of=date).rows]
            for date in (start, end)
        }
    shown = {
        (r.change, r.type, r.member.id, r.network.id, r.since, r.until)
        for r in found.rows
        if r.member and r.network
    }
    assert shown == _differing(whole, start, end)
    for row in found.bridges:
        for date, value, rank in ((start, row.from_, row.rank_from), (end, row.to, row.rank_to)):
            ids = [i for i, _ in order[date]]
            assert rank == (ids.index(row.id) + 1 if row.id in ids else None)
            assert value is None or value == pytest.approx(dict(order[date])[row.id])
    sizes = [
        [len(part) for part in nx.connected_components(Naive(whole, date).graph)]
        for date in (start, end)
    ]
    assert found.components == tuple((len(parts), max(parts, default=0)) for parts in sizes)


def _differing(records: list[Record], start: str, end: str) -> set[tuple[str | None, ...]]:
    nodes = {r.id: r for r in records if isinstance(r, Node)}
    said = sorted((r for r in records if isinstance(r, Statement)), key=lambda s: s.key)
    found: set[tuple[str | None, ...]] = set()
    for key, group in groupby(said, key=lambda s: s.key):
        for spell in spells(list(group)) if key.type in ("MEMBER_OF", "PART_OF") else ():
            span = window(spell, lifetime(nodes[key.source_id]), lifetime(nodes[key.target_id]))
            then, now = holds(span, days(start)), holds(span, days(end))
            if then != now and spell.since:
                change = "joined" if now else "left"
                ends = key.source_id, key.target_id
                found.add((change, key.type, *ends, spell.since, spell.until))
    return found
