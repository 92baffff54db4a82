"""The pages about the field: what is drawn, said and listed, and that nobody covers another."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotFoundError
from graph.model import Node
from netweave.visuals.field.changes_view import view_changes
from netweave.visuals.field.clipped import Window, cut, polygons
from netweave.visuals.field.dissolve_view import view_dissolve
from netweave.visuals.field.gaps_view import view_gaps
from netweave.visuals.field.handshake_view import view_handshake
from netweave.visuals.field.land import Pin, land
from netweave.visuals.field.peers_view import view_peers
from netweave.visuals.map.outlines import outlines
from netweave.visuals.picture.limits import ViewError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from tests.conftest import Engine

DRAWN = """
    district:a = Alder {state=NH city=Aton lat=43 lon=-71 enrollment=900 locale=41}
    district:b = Birch {state=NH lat=43.1 lon=-71 competency_since=2010}
    district:c = Cedar {state=ME lat=44 lon=-70 competency_since=2012 competency_since_kind=stated}
    network:x = Network X {founded=2011 stated_members=9}
    network:y = Network Y {scope_state=NH}
    district:b MEMBER_OF network:x 2012.. <one.org 2015>
    district:c MEMBER_OF network:x 2011..2013 <one.org>
    district:b MEMBER_OF network:y <two.org>
    district:c MEMBER_OF network:y <two.org>
    organization:o = The Host
    organization:o HOSTS network:y
    person:p = Pat
    person:p LEADS district:b [superintendent] <one.org>
    district:b PROFILED_BY organization:o <one.org/b>
"""
VIEWS: dict[str, tuple[Callable[[Reader], Page], tuple[str, ...]]] = {
    "peers": (
        lambda store: view_peers(store, "district:a"),
        ("Ask Pat, superintendent", "open to NH", "hosted by The Host", "since 2012 (stated)"),
    ),
    "gaps": (
        lambda store: view_gaps(store, within="NH"),
        ("rural, 900 students", "11 km from Birch, which is in Network X and Network Y", "0 of "),
    ),
    "changes": (
        lambda store: view_changes(store, "2010", "2014"),
        ("1 joined: Birch (NH)", "Began: 1", "Started with competency-based education: 1"),
    ),
    "handshake": (
        lambda store: view_handshake(store, "district:a", "district:b"),
        ("nothing connects them yet", "closeness 0.000 → 0.500", "for Alder (Aton, NH)"),
    ),
    "dissolve": (
        lambda store: view_dissolve(store, "network:y"),
        ("1 of 2", "In no other network: 1", "holds 1", "Cedar, ME"),
    ),
}
places = st.lists(
    st.tuples(st.floats(42.9, 43.1), st.floats(-71.1, -70.9)), min_size=2, max_size=13
)


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_draws_says_and_lists_the_answer_and_is_light(engine: Engine, view: str) -> None:
    draw, said = VIEWS[view]
    page = draw(engine(DRAWN))
    drawn = " ".join(page.svg.replace("</text>", " ").split())
    plain = " ".join(part.rpartition(">")[2] for part in drawn.split("<"))
    plain = " ".join(plain.split())
    for words in said:
        assert words in plain
    assert "How far to trust it" in page.html
    assert "data-sortable" in page.html
    assert len(page.html) < 200_000
    assert "vis-network" not in page.html


def test_a_page_of_peers_links_what_there_is_to_read(engine: Engine) -> None:
    page = view_peers(engine(DRAWN), "district:a")
    assert 'href="https://one.org/b"' in page.html


def test_there_is_no_page_of_what_is_not_there(engine: Engine) -> None:
    store = engine(DRAWN)
    with pytest.raises(ViewError, match="No district"):
        view_gaps(store, within="TX")
    with pytest.raises(ViewError, match="Nothing is known"):
        view_changes(engine("district:a = Alder"), "1900", "1901")
    with pytest.raises(NotFoundError):
        view_handshake(store, "district:a", "state:TX")


@given(places)
def test_no_disc_of_a_map_covers_another(where: list[tuple[float, float]]) -> None:
    pins = [
        Pin(Node(f"d:{n}", "district", f"d{n}", (), {"lat": lat, "lon": lon}), n, n + 1)
        for n, (lat, lon) in enumerate(where)
    ]
    drawn = land(pins)
    assert drawn is not None
    discs = [part for part in drawn.markup.split("<g ") if 'r="9"' in part]
    spots = [
        (float(part.split('cx="')[1].split('"')[0]), float(part.split('cy="')[1].split('"')[0]))
        for part in discs
    ]
    assert len(spots) == len(where)
    assert all(hypot(a - x, b - y) > 15 for (a, b), (x, y) in combinations(spots, 2))


def test_a_map_of_one_place_or_none_is_not_drawn() -> None:
    here = Node("d:a", "district", "a", (), {"lat": 43.0, "lon": -71.0})
    assert land([Pin(here, 0), Pin(Node("d:b", "district", "b"), 1), Pin(here)]) is None


def test_outlines_are_cut_to_the_window_and_whole_within_a_large_one() -> None:
    ohio = next(outline for outline in outlines() if outline.state == "OH")
    whole = list(polygons(ohio.path))
    everything = Window(0, 0, 975, 610)
    assert list(cut(ohio.path, everything)) == whole
    small = Window(ohio.x - 5, ohio.y - 5, 10, 10)
    (square,) = cut(ohio.path, small)
    corners = {(ohio.x + x, ohio.y + y) for x in (-5, 5) for y in (-5, 5)}
    assert {(round(x, 6), round(y, 6)) for x, y in square} == corners
    assert list(cut(ohio.path, Window(0, 0, 5, 5))) == []
