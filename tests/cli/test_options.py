"""The global options: both places, the environment, and what wins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn, Run

DRAWN = """
    district:a MEMBER_OF network:x 2001..2003
    district:b MEMBER_OF network:x 2002..
"""


@pytest.mark.parametrize(
    "place",
    [
        ["--store", "{}", "--format", "json", "--as-of", "2005", "members", "x"],
        ["members", "x", "--store", "{}", "--format", "json", "--as-of", "2005"],
        ["members", "--as-of=2005", "--format=json", "--store={}", "x"],
        ["--format", "json", "members", "--store", "{}", "x", "--as-of", "2005"],
    ],
)
def test_global_options_stand_before_or_after_the_command(
    ask: Ask, drawn: Drawn, place: list[str]
) -> None:
    store = drawn(DRAWN)
    found = ask(*(word.format(store) for word in place)).document
    assert found["as_of"] == "2005"
    assert [row["member"]["id"] for row in found["rows"]] == ["district:b"]


def test_what_stands_after_the_command_wins(ask: Ask, full: str, mini: str) -> None:
    found = ask(
        *("--store", full, "--format", "csv", "--as-of", "1990"),
        *("info", "--store", mini, "--format", "json", "--as-of", "2015"),
    ).document
    assert (found["store"]["nodes"], found["as_of"]) == (39, "2015")


def test_the_environment_names_the_store(ask: Ask, full: str) -> None:
    found = ask("info", "--format", "json", env={"NETWEAVE_STORE": full}).document
    assert found["store"]["nodes"] == 964


@pytest.mark.parametrize("after", [True, False])
def test_a_typed_store_wins_over_the_environment(
    ask: Ask, full: str, mini: str, *, after: bool
) -> None:
    words = ["info", "--store", mini] if after else ["--store", mini, "info"]
    found = ask(*words, "--format", "json", env={"NETWEAVE_STORE": full}).document
    assert found["store"]["nodes"] == 39


def test_an_empty_variable_counts_for_nothing(run: Run, full: str, tmp_path: Path) -> None:
    (tmp_path / "netweave.db").write_bytes(_bytes(full))
    done = run("info", "--format", "json", env={"NETWEAVE_STORE": ""})
    assert done.document["store"]["nodes"] == 964


def test_the_store_of_the_working_folder_is_the_default(
    run: Run, full: str, tmp_path: Path
) -> None:
    (tmp_path / "netweave.db").write_bytes(_bytes(full))
    assert run("info", "--format", "json").document["store"]["nodes"] == 964


def test_without_a_store_one_sentence_says_how_to_make_one(run: Run) -> None:
    done = run("info")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "Error: There is no store at netweave.db. Make one with: "
        "netweave load FOLDER --store netweave.db\n"
    )


@pytest.mark.parametrize("form", ["JSON", "json", "Json"])
def test_the_case_of_a_format_is_free(ask: Ask, mini: str, form: str) -> None:
    assert ask("info", "--store", mini, "--format", form).document["question"] == "info"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "xml"],
        ["--as-of", "yesterday"],
        ["--as-of", "2012-13"],
        ["--as-of", "2013-02-29"],
        ["--as-of", ""],
        ["--store", ""],
        ["--colour"],
    ],
)
def test_a_wrong_option_is_status_2_in_either_place(ask: Ask, mini: str, wrong: list[str]) -> None:
    for words in (["info", *wrong], [*wrong, "info"]):
        done = ask(*words, env={"NETWEAVE_STORE": mini})
        assert (done.status, done.out) == (2, ""), words
        assert "Error: " in done.err


@pytest.mark.parametrize(
    "words",
    [
        ["check", "x"],
        ["load", "x"],
        ["load", "--undo"],
        ["unload", "x"],
        ["merge", "a", "b"],
        ["mapping", "x.csv"],
        ["identity", "why", "x"],
        ["find", "x"],
        ["list", "districts"],
        ["verify"],
        ["copy", "a.db", "b.db"],
        ["cypher", "--question", "members"],
    ],
)
def test_a_date_is_refused_in_either_place_where_none_plays_a_part(
    ask: Ask, words: list[str]
) -> None:
    for dated in ([*words, "--as-of", "2014"], ["--as-of", "2014", *words]):
        done = ask(*dated)
        assert (done.status, done.out) == (2, "")
        assert "No date plays a part in" in done.err
    assert "--as-of" not in ask(*words, "--help").out


@pytest.mark.parametrize(
    "further",
    [["out/data"], ["--skip-bad"], ["--mapping", "m.toml"], ["--dated", ""], ["--snapshot"]],
)
def test_what_belongs_to_a_load_is_refused_with_undo(ask: Ask, further: list[str]) -> None:
    done = ask("load", "--undo", *further)
    assert (done.status, done.out) == (2, "")
    assert "--undo takes the last load back; give no" in done.err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--size", "99999999999999999999"],
        ["--max-per-state", "99999999999999999999"],
        ["--time-limit", "nan"],
    ],
)
def test_a_number_beyond_all_sense_is_refused(ask: Ask, mini: str, wrong: list[str]) -> None:
    done = ask("conveners", *wrong, "--store", mini)
    assert (done.status, done.out) == (2, "")
    assert "makes no sense" in done.err


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://example.org", "no kind of store"),
        (".", ". is a folder"),
        ("no/such/folder/x.db", "There is no store at no/such/folder/x.db"),
    ],
)
def test_a_target_that_is_no_store_is_status_1(ask: Ask, target: str, said: str) -> None:
    done = ask("info", "--store", target)
    assert (done.status, done.out) == (1, "")
    assert said in done.err


def test_a_file_that_is_no_store_is_status_1(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("district,network\n" * 100, encoding="utf-8")
    done = ask("info", "--store", str(tmp_path / "x.db"))
    assert (done.status, done.out) == (1, "")
    assert "not a netweave store" in done.err


@pytest.mark.parametrize("command", [[], ["connect"], ["load"], ["demo"]])
def test_every_command_tells_the_version(ask: Ask, command: list[str]) -> None:
    done = ask(*command, "--version")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("netweave 0.")


def test_every_form_of_an_answer_is_for_the_same_store(ask: Ask, mini: str) -> None:
    done = ask("find", "risc", "--store", mini, "--format", "json")
    assert json.loads(done.out)["store"]["kind"] == "offline"


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - a target is a text
        return file.read()
