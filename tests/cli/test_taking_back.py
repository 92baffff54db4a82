"""The commands that take back: `unload`, `merge`, `load --undo`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.ledger import Ledger, Ruling, beside
from tests.cli.conftest import ROOT, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn
    from tests.conftest import Draw

DRAWING = """
    district:a = Alpha
    district:b = Beta
    district:a MEMBER_OF network:x 2012..
    district:b MEMBER_OF network:x 2013..
    district:b PARTNERS_WITH district:a
"""


@pytest.fixture
def target(tmp_path: Path, draw: Draw) -> str:
    """A store of one source."""
    path = tmp_path / "graph.db"
    with open_store(path, create=True) as store:
        store.write(draw(DRAWING), origin="rosters")
    return str(path)


def digest(target: str) -> str:
    with open_store(target) as store:
        return store.facts().data_hash


def test_the_sources_of_a_store_are_listed(ask: Ask, target: str) -> None:
    document = ask("unload", "--list", "--store", target, "--format", "json").document
    assert document["rows"] == [{"name": "rosters", "entities": 3, "statements": 3}]
    assert "rosters" in ask("unload", "--list", "--store", target).out


def test_a_store_of_nothing_lists_no_source(ask: Ask, drawn: Drawn) -> None:
    assert "no source" in ask("unload", "--list", "--store", drawn("")).out
    assert "(without a name)" in ask("unload", "--list", "--store", drawn(DRAWING)).out


@pytest.mark.parametrize("source", ["rosters", "some/where/rosters", "rosters/"])
def test_a_source_is_unloaded_by_its_name_or_its_path(ask: Ask, target: str, source: str) -> None:
    document = ask("unload", source, "--store", target, "--format", "json").document
    assert document["parameters"] == {"source": "rosters", "dry_run": False}
    assert document["store"]["nodes"] == 0
    assert {"change": "withdrawn", "what": "statement", "count": 3} in document["rows"]


def test_a_rehearsal_lists_each_difference(ask: Ask, target: str) -> None:
    before = digest(target)
    done = ask("unload", "rosters", "--dry-run", "--store", target)
    assert "Would take what only rosters said" in done.out
    assert "PARTNERS_WITH district:a" in done.out
    assert digest(target) == before
    lines = ask("unload", "rosters", "--dry-run", "--store", target, "--format", "csv").out
    assert lines.splitlines()[0] == "change,what,id,detail"


def test_an_unknown_source_names_those_that_are_known(ask: Ask, target: str) -> None:
    done = ask("unload", "roster", "--store", target)
    assert (done.status, done.out) == (1, "")
    assert "It has been loaded from: rosters." in done.err


@pytest.mark.parametrize("arguments", [[], ["rosters", "--list"]])
def test_a_source_or_the_list_is_asked_for(ask: Ask, target: str, arguments: list[str]) -> None:
    assert ask("unload", *arguments, "--store", target).status == 2


def test_the_last_change_is_taken_back_and_the_one_before_it(ask: Ask, target: str) -> None:
    before = digest(target)
    ask("merge", "alpha", "beta", "--store", target)
    ask("unload", "rosters", "--store", target)
    document = ask("load", "--undo", "--store", target, "--format", "json").document
    assert document["undone"]["act"] == "unload"
    done = ask("load", "--undo", "--store", target)
    assert "Took back the merging of district:b into district:a" in done.out
    assert "1 more can be taken back" in done.out
    assert digest(target) == before
    rehearsed = ask("load", "--undo", "--dry-run", "--store", target)
    assert "Would take back the load of rosters" in rehearsed.out
    assert "nothing before it can be taken back" in rehearsed.out
    assert digest(target) == before
    ask("load", "--undo", "--store", target)
    done = ask("load", "--undo", "--store", target)
    assert (done.status, done.out) == (1, "")
    assert "remembers no load" in done.err


def test_to_take_back_names_no_source(ask: Ask, target: str) -> None:
    done = ask("load", "rosters", "--undo", "--store", target)
    assert (done.status, done.out) == (2, "")
    assert ask("load", "--store", target).status == 2


def test_two_entities_become_one(ask: Ask, target: str) -> None:
    done = ask("merge", "alpha", "beta", "--store", target)
    assert "Beta (district:b) joined Alpha (district:a)." in done.out
    assert "it would join the entity with itself" in done.out
    assert ask("show", "beta", "--store", target, "--format", "json").document["id"] == "district:a"


def test_a_merge_as_json_tells_what_was_dropped(ask: Ask, target: str) -> None:
    arguments = ("merge", "alpha", "beta", "--store", target, "--format", "json")
    rehearsed = ask(*arguments, "--dry-run").document
    assert rehearsed["parameters"] == {"a": "district:a", "b": "district:b", "dry_run": True}
    document = ask(*arguments).document
    (dropped,) = document["dropped"]
    assert (dropped["source_id"], dropped["type"]) == ("district:b", "PARTNERS_WITH")
    assert document["store"]["nodes"] == 2


def test_what_cannot_be_one_is_refused_and_nothing_is_written(ask: Ask, target: str) -> None:
    before = digest(target)
    done = ask("merge", "alpha", "network:x", "--store", target)
    assert (done.status, done.out) == (1, "")
    assert "Only entities of one kind" in done.err
    assert ask("merge", "alpha", "alpha", "--store", target).status == 2
    assert digest(target) == before


def ledger(target: str) -> Ledger:
    with open_store(target) as store:
        return KeptLedger(store, beside(target))


def test_a_merge_is_noted_in_the_ledger_and_so_is_taking_it_back(ask: Ask, target: str) -> None:
    ask("merge", "alpha", "beta", "--store", target, "--dry-run")
    assert ledger(target).lines == []
    ask("merge", "alpha", "beta", "--why", "one office", "--store", target)
    (ruling,) = ledger(target).standing
    assert (ruling.decision, ruling.written_name, ruling.id, ruling.why) == (
        "merge",
        "district:b",
        "district:a",
        "one office",
    )
    ask("load", "--undo", "--dry-run", "--store", target)
    assert ledger(target).merged() == {"district:b": "district:a"}
    ask("load", "--undo", "--store", target)
    assert ledger(target).standing == ()


def test_what_was_decided_after_a_merge_is_taken_back_before_it(ask: Ask, target: str) -> None:
    ask("merge", "alpha", "beta", "--store", target)
    with open_store(target) as store:
        KeptLedger(store, beside(target)).add([Ruling("same", "Alfa", "", "district:a")])
    done = ask("load", "--undo", "--store", target, "--format", "json").document
    assert done["undone"]["act"] == "decide"
    assert [one.decision for one in ledger(target).standing] == ["merge"]
    ask("load", "--undo", "--store", target)
    assert ledger(target).standing == ()


def test_a_ledger_that_cannot_be_read_stops_a_merge_before_it_begins(ask: Ask, target: str) -> None:
    before = digest(target)
    beside(target).write_text("no,ledger\n", encoding="utf-8")
    done = ask("merge", "alpha", "beta", "--store", target)
    assert (done.status, done.out) == (1, "")
    assert digest(target) == before


def test_an_older_ledger_beside_a_store_is_read_in_once(ask: Ask, target: str) -> None:
    Ledger(beside(target)).add([Ruling("same", "Alfa", "", "district:a")])
    assert [one.written_name for one in ledger(target).standing] == ["Alfa"]
    ask("merge", "alpha", "beta", "--store", target)
    beside(target).rename(beside(target).with_name("elsewhere.csv"))
    assert [one.decision for one in ledger(target).standing] == ["same", "merge"]


KILLED = """
import os, signal, sys
from graph.offline.{module} import {owner} as owner
from netweave.cli.main import main
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
owner.{name} = die
sys.argv = ["netweave", *{arguments!r}]
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have the signal SIGKILL")
@pytest.mark.parametrize(
    ("place", "name", "arguments"),
    [
        ("session.Session", "save", ["load", "--undo"]),
        ("withdrawals.RemovalWriter", "_take_out", ["unload", "rosters"]),
        ("withdrawals.RemovalWriter", "_hand_over", ["merge", "alpha", "beta"]),
    ],
)
def test_what_is_killed_in_the_middle_leaves_the_store_as_it_was(
    target: str, place: str, name: str, arguments: list[str]
) -> None:
    before = digest(target)
    module, _, owner = place.partition(".")
    values = {"module": module, "owner": owner, "name": name}
    script = KILLED.format(**values, arguments=[*arguments, "--store", target])
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert digest(target) == before
