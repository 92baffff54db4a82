"""Rooms stay small enough to read: files, functions, names, docstrings."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.house.conftest import Module

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
OTHER_TESTS = {"benchmarks", "browser", "campaign", "docs", "house", "neo4j", "notebooks", "tools"}
"""Folders of tests that go through all rooms, or through none."""


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_question(node: ast.AST) -> bool:
    """Whether this is a public function that asks a store something."""
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not node.args.args:
        return False
    first = node.args.args[0].annotation
    return first is not None and ast.unparse(first) == "Reader"


def shadowable(house: Path) -> set[str]:
    """The names of the standard library and of every package that the lock names."""
    lock = (house / "requirements-dev.lock").read_text(encoding="utf-8")
    locked = {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    installed = packages_distributions().items()
    libraries = {name for name, owners in installed if locked & set(map(plain, owners))}
    return libraries | set(sys.stdlib_module_names)


def plain(name: str) -> str:
    """The name of a distribution as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_module_is_longer_than_one_can_read_in_a_sitting(all_modules: list[Module]) -> None:
    assert [f"{m.name}: {m.lines}" for m in all_modules if m.lines > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen(modules: list[Module]) -> None:
    long = [
        f"{module.name}.{node.name}: {body_lines(node)}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and body_lines(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is_for(all_modules: list[Module]) -> None:
    silent = [m.name for m in all_modules if not ast.get_docstring(m.tree)]
    assert [name for name in silent if not name.startswith("tests.")] == []


def test_no_file_has_the_name_of_a_library(house: Path, modules: list[Module]) -> None:
    taken = shadowable(house)
    assert {"csv", "json", "networkx", "click"} <= taken
    assert [m.name for m in modules if m.path.stem in taken - {"__init__", "__main__"}] == []


def test_tests_are_no_package(house: Path) -> None:
    # tests/graph/__init__.py would make that folder become `graph` and hide the room.
    assert list((house / "tests").rglob("__init__.py")) == []


def test_a_room_says_what_it_is_for_and_nothing_else(modules: list[Module]) -> None:
    talking = [
        module.name
        for module in modules
        if module.path.stem == "__init__"
        and module.name not in {"netweave", "netweave.data"}  # The front door, and where data are.
        and len(module.tree.body) != 1
    ]
    assert talking == []


def test_queries_hold_one_question_a_file_and_nothing_else(modules: list[Module]) -> None:
    asking_nothing = [
        module.name
        for module in modules
        if module.room == "queries" != module.name
        if not any(map(is_question, module.tree.body))
    ]
    assert asking_nothing == []


def test_tests_mirror_the_rooms(house: Path, modules: list[Module]) -> None:
    rooms = {module.room.removeprefix("netweave.").replace(".", "/") for module in modules}
    folders = {
        path.parent.relative_to(house / "tests").as_posix()
        for path in (house / "tests").rglob("test_*.py")
        if path.parent.name not in OTHER_TESTS
    }
    assert folders - rooms == set()


def test_there_is_no_room_for_odds_and_ends(modules: list[Module]) -> None:
    vague = {"common", "helpers", "misc", "util", "utils"}
    assert [m.name for m in modules if m.path.stem in vague] == []
