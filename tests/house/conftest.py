"""The modules of the house, read once and parsed, for tests about how it is built."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("graph", "loaders", "queries", "netweave")


class Module(NamedTuple):
    """A Python file of ours: its dotted name, where it is, and what it says."""

    name: str
    path: Path
    lines: int
    tree: ast.Module

    def __repr__(self) -> str:
        return self.name

    @property
    def room(self) -> str:
        """The package that the module is in; a package is its own room."""
        return self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]


@pytest.fixture(scope="session")
def house() -> Path:
    """The folder that holds everything."""
    return HOUSE


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the rooms."""
    return _read(*ROOMS)


@pytest.fixture(scope="session")
def all_modules() -> list[Module]:
    """Every module of the rooms, the benchmarks, the campaign, the tools and the tests."""
    return _read(*ROOMS, "benchmarks", "campaign", "tools", "tests")


def _read(*folders: str) -> list[Module]:
    paths = [path for folder in folders for path in sorted((HOUSE / folder).rglob("*.py"))]
    return [_module(path) for path in paths]


def _module(path: Path) -> Module:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text(encoding="utf-8")
    return Module(name, path, len(text.splitlines()), ast.parse(text))
