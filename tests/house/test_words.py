"""One word stands for one thing: no two classes or named types of ours have the same name."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.house.conftest import Module


def types_of(body: Iterable[ast.stmt]) -> Iterator[str]:
    """The classes and aliases that statements define, those for type checkers alone too."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield node.name
            yield from types_of(node.body)
        elif isinstance(node, ast.If):
            yield from types_of(node.body)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [target.id for target in targets if isinstance(target, ast.Name)]
            yield from (name for name in named if is_type_name(name))


def is_type_name(name: str) -> bool:
    """Whether a name is written as that of a type, and not as that of a constant."""
    return name.lstrip("_")[:1].isupper() and not name.isupper()


def test_no_name_of_a_type_is_given_twice(all_modules: list[Module]) -> None:
    # A leading underscore makes no other word of it: a reader says the same name.
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in all_modules:
        if not module.name.startswith("tests."):
            for name in types_of(module.tree.body):
                places[name.lstrip("_")].append(module.name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_types_are_told_from_constants_and_underscores() -> None:
    text = (
        "class A: ...\nif TYPE_CHECKING:\n    _Rows = list[str]\nLIMIT = 3\nWay: T = Literal['x']"
    )
    assert list(types_of(ast.parse(text).body)) == ["A", "_Rows", "Way"]
