"""The timeline: who belongs since when and until when, as bars and in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netweave.visuals.layouts.flow import Piece, flowed
from netweave.visuals.picture import limits
from netweave.visuals.picture.limits import TooLargeError
from netweave.visuals.timeline import view
from netweave.visuals.timeline.view import view_timeline
from queries.changes import changes
from tests.visuals.reading import names, read

if TYPE_CHECKING:
    from netweave.visuals.page.page import Page
    from tests.conftest import Engine

NETWORK = """
    network:n = Network {stated_members=9}
    district:a = Alder {state=ME}
    district:b = Birch {state=ME}
    district:c = Cedar {state=NH}
    district:d = Dogwood
    district:a MEMBER_OF network:n 2010..
    district:b MEMBER_OF network:n 2012..2014 [chair]
    district:b MEMBER_OF network:n 2018..
    district:c MEMBER_OF network:n ..2013 <list.org 2011>
    district:d MEMBER_OF network:n <list.org 2016>
"""


def bars(page: Page) -> dict[int, tuple[float, float, bool]]:
    """For each tie where its bar begins and ends, in years, and whether it is hollow."""
    years = [
        int(year) for year in re.findall(r'<g data-axis="".*?>(\d{4})<.*?>(\d{4})<', page.svg)[0]
    ]
    step = 110 / (years[1] + 1 - years[0])
    found = re.findall(
        r'<g data-tie="(\d+)"><rect x="([\d.]+)" y="5" width="([\d.]+)" height="8" (.*?)/>',
        page.svg,
    )
    return {
        int(tie): (
            round(years[0] + (float(x) - 196) / step, 1),
            round(years[0] + (float(x) + float(wide) - 196) / step, 1),
            "dasharray" in look,
        )
        for tie, x, wide, look in found
    }


def test_a_bar_goes_from_beginning_to_end_and_is_hollow_without_a_beginning(engine: Engine) -> None:
    page = view_timeline(engine(NETWORK), "Network")
    assert names(page) == ["Network", "Alder", "Birch", "Cedar", "Dogwood"]
    ends = [(names(page)[tie[0]], tie[4]) for tie in read(page)["about"]["ties"]]
    drawn = {ends[tie]: bar for tie, bar in bars(page).items()}
    assert drawn == {
        ("Alder", "since 2010"): (2010.0, 2019.0, False),
        ("Birch", "2012 to 2014"): (2012.0, 2015.0, False),
        ("Birch", "since 2018"): (2018.0, 2019.0, False),
        ("Cedar", "until 2013"): (2010.0, 2014.0, True),
        ("Dogwood", "undated"): (2010.0, 2019.0, True),
    }


def test_the_states_with_most_stand_first_and_unknown_ones_last(engine: Engine) -> None:
    page = view_timeline(engine(NETWORK), "Network")
    headings = re.findall(r'<g [^>]*data-group=""[^>]*><text[^>]*>([^<]*)', page.svg)
    assert headings == ["ME ", "NH ", "State not known "]


def test_the_words_count_what_is_dated_and_when_most_came_and_went(engine: Engine) -> None:
    page = view_timeline(engine(NETWORK), "Network")
    assert page.title == "Network: 4 districts, 2010 to 2018"
    assert page.words == (
        "4 districts in 2 states: 2 with a known beginning; 2 without, drawn hollow. "
        "Roster: 3 of about 9 known. "
        "3 known beginnings, most in 2010 (1); 2 known ends, most in 2013 (1)."
    )
    assert "<td>2014</td><td>0</td><td>1</td>" in page.html


def test_who_came_and_went_is_what_changes_says_from_year_to_year(engine: Engine) -> None:
    store = engine(
        """
        network:n = Network {founded=2010 ended=2016}
        district:a MEMBER_OF network:n 2009..2011
        district:a MEMBER_OF network:n 2012..2013
        district:b MEMBER_OF network:n 2012..
        district:c MEMBER_OF network:n 2015-06..2015-08
        district:d MEMBER_OF network:n
        """
    )
    html = view_timeline(store, "Network").html
    found = re.findall(r"<td>(\d{4})</td><td>(\d+)</td><td>(\d+)</td>", html)
    told = {year: [int(came), int(went)] for year, came, went in found}
    asked: dict[str, list[int]] = {}
    for year in range(2009, 2018):
        for row in changes(store, str(year - 1), str(year)).rows:
            if row.change in ("joined", "left") and row.member and row.member.id != "district:a":
                way = row.change == "left"
                asked.setdefault(str(year - way), [0, 0])[way] += 1
    asked.setdefault("2010", [0, 0])[0] += 1  # Two spells without a gap are one stay:
    asked.setdefault("2013", [0, 0])[1] += 1  # from its founding on, until 2013.
    assert told == asked


def test_members_by_a_school_and_by_a_part_have_bars_too(engine: Engine) -> None:
    store = engine(
        """
        network:n = Network
        cohort:p PART_OF network:n
        school:s PART_OF district:d
        school:s MEMBER_OF cohort:p 2011..2012
        district:e MEMBER_OF cohort:p 2013..
        """
    )
    page = view_timeline(store, "Network")
    assert set(names(page)) == {"Network", "p", "s", "d", "e"}
    assert "d: 2011 to 2012, through s and p" in page.svg
    assert "e: since 2013, through p" in page.svg


def test_on_a_date_there_are_those_who_held_and_the_date_is_marked(engine: Engine) -> None:
    page = view_timeline(engine(NETWORK), "Network", as_of="2013")
    assert names(page) == ["Network", "Alder", "Birch", "Cedar", "Dogwood"]
    assert page.words.startswith("In 2013: 4 districts in 2 states")
    assert "the date that was asked for" in page.svg
    assert "Beginnings and ends" not in page.html
    assert names(view_timeline(engine(NETWORK), "Network", as_of="2016")) == [
        "Network",
        "Alder",
        "Dogwood",
    ]


def test_a_district_has_what_it_belongs_to_and_its_other_ties(engine: Engine) -> None:
    store = engine(
        """
        district:a = Alder
        district:a MEMBER_OF network:n 2010..2012
        district:a PRESENTED_AT event:e 2015..
        school:s PART_OF district:a
        school:s MEMBER_OF network:m 2011..
        school:idle PART_OF district:a
        person:p LEADS district:a 2014..
        """
    )
    page = view_timeline(store, "Alder")
    assert set(names(page)) == {"Alder", "n", "m", "e", "s", "p"}
    assert "m: is a member of, since 2011, through s" in page.svg


def test_nobody_and_no_date_make_a_page_too(engine: Engine) -> None:
    page = view_timeline(engine("network:n = Network"), "Network")
    assert page.title == "Network: nobody"
    assert page.words == "No member is known."
    undated = view_timeline(engine("district:a MEMBER_OF network:n"), "network:n")
    assert undated.title == "n: 1 district"
    assert "data-axis" not in undated.svg


def test_beyond_what_a_picture_holds_it_says_what_to_ask(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "TIMELINE", 3)
    assert limits.TIMELINE > 3
    with pytest.raises(TooLargeError, match="netweave members network:n"):
        view_timeline(engine(NETWORK), "Network")


def test_columns_are_filled_in_turn_and_no_heading_stands_alone() -> None:
    pieces = [Piece(10, keeps=True), Piece(10), Piece(10), Piece(10, keeps=True), Piece(10)]
    assert [(spot.column, spot.y) for spot in flowed(pieces, 2)] == [
        (0, 0),
        (0, 10),
        (0, 20),
        (1, 0),
        (1, 10),
    ]
    assert flowed([], 3) == []
