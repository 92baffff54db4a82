"""Heavy libraries stand behind a wall: rooms that compute import them, and nothing else does."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.house.imports import heavy, named, run_on_import

if TYPE_CHECKING:
    from tests.house.conftest import Module

HEAVY = {
    "IPython",
    "igraph",
    "jinja2",
    "matplotlib",
    "neo4j",
    "numba",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "pyvis",
    "rich",
    "scipy",
}
COMPUTING = (
    "graph.in_memory",
    "queries.measures",
    "queries.groups",
    # The questions that ask these, and the one that asks every question.
    "queries.bridges",
    "queries.changes",
    "queries.clusters",
    "queries.conveners",
    "queries.field.nearest",
    "queries.gaps",
    "queries.handshake",
    "queries.overlap",
    "queries.stability",
    # What draws their answers, and the command that draws all.
    "netweave.visuals.conveners",
    "netweave.visuals.layouts",
    "netweave.visuals.map",
    "netweave.visuals.networks",
    "netweave.cli.demo",
    "netweave.visuals.field.changes_view",
    "netweave.visuals.field.gaps_view",
    "netweave.visuals.field.handshake_view",
)
"""Rooms and modules that may import numpy, scipy and the like at their top, and each other."""
MOST_EXCEPTIONS = 9


def behind_the_wall(name: str) -> bool:
    return any(f"{name}.".startswith(f"{room}.") for room in COMPUTING)


def test_what_is_not_there_to_compute_brings_nothing_heavy(modules: list[Module]) -> None:
    assert {name for name in heavy(modules, HEAVY) if not behind_the_wall(name)} == set()


def test_every_stone_of_the_wall_is_needed(modules: list[Module]) -> None:
    brought = heavy(modules, HEAVY)
    assert [
        room for room in COMPUTING if not any(f"{name}.".startswith(f"{room}.") for name in brought)
    ] == []


@pytest.mark.parametrize("library", ["numpy", "scipy"])
def test_behind_the_wall_a_library_is_imported_at_the_top(
    library: str, modules: list[Module]
) -> None:
    inside = [
        module.name
        for module in modules
        for line in module.path.read_text(encoding="utf-8").splitlines()
        if re.match(rf" +(from|import) {library}\b.*noqa: PLC0415", line)
    ]
    assert len(inside) <= MOST_EXCEPTIONS
    assert [name for name in inside if behind_the_wall(name)] == []


def test_what_runs_on_import_is_seen_as_python_sees_it() -> None:
    tree = ast.parse(
        "import a\n"
        "if TYPE_CHECKING:\n    import b\nelse:\n    import c\n"
        "try:\n    import d\nexcept ImportError:\n    import e\n"
        "class K:\n    import f\n    def m(self):\n        import g\n"
        "def h():\n    import i\n"
    )
    seen = [name for node in run_on_import(tree) for name in named(node, set())]
    assert seen == ["a", "c", "d", "e", "f"]


def test_a_module_taken_from_its_package_counts_as_imported() -> None:
    (statement,) = ast.parse("from netweave import cli, connect").body
    assert set(named(statement, {"netweave.cli"})) == {"netweave", "netweave.cli"}
