"""Time and place in the words and tables of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netweave.cli.answer.grids import columned

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    network:x = X {stated_members=2}
    district:a = Ash {state=ME}
    district:b = Birch {state=ME}
    district:c = Cedar {state=CA}
    district:d = Date {state=CA}
    district:a MEMBER_OF network:x 2010..2012 <one.org>
    district:b MEMBER_OF network:x 2010.. <one.org>
    district:c MEMBER_OF network:x <list.org 2014>
    district:d MEMBER_OF network:x <list.org 2014-05-06>
    district:c MEMBER_OF network:y 2001..2002
    district:a MEMBER_OF network:y 2004..2005
"""


def words(out: str) -> str:
    return " ".join(out.split())


def test_members_are_told_now_and_formerly(ask: Ask, drawn: Drawn) -> None:
    out = words(ask("members", "network:x", "--store", drawn(DRAWN)).out)
    assert "It has 3 districts now, 1 formerly." in out
    assert "Of its roster, 3 known, more than the 2 stated." in out
    assert "seen in 2014 list.org" in out
    assert "seen on 2014-05-06 list.org" in out


def test_members_on_a_date_tell_maybes_apart(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    out = words(ask("members", "network:x", "--as-of", "2012", "--store", store).out)
    assert "It had 4 districts in 2012. Of 2 of them nobody knows whether they belonged then" in out
    assert "? seen in 2014" in out
    belonging = words(ask("affiliations", "Cedar", "--as-of", "2012", "--store", store).out)
    assert "Belonged to 1 network in 2012, 1 of them maybe (?), as far as is known." in belonging
    shown = words(ask("show", "Cedar", "--as-of", "2012", "--store", store).out)
    assert "is a member of X ? seen in 2014" in shown


def test_a_connection_on_a_date_says_what_it_rests_on(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    out = words(ask("connect", "Birch", "Cedar", "--as-of", "2012-06-30", "--store", store).out)
    assert "Whether they were connected so on 2012-06-30 rests on ties that nobody dates" in out
    assert "(?): X – Cedar." in out
    sure = ask("connect", "Ash", "Birch", "--as-of", "2012", "--store", store).out
    assert "rests on" not in sure


def test_what_is_over_is_told_as_past(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    out = words(ask("connect", "Ash", "Cedar", "--store", store).out)
    assert "Both have belonged, never at one time, to y." in out
    assert "Both are on lists of X; whether at one time is not known." in out
    assert "was a member of, 2004 to 2005" in out
    found = ask("connect", "Ash", "Cedar", "--store", store, "--format", "json").document
    assert [list(one) for one in found["shared"]] == [["id", "kind", "name", "together"]] * 2
    assert {one["id"]: one["together"] for one in found["shared"]} == {
        "network:x": "maybe",
        "network:y": "no",
    }


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("bridges", "Who stands between the parts, within new england"),
        ("clusters", "Regional clusters, within new england"),
        ("overlap", "Overlaps of networks, within new england"),
    ],
)
def test_answers_within_a_place_say_so(ask: Ask, drawn: Drawn, question: str, title: str) -> None:
    store = drawn(DRAWN)
    done = ask(question, "--within", "new england", "--store", store)
    assert done.out.startswith(title)
    assert "Cedar" not in done.out
    found = ask(question, "--within", "ME", "--store", store, "--format", "json").document
    assert found["parameters"]["within"] == "ME"
    refused = ask(question, "--within", "Atlantis", "--store", store)
    assert (refused.status, refused.out) == (2, "")
    assert "'Atlantis' is no place that is known here" in refused.err


def test_overlap_says_among_whom_and_whom_pairs_share(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    out = words(ask("overlap", "--among", "all", "--store", store).out)
    assert "Listed: 1 of 1 pair. Expected: if their members were drawn from all districts" in out
    assert "- X and y: Ash (ME), Cedar (CA)." in out
    assert "as expected" in out or "too little data" in out
    assert "chance" not in out
    refused = ask("overlap", "--of", "districts", "--among", "all", "--store", store)
    assert (refused.status, refused.out) == (2, "")


def test_where_there_is_no_room_figures_go_before_names() -> None:
    headings = ["Name", "First", "Second"]
    rows = [["Unbreakable Lighthouses", "1,234,567", "0.123"]]
    wide = columned(headings, rows, [False] * 3, 60)
    assert "0.123" in wide
    narrow = columned(headings, rows, [False] * 3, 36)
    assert "Unbreakable Lighthouses   1,234,567" in narrow
    assert "0.123" not in narrow
    assert "No room for: Second." in narrow
    assert columned(["Name"], [["Unbreakable"]], [False], 5).count("room") == 0
