"""Gaps, counted one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from queries.gaps import SIGNS, gaps
from tests.queries.field.naive import Naive, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Opened, Record


@given(data=st.data())
def test_gaps_are_what_counting_one_by_one_gives(
    data: DataObject, opened: Opened, graphs: SearchStrategy[list[Record]]
) -> None:
    records = data.draw(fields(graphs))
    as_of = data.draw(st.sampled_from((None, "2012", "2013-06")))
    with opened(records) as store:
        naive = Naive([*store.all_nodes(), *store.all_statements()], as_of)
        found = gaps(store, years=1, at_least=1, as_of=as_of)
    outside = {d: _reasons(naive, d, found.reference_year) for d in naive.districts()}
    outside = {d: why for d, why in outside.items() if not naive.networks(d)}
    shown = {row.id: set(row.reasons) for row in found.districts}
    assert shown == {d: why for d, why in outside.items() if why}
    for row in found.rows:
        here = [d for d in naive.districts() if naive.nodes[d].state == row.state]
        networks = set().union(*map(naive.networks, here))
        counts = len(here), sum(d not in outside for d in here), len(networks)
        assert (row.districts, row.in_network, row.networks) == counts
        assert row.interested == sum(bool(outside.get(d)) for d in here)


def _reasons(naive: Naive, district: str, year: int) -> set[str]:
    holders = {district, *naive.schools(district)}
    ties = {t.type for t in naive.ties if {t.source_id, t.target_id} & holders and t.type in SIGNS}
    kinds = {naive.nodes[i].kind for i in naive.own(district)} & {"program", "event"}
    since = naive.nodes[district].text("competency_since")
    return ties | kinds | ({"since"} if since and int(since[:4]) <= year else set())
