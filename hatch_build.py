"""The wheel holds one top-level package: it lays the rooms under `netweave`.

In the repository `graph`, `loaders` and `queries` stand beside `netweave`, and so they do where
it is installed to be worked on. An installed wheel must not own such names: others use them too.
So each file goes into the wheel under `netweave/`, and what it imports is renamed with it.
"""

from __future__ import annotations

import ast
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOMS = ("graph", "loaders", "queries")
LEFT_OUT = ("__pycache__",)


class RoomsUnderOneRoof(BuildHookInterface):  # type: ignore[type-arg]
    """Gives the wheel its files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each file as the wheel has it, and say where it goes."""
        if version == "editable":
            return
        home = Path(self.root)
        self._drafts = TemporaryDirectory()
        drafts, found = Path(self._drafts.name), files(home)
        modules = modules_in(path.relative_to(home) for path in found)
        for path in found:
            place = placed(path.relative_to(home))
            draft = drafts / place
            draft.parent.mkdir(parents=True, exist_ok=True)
            content = path.read_bytes()
            draft.write_bytes(renamed(content, modules) if path.suffix == ".py" else content)
            build_data["force_include"][str(draft)] = place.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the drafts."""
        del build_data, artifact_path
        if version != "editable":
            self._drafts.cleanup()


def files(home: Path) -> list[Path]:
    """All files of the house that a wheel has."""
    found = (path for room in (*ROOMS, "netweave") for path in (home / room).rglob("*"))
    return sorted(p for p in found if p.is_file() and not set(LEFT_OUT) & set(p.parts))


def placed(path: Path) -> Path:
    """Where a file of the house stands in the wheel."""
    return Path("netweave") / path if path.parts[0] in ROOMS else path


def modules_in(paths: Iterable[Path]) -> frozenset[str]:
    """The names of all modules and packages of the rooms."""
    named = (path.with_suffix("").parts for path in paths if path.suffix == ".py")
    bare = (parts[:-1] if parts[-1] == "__init__" else parts for parts in named)
    return frozenset(".".join(parts) for parts in bare if parts[0] in ROOMS)


def renamed(source: bytes, modules: frozenset[str]) -> bytes:
    """A module in which every module that it imports, or names as a text, is under `netweave`.

    Only names change, and only where Python sees a module: not in comments or sentences, and not
    in what only looks like one, such as the name of a file.
    """
    lines = source.splitlines(keepends=True)
    for line, column, old in sorted(_names(source, modules), reverse=True):
        text = lines[line]
        at = text.index(old.encode(), column)
        lines[line] = text[:at] + b"netweave." + text[at:]
    return b"".join(lines)


def _names(source: bytes, modules: frozenset[str]) -> list[tuple[int, int, str]]:
    """Where modules of the rooms are named: line and column from which on, and the name."""
    found: list[tuple[int, int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(one.name in modules for one in node.names):
            raise ValueError(f"`import {node.names[0].name}` cannot be renamed: import from it.")
        if isinstance(node, ast.ImportFrom) and node.module in modules:
            found.append((node.lineno - 1, node.col_offset + len("from "), node.module))
        if isinstance(node, ast.Constant) and node.value in modules - {*ROOMS}:
            found.append((node.lineno - 1, node.col_offset, node.value))
    return found
