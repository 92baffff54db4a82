"""The commands about the field: their JSON, CSV and words, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWN = """
district:a = Aville {state=NH city=Aton lat=43 lon=-71 enrollment=900 locale=41}
district:b = Bville {state=NH lat=43.1 lon=-71 competency_since=2010 competency_since_kind=decision}
district:c = Cville {state=CA competency_since=2005 competency_since_kind=pilot}
district:d = Dville {state=ME competency_since=2012}
network:x = Network X {founded=2012 stated_members=9 source_url=https://x.org}
network:y = Network Y
district:b MEMBER_OF network:x 2012.. [chair] <one.org 2015>
district:c MEMBER_OF network:x 2011..2013 <one.org>
district:d MEMBER_OF network:y <two.org>
district:c MEMBER_OF network:y <two.org>
organization:o HOSTS network:x <one.org>
person:p = Pat
person:p LEADS district:b [superintendent] <one.org>
"""
FRAME = ["question", "store", "as_of", "parameters"]
ASKED = [
    (("peers", "Aville"), ["district", "rows", "networks", "openings"]),
    (("peers", "--all", "--pilots"), ["rows", "components", "introductions", "models"]),
    (("gaps",), ["rows", "districts", "suggested", "shares"]),
    (("changes", "2010", "2014"), ["rows", "bridges", "components"]),
    (("handshake", "Aville", "Bville"), ["rows", "joins"]),
    (
        ("dissolve", "Network X"),
        ["rows", "gone", "districts", "alone", "pairs_cut", "components", "holders"],
    ),
]


def words(out: str) -> str:
    return " ".join(out.split())


@pytest.mark.parametrize(("asked", "fields"), ASKED, ids=lambda one: one[0])
def test_answers_have_their_keys_in_order_and_every_form(
    ask: Ask, drawn: Drawn, asked: tuple[str, ...], fields: list[str]
) -> None:
    store = drawn(DRAWN)
    found = ask(*asked, "--store", store, "--format", "json").document
    assert list(found) == [*FRAME, *fields]
    assert found["question"] == asked[0]
    lines = ask(*asked, "--store", store, "--format", "csv").out.splitlines()
    assert len(lines) == len(found["rows"]) + 1
    for form in ("table", "markdown"):
        done = ask(*asked, "--store", store, "--format", form)
        assert done.status == 0, done.err
        assert "How far to trust it" in done.out


def test_peers_tell_whom_to_ask_and_what_the_year_rests_on(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    said = words(ask("peers", "Aville", "--store", store).out)
    assert "Aville (Aton, NH): whom to learn from" in said
    assert "Bville (NH): like you: same state, 11 km away; decided in 2010 to become" in said
    assert "Ask Pat, superintendent." in said
    assert "netweave handshake district:a district:b" in said
    piloted = words(ask("peers", "Aville", "--pilots", "--store", store).out)
    assert "Cville (CA): not like you in what is known; a pilot since 2005" in piloted
    (row, *_) = ask("peers", "Aville", "--format", "json", "--store", store).document["rows"]
    assert (row["since_kind"], row["people"][0]["name"]) == ("decision", "Pat")
    assert "Pat (superintendent)" in ask("peers", "Aville", "--format", "csv", "--store", store).out


def test_a_district_of_the_country_is_no_end_of_a_handshake(ask: Ask, drawn: Drawn) -> None:
    said = ask("peers", "0622230", "--store", drawn(DRAWN)).out
    assert "To do next" in said
    assert "handshake" not in said


def test_changes_name_who_joined_and_who_says_so(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    said = words(ask("changes", "2010", "2014", "--store", store).out)
    assert "Network X. 1 joined: Bville (NH). According to one.org, 2015." in said
    assert "Began Network X." in said
    rows = ask("changes", "2010", "2014", "--store", store, "--format", "json").document["rows"]
    assert [(row["change"], row["member"] and row["member"]["id"]) for row in rows] == [
        ("joined", "district:b"),
        ("began", None),
        ("started", "district:d"),
    ]


def test_what_is_not_connected_ends_with_what_to_do_next(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    said = ask("connect", "Aville", "Bville", "--store", store).out
    assert "To do next\n\nnetweave handshake district:a district:b\n" in said
    assert "--through all" not in said
    said = ask("connect", "Pat", "Bville", "--store", store).out
    assert "netweave connect person:p district:b --through all" in said


@pytest.mark.parametrize(
    ("asked", "status", "because"),
    [
        (("peers",), 2, "Give the name"),
        (("peers", "Aville", "--all"), 2, "Give the name"),
        (("peers", "--all", "--near", "5"), 2, "--near plays no part"),
        (("peers", "Aville", "--like", "colour"), 2, "no likeness"),
        (("peers", "Aville", "--within", "Nowhere"), 2, "no place"),
        (("peers", "Network X"), 1, "takes: district, school"),
        (("gaps", "--within", "XX"), 2, "no place"),
        (("changes", "2014", "2010"), 2, "wholly after"),
        (("changes", "soon", "2010"), 2, "not a date"),
        (("changes", "2010", "2014", "--as-of", "2012"), 2, "No date plays a part"),
        (("handshake", "Aville", "Aville"), 1, "other side"),
        (("handshake", "Aville", "state:TX"), 1, "no district"),
        (("dissolve", "Aville"), 1, "takes:"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    ask: Ask, drawn: Drawn, asked: tuple[str, ...], status: int, because: str
) -> None:
    done = ask(*asked, "--store", drawn(DRAWN))
    assert (done.status, done.out) == (status, "")
    assert because in words(done.err)
