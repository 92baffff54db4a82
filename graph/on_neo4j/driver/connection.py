"""The connection to a server: sessions, retries, bookmarks and the time a question may take.

Questions are asked in read access mode, each read in a short transaction of its own, so that none
is open while something is computed from it. Every transaction has a time limit that is set here
and nowhere else, since a client that sends none, or zero, would lift the server's own.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import StoreError
from graph.on_neo4j.driver.clock import clock
from graph.on_neo4j.driver.faults import not_again, speaking
from graph.on_neo4j.driver.target import credentials, read_target

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import LiteralString

    from neo4j import Driver, ManagedTransaction, Session, Transaction

T = TypeVar("T")

QUESTION_SECONDS = 120.0
"""How long one question may take."""
_SHORTEST = 0.001  # Neo4j takes 0 for no limit at all
WHOLE_SECONDS = 3_600.0
"""How long reading the whole graph, or writing one batch, may take."""
CONNECT_SECONDS = 5.0
"""How long to wait for a server that does not answer."""
RETRY_SECONDS = 60.0
"""How long to try again when a server is busy or restarts in the middle of a load."""
FETCH = 5_000
"""Records that travel together."""
OLDEST = (5, 23)
"""The first version of Neo4j that understands our Cypher."""
_ATTEMPTS = 3
_VERSION = re.compile(r"Neo4j/(\d+)\.(\d+)")


class _RehearsedError(Exception):
    """Ends a transaction that is not to be kept."""


class Neo4jServer:
    """A server that is asked and told things. Opened when it is first used.

    Parameters
    ----------
    text
        The target, such as ``neo4j://localhost:7687``.

    Raises
    ------
    StoreError
        If the target holds credentials or names no server.

    Attributes
    ----------
    reads
        A number that grows whenever something is read.
    """

    def __init__(self, text: str) -> None:
        self.target = read_target(text)
        self.reads = 0
        self._opened: Driver | None = None
        self._bookmarks: Any = None

    def rows(self, text: LiteralString, /, **given: Any) -> list[Any]:
        """What a query that reads gives: a list of values per record."""
        return self.read(lambda transaction: transaction.run(text, given).values())

    def read(self, work: Callable[[ManagedTransaction], T], seconds: float = QUESTION_SECONDS) -> T:
        """Do work in a transaction that reads, again if the server asks for it.

        The limit can be lowered, and not raised.
        """
        from neo4j import unit_of_work  # noqa: PLC0415 - brings the driver

        self.reads += 1
        limit = _within(seconds)

        def once(transaction: ManagedTransaction) -> T:
            with not_again(self.target):
                return work(transaction)

        with speaking(self.target, limit), self._session("READ") as session:
            return session.execute_read(unit_of_work(timeout=limit)(once))

    def read_once(self, work: Callable[[Transaction], T], seconds: float, fetch: int = FETCH) -> T:
        """Do somebody's own work in a transaction that reads, by the client's own clock too.

        It is done once: what brings a server down is not sent to it again.

        Parameters
        ----------
        fetch
            How many records travel together at most.
        """
        self.reads += 1
        limit = _within(seconds)
        with (
            clock(self.target, limit, self.close),
            self._transaction(limit, min(fetch, FETCH)) as transaction,
        ):
            return work(transaction)

    def stream(self, text: LiteralString, /, **given: Any) -> Iterator[list[Any]]:
        """What a query over the whole graph gives, as it comes in."""
        self.reads += 1
        with self._transaction(WHOLE_SECONDS) as transaction:
            for record in transaction.run(text, given):
                self.reads += 1
                yield list(record)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Do work in a transaction that writes, again if the server asks for it.

        A transaction whose end was not heard of may have been committed. The work is then done
        once more, so it has to look at what is there before it adds anything.
        """
        from neo4j import unit_of_work  # noqa: PLC0415 - brings the driver
        from neo4j.exceptions import IncompleteCommit  # noqa: PLC0415 - brings the driver

        timed = unit_of_work(timeout=WHOLE_SECONDS)(work)
        with speaking(self.target):
            for _ in range(_ATTEMPTS - 1):
                try:
                    with self._session("WRITE") as session:
                        return session.execute_write(timed)
                except IncompleteCommit:
                    continue
            with self._session("WRITE") as session:
                return session.execute_write(timed)

    def rehearse(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Do work in a transaction that writes, and that is not kept."""
        done: list[T] = []

        def undone(transaction: ManagedTransaction) -> None:
            done.append(work(transaction))
            raise _RehearsedError

        with suppress(_RehearsedError):
            self.write(undone)
        return done[-1]

    def check(self) -> None:
        """Make sure that a server of a version that we can use answers.

        Raises
        ------
        StoreError
            If none does, or it lets us not in.
        """
        with self._transaction(QUESTION_SECONDS) as transaction:
            agent = str(transaction.run("RETURN 1").consume().server.agent)
        check_version(agent)

    def close(self) -> None:
        """Let go of the server; another thread that waits for an answer then ends with an error."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    @contextmanager
    def _transaction(self, seconds: float, fetch: int = FETCH) -> Generator[Transaction]:
        """A transaction that reads."""
        with (
            speaking(self.target, seconds),
            self._session("READ", fetch) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            yield transaction

    def _session(self, mode: LiteralString, fetch: int = FETCH) -> Session:
        return self._driver.session(
            database=self.target.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=fetch,
        )

    @property
    def _driver(self) -> Driver:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> Driver:
        from neo4j import (  # noqa: PLC0415 - brings the driver
            GraphDatabase,
            NotificationMinimumSeverity,
        )

        # What the driver says to itself is for its own developers; errors become sentences.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())
        if self._bookmarks is None:
            self._bookmarks = GraphDatabase.bookmark_manager()
        return GraphDatabase.driver(
            self.target.uri,
            auth=credentials(),
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=2 * CONNECT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
        )


def _within(seconds: float) -> float:
    """The time that a question is given, of the time that is asked for."""
    return min(max(seconds, _SHORTEST), QUESTION_SECONDS)


def check_version(agent: str) -> None:
    """Make sure that a server is new enough.

    Parameters
    ----------
    agent
        What it says of itself, such as ``Neo4j/5.26.31``.

    Raises
    ------
    StoreError
        If it is not, or is no Neo4j at all.
    """
    version = _VERSION.match(agent)
    if version is None:
        raise StoreError(f"The server says it is {agent!r}; netweave needs Neo4j.")
    if (int(version[1]), int(version[2])) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise StoreError(f"The server is {agent}; netweave needs Neo4j {wanted} or later.")
