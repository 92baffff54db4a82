"""Ties that nobody dates are told apart in pictures of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.visuals.ego import view_ego
from netweave.visuals.map.view import view_map
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from netweave.visuals.page.page import Page
    from tests.conftest import Engine

DRAWN = """
    district:a = A
    district:b = B
    network:x = X
    district:a MEMBER_OF network:x 2010..
    district:b MEMBER_OF network:x
"""


def styles(page: Page) -> list[str]:
    return [line.style for line in page.scene.lines()]  # type: ignore[attr-defined]


def test_a_path_on_a_date_says_what_it_rests_on(engine: Engine) -> None:
    store = engine(DRAWN)
    then = view_path(store, "district:a", "district:b", as_of="2015")
    assert styles(then) == ["plain", "maybe"]
    assert "rests on ties that nobody dates (?): X – B." in then.words
    assert "in 2015 rests" in then.words
    assert "not dated: maybe not yet, or no longer" in then.html
    assert 'stroke-dasharray="14 5"' in then.svg
    always = view_path(store, "district:a", "district:b")
    assert styles(always) == ["plain", "plain"]
    assert "rests on" not in always.words


def test_what_surrounds_one_on_a_date_has_its_question_marks(engine: Engine) -> None:
    page = view_ego(engine(DRAWN), "network:x", as_of="2015-06-30")
    assert sorted(styles(page)) == ["maybe", "plain"]
    assert "? undated" in page.html


PAIRS = """
    district:a = A {state=ME lat=44.3 lon=-69.8}
    district:b = B {state=ME lat=44.5 lon=-69.9}
    district:a MEMBER_OF network:x 2010..
    district:a MEMBER_OF network:y 2010..
    district:b MEMBER_OF network:y
    district:b MEMBER_OF network:z
"""


def test_a_cell_is_hollow_where_all_that_is_shared_rests_on_undated_ties(engine: Engine) -> None:
    store = engine(PAIRS)
    then = view_overlap(store, as_of="2015")
    assert "1 pair rests on ties that nobody dates (hollow cells)" in then.words
    assert "by undated ties alone (?)" in then.svg
    assert "1 shared: ? B." in then.html
    always = view_overlap(store)
    assert "undated" not in always.svg
    assert "? B" not in always.html


def test_a_district_on_the_map_is_hollow_where_nobody_dates_its_ties(engine: Engine) -> None:
    store = engine(PAIRS)
    then = view_map(store, as_of="2015")
    assert "1 is hollow: nobody dates any of their ties" in then.words
    assert 'data-dots="maybe"' in then.svg
    assert 'data-dots="maybe"' not in view_map(store).svg
