"""What a command asks of the offline store: as few queries of a large one as of a small one.

A store on a server takes a journey for each, so that what is asked in a loop does not end there.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from graph.model import Node, Source, Statement
from graph.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Ask
    from tests.conftest import Record

    Counted = Callable[..., int]

FEW, MANY = 6, 300
"""The networks of two stores; the larger one is too large to be read as a whole."""


@pytest.fixture
def counted(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """How many queries a command asks. Those that a connection begins and ends with are none."""
    asked: list[str] = []
    connect = sqlite3.connect

    def traced(*given: object, **further: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **further)  # type: ignore[call-overload]
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)

    def count(*arguments: str) -> int:
        asked.clear()
        done = ask(*arguments)
        assert done.status == 0, done.err
        words = [sql.split(maxsplit=1)[0] for sql in asked]
        return len(words) - sum(word in ("BEGIN", "COMMIT", "PRAGMA") for word in words)

    return count


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Two stores of the same form, a small one and a large one."""
    return tuple(_made(tmp_path_factory.mktemp("size") / "s.db", n) for n in (FEW, MANY))  # type: ignore[return-value]


def _made(path: Path, networks: int) -> str:
    with open_store(path, create=True) as store:
        store.write(_world(networks))
    return str(path)


def _world(networks: int) -> Iterator[Record]:
    """Networks in a ring, each sharing districts with the next; a school, and a whole of all."""
    yield Node("network:all", "network", "All", (), {"stated_members": 9999})
    yield Node("school:s", "school", "School")
    for n in range(networks):
        yield Node(f"network:{n}", "network", f"Network {n}", (), {"stated_members": 40})
    for n in range(networks * 10):
        yield Node(f"district:{n}", "district", f"District {n}")
    page = Source(url="https://page.org")

    def tie(source: str, tie_type: str, target: str) -> Statement:
        return Statement(source, tie_type, target, None, None, None, page)

    yield tie("school:s", "PART_OF", "district:0")
    yield tie("school:s", "MEMBER_OF", "network:1")
    for n in range(networks):
        yield tie(f"network:{n}", "PART_OF", "network:all")
        for m in range(17):
            district = (n * 10 + m) % (networks * 10)
            yield tie(f"district:{district}", "MEMBER_OF", f"network:{n}")


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize(
    ("arguments", "most"),
    [
        (("connect", "District 0", "district:25"), 24),
        (("connect", "district:0", "district:25", "--avoid", "Network 4", "--avoid", "All"), 24),
        (("show", "All"), 14),
        (("affiliations", "District 0"), 15),
        (("members", "All"), 20),
        (("info",), 25),
        (("overlap", "Network 1", "Network 2"), 33),
    ],
)
def test_a_large_store_is_asked_as_few_queries_as_a_small_one(
    counted: Counted, sizes: tuple[str, str], arguments: tuple[str, ...], most: int, form: str
) -> None:
    few, many = (counted(*arguments, "--store", store, "--format", form) for store in sizes)
    assert few <= most
    # A few neighbourhoods more: the small one is read as a whole.
    assert many <= few + 4


def test_views_ask_no_more_of_a_large_store(
    counted: Counted, sizes: tuple[str, str], tmp_path: Path
) -> None:
    into = ("-o", str(tmp_path / "page.html"), "--force")
    few, many = (counted("view", "networks", *into, "--store", store) for store in sizes)
    assert many <= few <= 59


@pytest.mark.parametrize("form", ["table", "json"])
def test_how_two_districts_are_connected_takes_few(counted: Counted, full: str, form: str) -> None:
    question = ("connect", "Pittsfield", "Lindsay", "--store", full, "--format", form)
    assert counted(*question) <= 21
