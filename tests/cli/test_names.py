"""Names: which entity is meant, what is said about the choice, and what a shell completes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from netweave.cli.door.group import netweave

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn, Run

DRAWN = """
    district:hudson = Hudson School District | HSD {state=NH nces_id=3300010}
    school:hudson = Hudson High School {state=NH}
    network:hudson = Hudson Valley Network
    school:hudson PART_OF district:hudson
    district:hudson MEMBER_OF network:hudson
    district:x-1 = Twin Rivers {state=CA}
    district:x-2 = Twin Rivers {state=NE}
"""


@pytest.mark.parametrize(
    "text",
    [
        "district:hudson",
        "DISTRICT:Hudson",
        "3300010",
        "hudson school district",
        "hsd",
        "hudson district",
    ],
)
def test_a_name_is_an_id_an_nces_id_a_name_an_alias_or_a_part(
    ask: Ask, drawn: Drawn, text: str
) -> None:
    done = ask("show", text, "--store", drawn(DRAWN), "--format", "json")
    assert done.document["id"] == "district:hudson"
    assert done.err == ""


def test_the_one_district_among_several_is_taken_and_told(ask: Ask, drawn: Drawn) -> None:
    done = ask("show", "hudson", "--store", drawn(DRAWN), "--format", "json")
    assert done.document["id"] == "district:hudson"
    assert done.err == (
        "Note: 'hudson' is taken for Hudson School District (NH), district:hudson. 2 others fit.\n"
    )


def test_several_districts_are_an_error_with_the_candidates(ask: Ask, drawn: Drawn) -> None:
    done = ask("show", "twin rivers", "--store", drawn(DRAWN))
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "Error: 'twin rivers' fits 2 names. Say which, by its id or its place "
        "(NAME, CITY, STATE):\n"
        "  district:x-1  Twin Rivers (CA; in no network)\n"
        "  district:x-2  Twin Rivers (NE; in no network)\n"
    )


def test_an_unknown_name_is_an_error_with_the_nearest(ask: Ask, full: str) -> None:
    done = ask("connect", "Sanbron", "RSU 2", "--store", full)
    assert (done.status, done.out) == (1, "")
    assert "Nothing here is named 'Sanbron'. The nearest names are:" in done.err
    assert "district:nh-sanborn-regional" in done.err


@pytest.mark.parametrize(
    "words",
    [["connect", "zzz", "RSU 2"], ["connect", "RSU 2", "Sanborn", "--avoid", "zzz"]]
    + [[command, "zzz"] for command in ("show", "affiliations", "members")],
)
def test_every_name_of_every_command_is_looked_up(ask: Ask, full: str, words: list[str]) -> None:
    done = ask(*words, "--store", full)
    assert (done.status, done.out) == (1, "")
    assert "Nothing here is named 'zzz'" in done.err


def offered(store: str, *words: str) -> list[str]:
    *before, typed = words
    shell = ShellComplete(netweave, {}, "netweave", "_NETWEAVE_COMPLETE")
    return [item.value for item in shell.get_completions(["--store", store, *before], typed)]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["show", "district:x"], ["district:x-1", "district:x-2"]),
        (["show", "DISTRICT:X-1"], ["district:x-1"]),
        (["show", "valley"], ["network:hudson"]),
        (["show", "hsd"], ["district:hudson"]),
        (["show", "hud"], ["district:hudson", "network:hudson", "school:hudson"]),
        (["members", "hud"], ["network:hudson"]),
        (["connect", "district:hudson", "twin"], ["district:x-1", "district:x-2"]),
        (["connect", "a", "b", "--avoid", "valley"], ["network:hudson"]),
        (["show", "zzz"], []),
    ],
)
def test_a_shell_completes_names_by_id_or_part(
    drawn: Drawn, words: list[str], ids: list[str]
) -> None:
    assert offered(drawn(DRAWN), *words) == ids


def test_a_shell_finds_the_store_after_the_command_and_in_the_environment(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = drawn(DRAWN)
    shell = ShellComplete(netweave, {}, "netweave", "_NETWEAVE_COMPLETE")
    after = shell.get_completions(["show", "--store", store], "valley")
    monkeypatch.setenv("NETWEAVE_STORE", store)
    there = shell.get_completions(["show"], "valley")
    assert [item.value for item in after] == [item.value for item in there] == ["network:hudson"]


def test_a_shell_is_offered_nothing_where_there_is_no_store() -> None:
    assert offered("no/such/store.db", "show", "x") == []
    assert offered(".", "show", "x") == []


def test_bash_gets_its_completions_from_the_command(run: Run, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    asked = {
        "_NETWEAVE_COMPLETE": "bash_complete",
        "COMP_WORDS": "netweave show valley",
        "COMP_CWORD": "2",
        "NETWEAVE_STORE": store,
    }
    assert run(env=asked) == (0, "plain,network:hudson\n", "")


def test_a_shell_is_not_flooded(full: str) -> None:
    assert len(offered(full, "show", "")) == 50


def test_a_shell_completes_commands_and_kinds(full: str) -> None:
    assert offered(full, "c") == [
        *("check", "connect", "clusters", "conveners", "changes", "cache", "copy", "cypher"),
    ]
    assert offered(full, "list", "co") == ["consortia", "cohorts", "collectives"]
