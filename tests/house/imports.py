"""What modules import, read from their text: anywhere in them, or while they are imported."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.house.conftest import Module


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


def imported(modules: Iterable[Module]) -> dict[str, set[str]]:
    """The modules of ours that each names: in functions, and for its types alone, too.

    A module that is taken from its package is named, and not the package, which holds nothing.
    """
    names = {module.name for module in modules}
    return {
        module.name: {
            name
            for node in ast.walk(module.tree)
            for found in [set(named(node, names)) & names]
            for name in found
            if name != module.name and not any(other.startswith(f"{name}.") for other in found)
        }
        for module in modules
    }


def heavy(modules: Iterable[Module], libraries: set[str]) -> set[str]:
    """The modules that bring one of these libraries as soon as they are imported."""
    names = {module.name for module in modules}
    brings = {
        module.name: {name for node in run_on_import(module.tree) for name in named(node, names)}
        for module in modules
    }
    bringing = {name for name, all_of in brings.items() if libraries & set(map(top, all_of))}
    while more := {name for name, all_of in brings.items() if all_of & bringing} - bringing:
        bringing |= more
    return bringing
