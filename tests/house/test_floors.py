"""A room imports only downwards, and nothing heavy on the way in."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.house.conftest import Module

BELOW = {"graph", "loaders", "queries", "netweave", "netweave.data"}
MAY_IMPORT = {
    "graph": {"graph"},
    "loaders": {"graph", "loaders"},
    "queries": {"graph", "queries"},
    "netweave": {"graph", "loaders", "queries", "netweave", "netweave.visuals"},
    "netweave.data": {"netweave.data"},
    "netweave.exports": {*BELOW, "netweave.exports"},
    "netweave.visuals": {*BELOW, "netweave.exports", "netweave.visuals"},
    "netweave.cli": {*BELOW, "netweave.exports", "netweave.visuals", "netweave.cli"},
    "netweave.__main__": {"netweave.cli"},
}
OURS = {"graph", "loaders", "queries", "netweave", "tests", "benchmarks", "campaign", "notebooks"}

HEAVY = {
    "IPython",
    "igraph",
    "jinja2",
    "neo4j",
    "numba",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "pyvis",
    "resvg_py",
    "rich",
    "scipy",
}
MADE_OF = {
    "graph.in_memory.to_networkx": {"networkx"},
    "graph.in_memory.from_networkx": {"networkx"},
    "graph.in_memory.store": {"networkx"},
    "queries.measures.brandes": {"numba", "numpy"},
    "queries.measures.null_model": {"numpy", "scipy"},
    "queries.measures.kept": {"numpy"},
    "queries.measures.odds": {"numpy", "scipy"},
    "queries.measures.projection": {"numpy"},
    "queries.measures.structural_holes": {"numpy", "scipy"},
}
"""Modules that are nothing without a library. To import one is to import the library."""


def floor(name: str) -> str:
    """The floor that a module is on; "" for what no room may import, such as tests."""
    return max((f for f in MAY_IMPORT if f"{name}.".startswith(f"{f}.")), key=len, default="")


def top(name: str) -> str:
    """The package that a module is in, or the library it belongs to."""
    return name.partition(".")[0]


def named(node: ast.AST, names: set[str]) -> Iterator[str]:
    """The modules that a statement imports, given the names of all modules of ours."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = node.module or ""
        yield module
        yield from (f"{module}.{a.name}" for a in node.names if f"{module}.{a.name}" in names)


def run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """What Python executes when it imports a module: all but the insides of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            yield from (inner for other in child.orelse for inner in [other, *run_on_import(other)])
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from run_on_import(child)


def brought_by(name: str) -> set[str]:
    """The heavy libraries that come with the import of a module."""
    return MADE_OF.get(name) or HEAVY & {top(name)}


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


def test_importing_a_module_brings_nothing_heavy_with_it(modules: list[Module]) -> None:
    names = {module.name for module in modules}
    heavy = [
        f"{module.name} imports {name}"
        for module in modules
        for node in run_on_import(module.tree)
        for name in named(node, names)
        if brought_by(name) - MADE_OF.get(module.name, set())
    ]
    assert heavy == []


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


def test_a_module_is_on_its_innermost_floor() -> None:
    assert floor("netweave.cli.main") == "netweave.cli"
    assert floor("netweave.rooms") == "netweave"
    assert floor("graph") == "graph"
    assert floor("graphs") == floor("tests.house") == ""


def test_a_module_taken_from_its_package_counts_as_imported() -> None:
    (statement,) = ast.parse("from netweave import cli, connect").body
    assert set(named(statement, {"netweave.cli"})) == {"netweave", "netweave.cli"}
