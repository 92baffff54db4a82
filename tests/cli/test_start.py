"""A command starts light: what it does not need is not imported."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT, clean_environment

HEAVY = {"numpy", "scipy", "networkx", "neo4j", "pyvis", "pandas", "rich", "numba"}
SLOW = {"dataclasses", "pathlib", "urllib.request", "email", "logging", "asyncio", "tempfile"}
"""Modules of the standard library that cost a millisecond or more; `connect` needs none."""
PROGRAM = """
import json, sys
sys.argv = ["netweave", *json.loads({words!r})]
from netweave.cli.main import main
status = main()
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""


def modules_after(*words: str) -> set[str]:
    """The modules that are imported once a command has answered."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(words=json.dumps(words))],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    status, modules = json.loads(done.stderr.splitlines()[-1])
    assert status == 0
    return set(modules)


def test_connect_as_json_imports_nothing_heavy(full: str) -> None:
    words = ("connect", "Sanborn", "RSU 2", "--store", full, "--format", "json")
    modules = modules_after(*words)
    assert modules & HEAVY == set()
    assert modules & SLOW == set()
    assert {name for name in modules if name.startswith("loaders")} <= {"loaders"}
    assert "graph.national" not in modules


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_the_other_forms_of_connect_import_nothing_heavy_either(full: str, form: str) -> None:
    words = ("connect", "Sanborn", "RSU 2", "--store", full, "--format", form)
    assert modules_after(*words) & HEAVY == set()


def test_connect_for_people_brings_no_more_than_it_writes_with(full: str) -> None:
    modules = modules_after("connect", "Sanborn", "RSU 2", "--store", full)
    assert modules & {"shutil", "shlex", "bz2", "lzma", "graph.history"} == set()
    assert {name for name in modules if name.startswith("queries.field")} == set()


def test_help_imports_no_command_and_no_engine() -> None:
    modules = modules_after("--help")
    assert modules & HEAVY == set()
    assert "graph.offline.store" not in modules
    assert "netweave.cli.ask.connect" not in modules


@pytest.mark.parametrize("command", ["bridges", "clusters", "conveners", "overlap", "view"])
def test_the_help_of_a_question_that_computes_computes_nothing(command: str) -> None:
    assert modules_after(command, "--help") & HEAVY == set()


def test_the_entry_imports_only_the_standard_library_and_the_check_of_the_rooms() -> None:
    code = "import netweave.cli.main, json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    modules = json.loads(done.stdout)
    ours = {m for m in modules if m.split(".")[0] in ("netweave", "graph", "queries", "loaders")}
    assert ours == {"netweave", "netweave.cli", "netweave.cli.main"} | {
        "netweave.cli.door",
        "netweave.cli.door.interrupts",
        "netweave.cli.door.streams",
        "netweave.rooms",
        "netweave.version",
    }
    assert "click" not in modules
