"""A graph written as a house folder and loaded back, and what tests draw to do so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from graph.opening import open_store
from loaders.load import load
from netweave.exports.export import export

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graph.errors import Problem
    from graph.facts import StoreFacts
    from graph.model import Node, Statement
    from netweave.exports.house import ExportedFile


class Trip(NamedTuple):
    """A graph that was written as a house folder and loaded back.

    Attributes
    ----------
    before, after
        What the two stores say about themselves.
    folder
        The house folder.
    problems
        What the loader had to say about it.
    """

    before: StoreFacts
    after: StoreFacts
    folder: Path
    written: list[ExportedFile]
    problems: tuple[Problem, ...]


class RoundTrip(Protocol):
    """Writes records as a house folder and loads them back."""

    def __call__(
        self, records: Iterable[Node | Statement], *, as_of: str | None = None
    ) -> Trip: ...


@pytest.fixture
def round_trip(tmp_path_factory: pytest.TempPathFactory) -> RoundTrip:
    """Writes records as a house folder and loads them back."""

    def trip(records: Iterable[Node | Statement], *, as_of: str | None = None) -> Trip:
        room = tmp_path_factory.mktemp("trip")
        with (
            open_store(room / "one.db", create=True) as one,
            open_store(room / "two.db", create=True) as two,
        ):
            one.write(records)
            written = export(one, str(room / "house"), as_of=as_of)
            report = load([room / "house"], two)
            return Trip(one.facts(), two.facts(), room / "house", written, report.problems)

    return trip
