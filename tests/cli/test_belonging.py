"""`affiliations`, `members` and `show`: JSON field by field, CSV, and what people see."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from tests.cli.conftest import asked_of

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    network:x = Network X | X-Net {stated_members=9 scope_state=ME}
    district:a = Aville {state=ME}
    school:s PART_OF district:a
    school:s MEMBER_OF network:part 2011..2014 [pilot] <page.org 2015>
    network:part PART_OF network:x
    district:a MEMBER_OF network:x 2012.. [member] <one.org>
    district:a MEMBER_OF network:x 2013.. [chair] <two.org> inferred
    district:a AFFILIATED_WITH network:x <one.org>
"""


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def short(found: dict[str, Any], end: str) -> list[tuple[str, ...]]:
    return [(r[end]["id"], r["type"], r["how"], *r["via"]) for r in found["rows"]]


def test_affiliations_have_their_keys_in_order(ask: Ask, drawn: Drawn) -> None:
    found = ask("affiliations", "Aville", "--store", drawn(DRAWN), "--format", "json").document
    assert list(found) == ["question", "store", "as_of", "parameters", "rows"]
    assert asked_of(found) == {"name": "district:a", "direct": False}
    assert found["rows"][1] == {
        "network": {"id": "network:x", "kind": "network", "name": "Network X"},
        "type": "MEMBER_OF",
        "how": "direct",
        "via": [],
        "role": "member; chair",
        "since": "2012",
        "until": None,
        "over": False,
        "undated": False,
        "sources": [
            {
                "url": "https://one.org",
                "file": None,
                "line": None,
                "as_of": None,
                "confidence": "stated",
            },
            {
                "url": "https://two.org",
                "file": None,
                "line": None,
                "as_of": None,
                "confidence": "inferred",
            },
        ],
    }


def test_affiliations_come_direct_first_then_by_school_then_nested(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    found = ask("affiliations", "Aville", "--store", store, "--format", "json").document
    assert short(found, "network") == [
        ("network:x", "AFFILIATED_WITH", "direct"),
        ("network:x", "MEMBER_OF", "direct"),
        ("network:part", "MEMBER_OF", "school", "school:s"),
    ]
    direct = ask(
        "affiliations", "Aville", "--store", store, "--direct", "--format", "json"
    ).document
    assert direct["rows"] == found["rows"][:2]
    assert direct["parameters"]["direct"] is True


def test_affiliations_for_people_say_what_a_membership_goes_through(ask: Ask, drawn: Drawn) -> None:
    out = ask("affiliations", "Aville", "--store", drawn(DRAWN)).out
    assert (
        "district, ME, district:a. Belongs to 1 network now, formerly to 1, as far as is known."
        in out
    )
    assert "Network     Kind      Through   When           Role                 Sources" in out
    assert "Network X   network             undated        is affiliated with   one.org" in out
    assert "Network X   network             since 2012     member; chair        one.org +1" in out
    assert "part        network   s         2011 to 2014   pilot                page.org" in out


def test_affiliations_as_csv_join_lists(ask: Ask, drawn: Drawn) -> None:
    out = ask("affiliations", "Aville", "--store", drawn(DRAWN), "--format", "csv").out
    assert list(rows(out)[0]) == [
        *("network_id", "network_kind", "network_name", "type", "how", "via", "role", "since"),
        *("until", "over", "undated", "sources"),
    ]
    assert rows(out)[1]["sources"] == "https://one.org | https://two.org"
    assert rows(out)[2]["via"] == "school:s"


def test_nothing_to_belong_to_is_an_answer(ask: Ask, drawn: Drawn) -> None:
    store = drawn("district:lonely")
    assert (
        ask("affiliations", "lonely", "--store", store, "--format", "json").document["rows"] == []
    )
    out = ask("affiliations", "lonely", "--store", store).out
    assert "Belongs to 0 networks, as far as is known." in out


def test_members_have_their_keys_in_order(ask: Ask, drawn: Drawn) -> None:
    found = ask("members", "X-Net", "--store", drawn(DRAWN), "--format", "json").document
    assert asked_of(found) == {"network": "network:x"}
    assert list(found["rows"][0]) == [
        *("member", "type", "how", "via", "role", "since", "until", "over", "undated", "sources"),
    ]
    assert found["rows"][0]["member"] == {
        "id": "district:a",
        "kind": "district",
        "name": "Aville",
        "state": "ME",
    }
    assert short(found, "member") == [
        ("district:a", "MEMBER_OF", "direct"),
        ("network:part", "PART_OF", "direct"),
        ("school:s", "MEMBER_OF", "nested", "network:part"),
    ]


def test_members_for_people_say_how_much_of_the_roster_is_known(ask: Ask, full: str) -> None:
    out = ask("members", "Maine Cohort", "--store", full).out
    assert "It has 13 districts, 1 network, 5 organizations and 1 consortium." in out
    assert "Of its roster, 13 of about 29 known." in " ".join(out.split())


def test_members_of_the_maine_cohort_are_20(ask: Ask, full: str) -> None:
    found = ask("members", "network:maine-cohort", "--store", full, "--format", "json").document
    assert len(found["rows"]) == 20
    assert sum(row["member"]["kind"] == "district" for row in found["rows"]) == 13
    assert "district:ca-lindsay" not in {row["member"]["id"] for row in found["rows"]}


def test_members_of_mini_can_be_counted_by_hand(ask: Ask, mini: str) -> None:
    found = ask("members", "NH PACE", "--store", mini, "--format", "json").document
    assert [row["member"]["name"] for row in found["rows"]] == [
        "Epping School District",
        "Pittsfield School District",
        "Rochester School District",
        "Sanborn Regional School District",
    ]


def test_a_part_is_named_as_one(ask: Ask, drawn: Drawn) -> None:
    out = ask("members", "network:x", "--store", drawn(DRAWN)).out
    assert "a part of it" in out


def test_a_network_without_members_is_an_answer(ask: Ask, drawn: Drawn) -> None:
    done = ask("members", "network:empty", "--store", drawn("network:empty"))
    assert (done.status, done.err) == (0, "")
    assert "No member is known." in done.out


def test_members_of_a_district_is_an_error(ask: Ask, full: str) -> None:
    done = ask("members", "district:ca-lindsay", "--store", full)
    assert (done.status, done.out) == (1, "")
    assert (
        "is Lindsay Unified School District (Lindsay, CA), district:ca-lindsay, a district"
        in done.err
    )


def test_members_takes_the_one_collective_of_several_names(ask: Ask, drawn: Drawn) -> None:
    store = drawn("""
        network:l = The League
        district:l = The League
    """)
    done = ask("members", "the league", "--store", store, "--format", "json")
    assert asked_of(done.document) == {"network": "network:l"}
    assert done.err == ""


def test_show_has_its_fields_instead_of_rows(ask: Ask, mini: str) -> None:
    found = ask("show", "network:risc", "--store", mini, "--format", "json").document
    assert list(found) == [
        *("question", "store", "as_of", "parameters"),
        *("id", "kind", "name", "aliases", "properties", "ties"),
    ]
    assert asked_of(found) == {"name": "network:risc"}
    assert (found["id"], found["kind"]) == ("network:risc", "network")
    assert found["aliases"][0] == "RISC"
    assert found["properties"]["founded"] == "2002"
    assert list(found["ties"][0]) == [
        *("type", "direction", "other", "role", "since", "until", "over", "undated", "sources"),
    ]
    order = [(t["type"], t["direction"], t["other"]["id"], t["since"] or "") for t in found["ties"]]
    assert order == sorted(order)


def test_show_keeps_numbers_numbers(ask: Ask, mini: str) -> None:
    found = ask("show", "maine cohort", "--store", mini, "--format", "json").document
    assert found["properties"]["stated_members"] == 29


def test_show_has_an_entry_for_each_spell(ask: Ask, drawn: Drawn) -> None:
    store = drawn("""
        district:a MEMBER_OF network:x 2001..2003
        district:a MEMBER_OF network:x 2010..
    """)
    found = ask("show", "district:a", "--store", store, "--format", "json").document
    assert [(t["since"], t["until"]) for t in found["ties"]] == [("2001", "2003"), ("2010", None)]
    then = ask(
        "show", "district:a", "--store", store, "--format", "json", "--as-of", "2002"
    ).document
    assert [(t["since"], t["until"]) for t in then["ties"]] == [("2001", "2003")]


def test_show_as_csv_has_a_line_for_each_tie(ask: Ask, drawn: Drawn) -> None:
    out = ask("show", "district:a", "--store", drawn(DRAWN), "--format", "csv").out
    assert [(r["type"], r["direction"], r["other_id"]) for r in rows(out)] == [
        ("AFFILIATED_WITH", "out", "network:x"),
        ("MEMBER_OF", "out", "network:x"),
        ("PART_OF", "in", "school:s"),
    ]


def test_show_for_people_has_properties_and_ties(ask: Ask, drawn: Drawn) -> None:
    out = ask("show", "network:x", "--store", drawn(DRAWN)).out
    assert "aliases          X-Net" in out
    assert "members known    1 of about 9 known" in out
    assert "has the member      Aville   since 2012   member; chair" in out
