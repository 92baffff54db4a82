"""A room imports only downwards, and no module in a circle."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.house.imports import imported, named, top

if TYPE_CHECKING:
    from tests.house.conftest import Module

BELOW = {"graph", "loaders", "queries", "netweave", "netweave.data"}
FRONT = {"netweave.exports", "netweave.python", "netweave.visuals"}
MAY_IMPORT = {
    "graph": {"graph"},
    "loaders": {"graph", "loaders"},
    "queries": {"graph", "queries"},
    "netweave": {"graph", "loaders", "queries", "netweave", *FRONT},
    "netweave.data": {"netweave.data"},
    "netweave.exports": {*BELOW, "netweave.exports"},
    "netweave.visuals": {*BELOW, "netweave.exports", "netweave.visuals"},
    "netweave.python": {*BELOW, "netweave.python"},
    "netweave.atlas": {*BELOW, "netweave.exports", "netweave.visuals", "netweave.atlas"},
    "netweave.cli": {
        *BELOW,
        "netweave.exports",
        "netweave.visuals",
        "netweave.atlas",
        "netweave.cli",
    },
    "netweave.__main__": {"netweave.cli"},
}
INSIDE = {
    "graph": (
        ("graph",),
        ("graph.names",),
        ("graph.in_memory", "graph.offline", "graph.on_neo4j.driver"),
        ("graph.on_neo4j",),
        ("graph.on_neo4j.writing",),
    ),
    "loaders": (
        ("loaders.forms",),
        ("loaders.columns",),
        ("loaders.identity",),
        ("loaders.checks",),
        ("loaders.house",),
        ("loaders.rosters",),
        ("loaders",),
    ),
    "queries": (
        ("queries.asking",),
        ("queries.routes", "queries.measures", "queries.field"),
        ("queries.groups",),
        ("queries",),
    ),
    "netweave.visuals": (
        ("netweave.visuals.picture",),
        ("netweave.visuals.layouts", "netweave.visuals.painting"),
        ("netweave.visuals.page",),
        tuple(
            f"netweave.visuals.{view}"
            for view in ("conveners", "map", "networks", "routes", "timeline")
        ),
        ("netweave.visuals.field",),
        ("netweave.visuals",),
    ),
    "netweave.cli": (
        ("netweave.cli.door",),
        ("netweave.cli.answer",),
        ("netweave.cli.memo",),
        ("netweave.cli.ask", "netweave.cli.keep"),
        ("netweave.cli",),
    ),
}
"""The rooms of a house from the lowest floor up. Those of one floor do not know each other."""
UPSTAIRS = {
    ("graph.opening", "graph.offline"): "opens whichever store a target names",
    ("graph.opening", "graph.on_neo4j"): "the same",
    ("graph.opening", "graph.on_neo4j.driver"): "the same: how servers are named stands there",
    ("graph.offline.store", "graph.in_memory"): "a store gives itself away as a NetworkX graph",
    ("graph.on_neo4j.written", "graph.on_neo4j.writing"): "the store is the door of writing too",
    ("graph.on_neo4j.store", "graph.on_neo4j.writing"): "and of what was written before",
    ("graph.on_neo4j.audit", "graph.on_neo4j.writing"): "a repair is written",
    ("graph.on_neo4j.driver.plain", "graph.on_neo4j"): "knows the names that are ours alone",
    ("loaders.forms.own_files", "loaders.checks"): "knows the file of rejected rows by its column",
    ("loaders.checks.terms", "loaders.rosters"): "the terms of a load hold its mapping",
    ("netweave.cli.ask.cypher", "netweave.cli.keep"): "prints its text without a store, as `check`",
}
"""Modules that look up a stair (or aside), to which room, and why they may."""
OURS = {"graph", "loaders", "queries", "netweave", "tests", "benchmarks", "campaign", "notebooks"}


def floor(name: str) -> str:
    """The floor that a module is on; "" for what no room may import, such as tests."""
    return max((f for f in MAY_IMPORT if f"{name}.".startswith(f"{f}.")), key=len, default="")


def test_every_room_imports_only_downwards(modules: list[Module]) -> None:
    names = {module.name for module in modules}
    upwards = [
        f"{module.name} imports {name}"
        for module in modules
        for node in ast.walk(module.tree)
        for name in named(node, names)
        if top(name) in OURS and floor(name) not in MAY_IMPORT[floor(module.name)]
    ]
    assert upwards == []


def test_no_module_imports_in_a_circle(modules: list[Module]) -> None:
    try:
        TopologicalSorter(imported(modules)).prepare()
    except CycleError as circle:
        pytest.fail(f"These import each other in turn: {' <- '.join(circle.args[1])}")


def test_rooms_of_a_house_stand_on_floors(modules: list[Module]) -> None:
    height = {
        room: (house, level)
        for house, floors in INSIDE.items()
        for level, rooms in enumerate(floors)
        for room in rooms
    }
    room_of = {module.name: module.room for module in modules}
    upstairs = {
        (name, room_of[other])
        for name, others in imported(modules).items()
        for other in others
        if (here := height.get(room_of[name])) and (there := height.get(room_of[other]))
        if here[0] == there[0] and there[1] >= here[1] and room_of[name] != room_of[other]
    }
    assert upstairs == set(UPSTAIRS)


def test_every_room_has_its_floor(modules: list[Module]) -> None:
    on_floors = {room for floors in INSIDE.values() for rooms in floors for room in rooms}
    alone = {f"netweave.{room}" for room in ("atlas", "data", "exports", "python")} | {"netweave"}
    assert {module.room for module in modules} == on_floors | alone


def test_loaders_and_queries_never_meet() -> None:
    assert "queries" not in MAY_IMPORT["loaders"]
    assert "loaders" not in MAY_IMPORT["queries"]


def test_pictures_do_not_know_the_command_line() -> None:
    assert "netweave.cli" not in MAY_IMPORT["netweave.visuals"]


def test_all_imports_are_absolute(all_modules: list[Module]) -> None:
    relative = [
        module.name
        for module in all_modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_only_the_command_line_knows_click(modules: list[Module]) -> None:
    knowing = {
        module.name
        for module in modules
        for node in ast.walk(module.tree)
        for name in named(node, set())
        if top(name) == "click"
    }
    assert {name for name in knowing if floor(name) != "netweave.cli"} == set()


def test_a_module_is_on_its_innermost_floor() -> None:
    assert floor("netweave.cli.main") == "netweave.cli"
    assert floor("netweave.rooms") == "netweave"
    assert floor("graph") == "graph"
    assert floor("graphs") == floor("tests.house") == ""
