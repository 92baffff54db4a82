"""`find`, `list` and `info`: what is in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    district:b = Beta {state=ME nces_id=2300001}
    district:a = Alpha | The A {state=NH}
    network:n = Alpha Net {scope_state=ME stated_members=3}
    district:a MEMBER_OF network:n 2012.. <page.org>
    district:b MEMBER_OF network:n <ties.csv:4>
"""


def test_list_gives_all_of_a_kind_by_name(ask: Ask, drawn: Drawn) -> None:
    found = ask("list", "districts", "--store", drawn(DRAWN), "--format", "json").document
    assert found["parameters"] == {"kind": "districts", "state": None, "within": None}
    assert found["rows"] == [
        {
            "name": "Alpha",
            "kind": "district",
            "state": "NH",
            "aliases": ["The A"],
            "nces_id": None,
            "id": "district:a",
        },
        {
            "name": "Beta",
            "kind": "district",
            "state": "ME",
            "aliases": [],
            "nces_id": "2300001",
            "id": "district:b",
        },
    ]


@pytest.mark.parametrize(
    ("kind", "state", "ids"),
    [
        ("all", "ME", ["network:n", "district:b"]),
        ("collective", None, ["network:n"]),
        ("Network", "me", ["network:n"]),
        ("district", "VT", []),
    ],
)
def test_list_takes_kinds_and_states(
    ask: Ask, drawn: Drawn, kind: str, state: str | None, ids: list[str]
) -> None:
    more = ["--state", state] if state else []
    found = ask("list", kind, *more, "--store", drawn(DRAWN), "--format", "json").document
    assert [row["id"] for row in found["rows"]] == ids


def test_list_of_an_unknown_kind_is_wrong_usage(ask: Ask, full: str) -> None:
    done = ask("list", "frogs", "--store", full)
    assert (done.status, done.out) == (2, "")
    assert "'frogs' is no kind of entity. Ask for one of: district, school" in done.err


def test_list_all_of_the_bundled_set_has_964_rows(ask: Ask, full: str) -> None:
    assert len(ask("list", "all", "--store", full, "--format", "json").document["rows"]) == 964
    assert len(ask("list", "all", "--store", full, "--format", "csv").out.splitlines()) == 965
    assert ask("list", "all", "--store", full).out.startswith("964 entities.\n")


def test_find_gives_the_best_way_first(ask: Ask, drawn: Drawn) -> None:
    found = ask("find", "ALPHA", "--store", drawn(DRAWN), "--format", "json").document
    assert found["parameters"] == {"text": "ALPHA", "state": None}
    assert [(row["id"], row["found_by"]) for row in found["rows"]] == [
        ("district:a", "bare"),
        ("network:n", "part"),
    ]
    assert list(found["rows"][0]) == [
        *("found_by", "name", "kind", "state", "city", "aliases", "id")
    ]


def test_find_takes_an_nces_id(ask: Ask, drawn: Drawn) -> None:
    out = ask("find", "2300001", "--store", drawn(DRAWN)).out
    assert "Beta   district   ME      NCES id    district:b" in out


def test_find_of_nothing_is_an_answer(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    done = ask("find", "zebra", "--store", store)
    assert (done.status, done.err) == (0, "")
    assert done.out == "Nothing here is named 'zebra', or has that in its name.\n"
    assert ask("find", "zebra", "--store", store, "--format", "json").document["rows"] == []


def test_info_counts_the_bundled_set(ask: Ask, full: str) -> None:
    found = ask("info", "--store", full, "--format", "json").document
    assert (found["store"]["nodes"], found["store"]["ties"]) == (964, 1509)
    counts = {(row["what"], row["name"]): row["count"] for row in found["rows"]}
    assert counts["kind", "district"] == 451
    assert sum(n for (what, _), n in counts.items() if what == "kind") == 964
    assert sum(n for (what, _), n in counts.items() if what == "tie") == 1509
    cohort = next(row for row in found["rows"] if row["id"] == "network:maine-cohort")
    assert (cohort["what"], cohort["count"], cohort["of"]) == ("roster", 13, 29)


def test_info_counts_mini(ask: Ask, mini: str) -> None:
    store = ask("info", "--store", mini, "--format", "json").document["store"]
    assert (store["nodes"], store["ties"]) == (39, 86)


def test_info_for_people_has_its_figures(ask: Ask, drawn: Drawn) -> None:
    out = ask("info", "--store", drawn(DRAWN)).out
    assert "3 entities, 2 ties. Its digest is" in out
    assert "districts       2\nnetworks        1\n" in out
    assert "Alpha Net                            2          3" in out


def test_info_on_a_date_counts_the_ties_that_held(ask: Ask, drawn: Drawn) -> None:
    found = ask("info", "--store", drawn(DRAWN), "--as-of", "2010", "--format", "json").document
    assert found["as_of"] == "2010"
    assert [row["count"] for row in found["rows"] if row["what"] == "tie"] == [1]


def test_an_empty_store_is_described_too(ask: Ask, drawn: Drawn) -> None:
    out = ask("info", "--store", drawn("")).out
    assert "0 entities, 0 ties." in out
