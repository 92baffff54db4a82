"""The wheel holds one package, in which every module knows the others by their new names."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from hatch_build import ROOMS, files, modules_in, placed, renamed
from tests.house.imports import named, top

if TYPE_CHECKING:
    from pathlib import Path

MODULES = frozenset({"graph", "graph.errors", "graph.offline", "queries"})


def test_every_file_of_the_house_is_in_the_wheel_under_one_package(house: Path) -> None:
    places = [placed(path.relative_to(house)) for path in files(house)]
    assert {place.parts[0] for place in places} == {"netweave"}
    assert len(set(places)) == len(places)
    assert {p.parts[1] for p in places if p.name == "__init__.py" and len(p.parts) == 3} >= {*ROOMS}


def test_no_module_of_the_wheel_imports_or_names_a_room_beside_it(house: Path) -> None:
    found = files(house)
    modules = modules_in(path.relative_to(house) for path in found)
    left = [
        (str(path), name)
        for path in found
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(renamed(path.read_bytes(), modules)))
        for name in [*named(node, set()), str(getattr(node, "value", ""))]
        if name in modules - {*ROOMS} or (isinstance(node, ast.ImportFrom) and top(name) in ROOMS)
    ]
    assert left == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from graph.errors import A\n", "from netweave.graph.errors import A\n"),
        ("    from graph import errors\n", "    from netweave.graph import errors\n"),
        ('x = "graph.errors"  # é\n', 'x = "netweave.graph.errors"  # é\n'),
        ('é = ("é", "graph.errors")\n', 'é = ("é", "netweave.graph.errors")\n'),
        (
            'x = "graph.db", "graph", "of graph.errors"\n',
            'x = "graph.db", "graph", "of graph.errors"\n',
        ),
        ("from graphlib import A  # graph.errors\n", "from graphlib import A  # graph.errors\n"),
    ],
)
def test_only_modules_are_renamed(source: str, expected: str) -> None:
    indented = source.startswith(" ")
    before, after = (f"if 1:\n{text}" if indented else text for text in (source, expected))
    assert renamed(before.encode(), MODULES).decode() == after


def test_an_import_that_binds_the_name_of_a_room_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be renamed"):
        renamed(b"import graph.errors\n", MODULES)
