"""`verify` and `doctor`: is a store what it says it is, and what can be done if it is not."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from campaign.damage import WAYS, run

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWING = """
    district:a = A
    network:x = X {founded=2010}
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
"""
LABEL = "DELETE FROM label WHERE folded = 'a'"
BROKEN = "UPDATE node SET properties = '{' WHERE id = 'network:x'"


def change(store: str, sql: str) -> None:
    with closing(sqlite3.connect(store)) as db, db:
        db.execute(sql)


def words(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def test_a_whole_store_is_said_to_be_whole_and_remembers_it(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWING)
    assert "Nobody has recounted it yet" in words(ask("info", "--store", store).out)
    document = ask("verify", "--store", store, "--format", "json").document
    assert (document["rows"], document["whole"], document["statements"]) == ([], True, 1)
    assert document["store"] == ask("info", "--store", store, "--format", "json").document["store"]
    assert "A recount found it right on 20" in words(ask("info", "--store", store).out)
    assert ask("info", "--store", store, "--format", "json").document["checked"]


def test_what_is_not_right_is_listed_and_then_repaired(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWING)
    change(store, LABEL)
    done = ask("verify", "--store", store, "--format", "json")
    assert (done.status, done.err) == (1, "")
    (row,) = json.loads(done.out)["rows"]
    assert list(row) == ["id", "what", "stored", "expected", "shows", "repairable", "repaired"]
    assert (row["id"], row["what"], row["repaired"]) == ("district:a", "search text", False)
    assert ask("doctor", "--repair", "--store", store).status == 0
    assert ask("doctor", "--store", store).status == 0
    assert "A" in ask("show", "A", "--store", store).out


def test_what_cannot_be_derived_is_said_and_stays(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWING)
    change(store, BROKEN)
    for command in ("verify", "doctor"):
        done = ask(command, "--repair", "--store", store)
        assert done.status == 1
        assert "Cannot be repaired" in done.out
        assert "load the sources again, or restore a copy" in words(done.out)


def test_what_lies_beside_a_store_is_named(ask: Ask, drawn: Drawn) -> None:
    store = Path(drawn(DRAWING))
    ledger = store.with_name("graph.identity.csv")
    for name in (".netweave-x1", "review.csv", "rejected-2.csv", f"{store.stem}.identity.csv"):
        store.with_name(name).write_text("no decision\n", encoding="utf-8")
    notes = ask("doctor", "--store", str(store), "--format", "json").document["notes"]
    said = "\n".join(notes)
    for word in (".netweave-x1", "review.csv", "rejected-2.csv", ledger.suffix):
        assert word in said
    assert ask("verify", "--store", str(store), "--format", "json").document.get("notes") is None


def test_a_kept_figure_that_is_spoiled_is_computed_again(
    ask: Ask, mini: str, tmp_path: Path
) -> None:
    store = str(shutil.copy(mini, tmp_path / "mini.db"))
    sound = ask("clusters", "--store", store).out
    for value in ("x'00'", "substr(value, 1, length(value) - 1)", "x'ff' || substr(value, 2)"):
        # Of what other questions kept, little is left after the first of these.
        change(store, f"UPDATE cache SET value = CAST({value} AS BLOB) WHERE length(value) > 1")
        assert "cache" in ask("doctor", "--store", store).out
        assert ask("clusters", "--store", store).out == sound
    assert ask("doctor", "--store", store).status == 0


@pytest.mark.parametrize(
    "options",
    [["--sample", "3"], ["--seed", "0"], ["--against", "networkx", "--repair"]],
)
def test_options_of_the_other_way_are_refused(ask: Ask, mini: str, options: list[str]) -> None:
    done = ask("verify", "--store", mini, *options)
    assert (done.status, done.out) == (2, "")
    assert "means nothing" in done.err


def test_two_stores_are_compared_as_before(ask: Ask, mini: str) -> None:
    given = ["--against", "networkx", "--sample", "1", "--store", mini]
    rows = ask("verify", *given, "--format", "json").document["rows"]
    assert {row["same"] for row in rows} == {True}


@pytest.mark.parametrize("command", ["verify", "doctor"])
def test_a_store_that_is_not_there_is_an_error(ask: Ask, tmp_path: Path, command: str) -> None:
    done = ask(command, "--store", str(tmp_path / "none.db"))
    assert (done.status, done.out) == (1, "")
    assert "There is no store" in done.err
    assert not (tmp_path / "none.db").exists()


def test_a_damaged_file_never_passes_for_a_mistake_of_ours() -> None:
    ended = {how.partition(": ")[2]: count for how, _, count in run(0.02)}
    assert list(ended) == list(WAYS)
    assert [ended[how] for how in WAYS[3:]] == ["0", "0", "0"]
