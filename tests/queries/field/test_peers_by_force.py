"""Peers, counted one by one."""

from __future__ import annotations

from math import acos, cos, radians, sin
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from queries.peers import peers
from tests.queries.field.naive import NETWORKS, Naive, fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DataObject, SearchStrategy

    from graph.model import Node, Value
    from tests.conftest import Opened, Record


@given(data=st.data())
def test_peers_are_what_counting_one_by_one_gives(
    data: DataObject, opened: Opened, graphs: SearchStrategy[list[Record]]
) -> None:
    records = data.draw(fields(graphs))
    as_of = data.draw(st.sampled_from((None, "2012", "2013-06")))
    with opened(records) as store:
        naive = Naive([*store.all_nodes(), *store.all_statements()], as_of)
        asked = data.draw(st.sampled_from(naive.districts()))
        found = peers(store, asked, years=1, as_of=as_of)
    year = found.reference_year
    expected = {d: _row(naive, asked, d) for d in naive.districts() if d != asked}
    assert {row.id for row in found.rows} == {
        d for d in expected if _experienced(naive.nodes[d], year)
    }
    for row in found.rows:
        own = {"shared": set(row.shared), "networks": set(row.networks), "models": set(row.models)}
        assert (row.alike, row.distance, own) == expected[row.id]
    order = [(-len(r.alike), _last(r.distance), _last(r.km), -r.years, r.id) for r in found.rows]
    assert order == sorted(order)
    assert {(n.id, n.members, n.in_state, n.alike) for n in found.networks} == _networks(
        naive, asked, year
    )


def _experienced(node: Node, year: int) -> bool:
    since = node.text("competency_since")
    pilot = node.text("competency_since_kind") == "pilot"
    return since is not None and int(since[:4]) <= year - 1 and not pilot


def _row(
    naive: Naive, asked: str, other: str
) -> tuple[tuple[str, ...], int | None, dict[str, set[str]]]:
    holders = (other, *naive.schools(other))
    own = {
        "shared": naive.own(asked) & naive.own(other),
        "networks": naive.networks(other),
        "models": {m for holder in holders for m in naive.targets(holder, "USES_MODEL")},
    }
    return _alike(naive, asked, other), naive.distance(asked, other), own


def _alike(naive: Naive, asked: str, other: str) -> tuple[str, ...]:
    a, b = naive.nodes[asked].properties, naive.nodes[other].properties
    sizes = sorted(int(p.get("enrollment", 0)) for p in (a, b))
    holds = {
        "state": "state" in a and a["state"] == b.get("state"),
        "near": all(key in p for key in ("lat", "lon") for p in (a, b)) and _km(a, b) <= 200,
        "size": sizes[0] > 0 and sizes[1] <= 2 * sizes[0],
        "locale": "locale" in a and str(a["locale"])[0] == str(b.get("locale", "?"))[0],
        "tied": naive.distance(asked, other) == 2,
    }
    return tuple(name for name, true in holds.items() if true)


def _km(a: Mapping[str, Value], b: Mapping[str, Value]) -> float:
    """By the law of cosines, where `peers` uses the haversine."""
    (lat_a, lon_a), (lat_b, lon_b) = (
        [radians(float(p[k])) for k in ("lat", "lon")] for p in (a, b)
    )
    angle = sin(lat_a) * sin(lat_b) + cos(lat_a) * cos(lat_b) * cos(lon_a - lon_b)
    return acos(min(1.0, angle)) * 6371.0088


def _networks(naive: Naive, asked: str, year: int) -> set[tuple[str, int, int, int]]:
    own = naive.nodes[asked].state
    found = set()
    for i, node in naive.nodes.items():
        members = naive.members(i) if node.kind in NETWORKS else set()
        alive = node.ended is None or int(node.ended[:4]) >= year
        open_to = node.state is None or node.state == own
        if len(members) >= 2 and asked not in members and alive and open_to:
            in_state = sum(own is not None and naive.nodes[d].state == own for d in members)
            alike = sum(len(_alike(naive, asked, d)) >= 2 for d in members)
            found.add((i, len(members), in_state, alike))
    return found


def _last(value: float | None) -> float:
    return float("inf") if value is None else value
