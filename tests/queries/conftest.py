"""Answers as short texts, so that a test reads like the table that was worked out on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from loaders.load import load
from queries.affiliations import affiliations
from queries.connect import connect
from queries.members import members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graph.store import Reader
    from queries.asking.scope import Through
    from queries.connect import Connection
    from tests.conftest import Opened, Record

    Rows = Callable[..., list[str]]
    Ask = Callable[..., Connection]
    Stops = Callable[[Connection], list[str]]
    ReadIn = Callable[[Path], list[Record]]

HOUSE = Path(__file__).resolve().parents[2]


def short(node_id: str) -> str:
    return node_id.partition(":")[2]


@pytest.fixture(scope="session")
def belongs() -> Rows:
    """What an entity belongs to, a text for each row: ``MEMBER_OF x nested by s>y``."""

    def rows(
        store: Reader, name: str, as_of: str | None = None, *, direct: bool = False
    ) -> list[str]:
        found = affiliations(store, name, as_of=as_of, direct=direct)
        return [_row(r.type, r.network.id, r.how, r.via) for r in found]

    return rows


@pytest.fixture(scope="session")
def includes() -> Rows:
    """Who belongs to a collective, a text for each row: ``MEMBER_OF a nested by s>y``."""

    def rows(store: Reader, name: str, as_of: str | None = None) -> list[str]:
        return [_row(r.type, r.member.id, r.how, r.via) for r in members(store, name, as_of=as_of)]

    return rows


def _row(tie_type: str, node_id: str, how: str, via: Sequence[str]) -> str:
    by = f" by {'>'.join(map(short, via))}" if via else ""
    return f"{tie_type} {short(node_id)} {how}{by}"


@pytest.fixture(scope="session")
def stops() -> Stops:
    """The stops in between of each route, a text for each: ``x s y``."""

    def between(found: Connection) -> list[str]:
        return [" ".join(short(stop.id) for stop in route.stops[1:-1]) for route in found.routes]

    return between


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Asks how district a and district b are connected."""

    def connected(
        store: Reader,
        *,
        through: Through = "memberships",
        k: int = 5,
        avoid: Sequence[str] = (),
        as_of: str | None = None,
    ) -> Connection:
        return connect(
            store, "district:a", "district:b", through=through, k=k, avoid=avoid, as_of=as_of
        )

    return connected


@pytest.fixture(scope="session")
def read_in(tmp_path_factory: pytest.TempPathFactory) -> ReadIn:
    """Reads a house folder as the loaders do, and gives its entities and statements."""

    def read(folder: Path) -> list[Record]:
        with open_store(tmp_path_factory.mktemp("read-in") / "graph.db", create=True) as store:
            load([folder], store)
            return [*store.all_nodes(), *store.all_statements()]

    return read


@pytest.fixture(scope="module")
def mini(opened: Opened, read_in: ReadIn) -> Iterator[Reader]:
    """The extract of which the answers can be counted by hand."""
    with opened(read_in(HOUSE / "tests" / "data" / "mini")) as store:
        yield store


@pytest.fixture(scope="module")
def full(opened: Opened, read_in: ReadIn) -> Iterator[Reader]:
    """The bundled data set."""
    with opened(read_in(HOUSE / "netweave" / "data" / "competency-networks")) as store:
        yield store
