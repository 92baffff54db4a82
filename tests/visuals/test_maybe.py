"""Ties that nobody dates are told apart in pictures of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.visuals.ego import view_ego
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
