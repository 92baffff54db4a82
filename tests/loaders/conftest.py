"""House folders written on the spot, and what a reading of them says, as small tables."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from graph.model import Statement
from loaders.checks.known import Known
from loaders.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from graph.errors import Problem
    from graph.records import Record


PLACES = {
    "districts": "id,name\nd:1,Alpha\nd:2,Beta\n",
    "schools": "id,name\ns:1,Alpha High\n",
    "networks": "id,kind,name,founded,ended\nn:1,network,One,,\nn:2,cohort,Two,2010,2015\n",
    "organizations": "id,name\no:1,Org\n",
    "people": "id,name\np:1,Pat\n",
}


class Result(NamedTuple):
    """What a reading gives."""

    records: list[Record]
    problems: list[Problem]

    @property
    def statements(self) -> list[Statement]:
        """The statements among the records."""
        return [record for record in self.records if isinstance(record, Statement)]

    @property
    def spots(self) -> list[tuple[str, int | None, str | None, str]]:
        """File, line, column and rule of every problem."""
        return [(p.file, p.line, p.column, p.rule) for p in self.problems]

    @property
    def rules(self) -> list[str]:
        """The rule of every problem."""
        return [p.rule for p in self.problems]

    @property
    def only(self) -> Problem:
        """The only problem."""
        (problem,) = self.problems
        return problem


class WriteHouse(Protocol):
    """Writes a house folder: ``write("name", districts="id,name…")``."""

    def __call__(self, name: str = "source", /, **tables: str | bytes) -> Path: ...


class ReadHouse(Protocol):
    """Reads a house folder of these tables against an empty store."""

    def __call__(self, *, skip_bad: bool = False, **tables: str | bytes) -> Result: ...


@pytest.fixture
def write(tmp_path: Path) -> WriteHouse:
    """Writes a house folder; ``districts_gz=`` makes a gzipped table."""

    def write_house(name: str = "source", /, **tables: str | bytes) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for table, text in tables.items():
            content = text.encode() if isinstance(text, str) else text
            if table.endswith("_gz"):
                packed = folder / f"{table.removesuffix('_gz')}.csv.gz"
                packed.write_bytes(gzip.compress(content))
            else:
                (folder / f"{table}.csv").write_bytes(content)
        return folder

    return write_house


@pytest.fixture
def reading(write: WriteHouse) -> ReadHouse:
    """Reads a house folder against an empty store."""

    def read_house(*, skip_bad: bool = False, **tables: str | bytes) -> Result:
        problems: list[Problem] = []
        records = list(read([write(**tables)], Known(), problems, skip_bad=skip_bad))
        return Result(records, problems)

    return read_house


@pytest.fixture
def places() -> dict[str, str]:
    """The tables of two districts, a school, two collectives, an organization and a person."""
    return dict(PLACES)


@pytest.fixture
def ties(reading: ReadHouse) -> ReadHouse:
    """Reads relationships (or other tables) between a few places and people."""

    def read_ties(*, skip_bad: bool = False, **tables: str | bytes) -> Result:
        return reading(skip_bad=skip_bad, **{**PLACES, **tables})

    return read_ties
