"""What a program gives to be loaded: paths, data frames, rows as dicts, and their mapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import QuestionError
from loaders.forms.in_memory import is_frame, sheet_of
from loaders.rosters.mapping_file import mapping_from

if TYPE_CHECKING:
    from loaders.forms.opening import Sheet
    from loaders.rosters.mapping import TableMapping

Mapped = str | PathLike[str] | Mapping[str, Any]
"""What the columns of a table mean: the file that says so, or the same as a dict."""


class GivenSources(NamedTuple):
    """What is to be loaded.

    Attributes
    ----------
    paths
        All sources, by the path that each has or that stands for it.
    tables
        Those of them that are tables in memory.
    """

    paths: list[Path]
    tables: dict[Path, list[Sheet]]


def given_sources(sources: Any) -> GivenSources:
    """Read what a program gives as sources.

    Parameters
    ----------
    sources
        A path; tables by their names; or several paths in a list.

    Raises
    ------
    QuestionError
        If it is nothing that can be loaded, or a table without a name.
    """
    if isinstance(sources, str | PathLike):
        return GivenSources([Path(fspath(sources))], {})
    if is_frame(sources):
        raise _nameless()
    if isinstance(sources, Mapping):
        tables = {_name(name): table for name, table in sources.items()}
        sheets = {Path(name): [sheet_of(table, name)] for name, table in tables.items()}
        return GivenSources(list(sheets), sheets)
    if not isinstance(sources, Sequence):
        raise QuestionError(
            f"{type(sources).__name__} cannot be loaded. Give paths, or tables by their names."
        )
    if any(is_frame(one) or isinstance(one, Mapping) for one in sources):
        raise _nameless()
    odd = next((one for one in sources if not isinstance(one, str | PathLike)), None)
    if odd is not None:
        raise QuestionError(f"A source is a path, and {odd!r:.60} is none.")
    return GivenSources([Path(fspath(one)) for one in sources], {})


def given_mapping(mapping: Mapped | None) -> Path | TableMapping | None:
    """A mapping as a load takes it.

    Raises
    ------
    MappingError
        If a dict says what a mapping cannot say.
    """
    if mapping is None or isinstance(mapping, str | PathLike):
        return None if mapping is None else Path(fspath(mapping))
    said = {key: _listed(value) for key, value in mapping.items()}
    return mapping_from(said, "mapping")


def _listed(value: Any) -> Any:
    """A value as a TOML file has it: dicts and lists of their own kind."""
    if isinstance(value, Mapping):
        return {str(key): _listed(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, tuple | set | frozenset) else value


def _name(name: object) -> str:
    """The name of a table, which stands where the name of a file would."""
    if not isinstance(name, str) or not name.strip():
        raise QuestionError(f"{name!r} is no name of a table. Say who says so, as text.")
    return name.strip().replace("/", "-")


def _nameless() -> QuestionError:
    return QuestionError(
        "A table needs a name, by which the store remembers who said what. Give it in a dict: "
        "{'Maine roster 2024': table}."
    )
