"""Tries to get past the read-only guard of `netweave cypher`, on a real server.

``python -m campaign.guard --texts 20000`` starts a server that lets files and addresses be loaded,
puts a file beside it and listens on a port, and sends it texts that hide what they do
(`campaign.guard_texts`): through the whole guard, and every tenth through its last wall, the plan,
alone. What the file holds must never come back, the port must hear nothing, and nothing may be
written.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
from collections import Counter
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from campaign.guard_texts import LABEL, Forbidden, texts
from graph.errors import QuestionError, StoreError
from graph.on_neo4j.driver.connection import Neo4jServer
from graph.on_neo4j.driver.guard import ask, ask_by_plan, refuse_writing
from tools.neo4j_server import Ports, Server, free_port, running

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from graph.on_neo4j.driver.guard import CypherAnswer

TEXTS = 20_000
TOKEN = "canary-4f1c9e"  # noqa: S105 - what must not be read
FAULTS = ("files read", "connections", "written", "functions let through", "mistakes")
"""What must never happen; all of it is counted, and has to be 0."""
SECONDS = 10.0


class Attempt:
    """A server, a file and a port, and what became of the texts that were tried on them.

    Parameters
    ----------
    server
        The server; it may hold nothing.
    folder
        A folder that the server can read, for the file.
    """

    def __init__(self, server: Neo4jServer, folder: Path) -> None:
        self.server = server
        self._file = folder / "canary.csv"
        self._file.write_text(f"{TOKEN}\n", encoding="ascii")
        self._port = socket.create_server(("127.0.0.1", 0))
        self._port.setblocking(False)  # noqa: FBT003 - as the socket module has it

    @property
    def places(self) -> Forbidden:
        """What must not be read."""
        return Forbidden(str(self._file.resolve()), self._port.getsockname()[1])

    def close(self) -> None:
        """Listen no more."""
        self._port.close()

    def can_be_lost(self) -> bool:
        """Whether the server reads the file where nothing forbids it, so that 0 means something."""
        text = "LOAD CSV FROM 'file://' + $file AS row RETURN row[0]"
        found = self.server.read(
            lambda transaction: transaction.run(text, file=self.places.file).values()
        )
        return found == [[TOKEN]]

    def whole(self, tried: Iterable[str]) -> Counter[str]:
        """What became of texts that were asked as `netweave cypher` asks."""
        return self._tried(tried, _whole)

    def plan_alone(self, tried: Iterable[str]) -> Counter[str]:
        """What became of texts that nobody looked at but the server."""
        return self._tried(tried, partial(ask_by_plan, seconds=SECONDS))

    def _tried(
        self, tried: Iterable[str], how: Callable[[Neo4jServer, str], CypherAnswer]
    ) -> Counter[str]:
        became: Counter[str] = Counter()
        for text in tried:
            outcome = self._one(text, how)
            if outcome in FAULTS:
                print(f"{outcome}: {text!r}", file=sys.stderr)
            became[outcome] += 1
            became["connections"] += self._heard()
        became["written"] += self._written()
        return became

    def _one(self, text: str, how: Callable[[Neo4jServer, str], CypherAnswer]) -> str:
        try:
            return "files read" if TOKEN in repr(how(self.server, text).rows) else "answered"
        except RefusedByWordsError:
            return "refused by its words"
        except QuestionError:
            return "refused by the plan"
        except StoreError as error:
            through = "Unknown function" in str(error) and how is _whole and "." in _unknown(error)
            return "functions let through" if through else "refused by the server"
        except Exception:  # noqa: BLE001 - any other is what is looked for
            return "mistakes"

    def _heard(self) -> int:
        """How many connections have come in since last asked."""
        heard = 0
        while True:
            try:
                self._port.accept()[0].close()
            except BlockingIOError:
                return heard
            heard += 1

    def _written(self) -> int:
        count = self.server.rows("MATCH (n) RETURN count(n)")[0][0]
        labels = [name for (name,) in self.server.rows("CALL db.labels()")]
        return int(count) + labels.count(LABEL)


class RefusedByWordsError(QuestionError):
    """A text was refused before it was sent."""


def _whole(server: Neo4jServer, text: str) -> CypherAnswer:
    try:
        refuse_writing(text)
    except QuestionError as error:
        raise RefusedByWordsError(str(error)) from error
    return ask(server, text, seconds=SECONDS)


def _unknown(error: StoreError) -> str:
    """The name of the function that a server says it does not know."""
    return str(error).partition("Unknown function '")[2].partition("'")[0]


def row(what: str, became: Counter[str]) -> tuple[str, int, str]:
    """What became of texts, as a line of the table."""
    tries = sum(became.values()) - became["connections"] - became["written"]
    faults = [f"{became[name]:,} {name}" for name in FAULTS]
    others = [f"{count:,} {name}" for name, count in sorted(became.items()) if name not in FAULTS]
    bad = sum(became[name] for name in FAULTS)
    return what, tries, f"{bad:,} ({', '.join([*faults, *others])})"


@contextmanager
def _on_a_server() -> Generator[Attempt]:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "server", Ports(free_port()))
        target = server.uri.replace("neo4j:", "bolt:")
        with (
            running(server),
            closing(Neo4jServer(target)) as opened,
            closing(Attempt(opened, Path(folder))) as attempt,
        ):
            yield attempt


def run(scale: float = 1.0, seed: int = 0) -> list[tuple[str, int, str]]:
    """Try texts on a server of our own.

    Parameters
    ----------
    scale
        How many texts, as a part of `TEXTS`.
    seed
        What the texts are made from.

    Returns
    -------
    list
        What was tried, how often, and what became of it: how many were not held, with the figures.
    """
    with _on_a_server() as attempt:
        made = texts(Random(seed), attempt.places)
        tried = list(islice(made, max(round(TEXTS * scale), 1)))
        if not attempt.can_be_lost():
            return [("read-only guard", 0, "NOT HELD: the server cannot read the file anyway")]
        return [
            row("read-only guard", attempt.whole(tried)),
            row("its plan alone", attempt.plan_alone(tried[::10])),
        ]


def main() -> None:
    """Run what the command line says, and print the table."""
    parser = argparse.ArgumentParser(description="Tries to get past the read-only guard.")
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rows = run(given.texts / TEXTS, given.seed)
    for what, tries, outcome in rows:
        print(f"{what:<16} {tries:>8,} texts  {outcome}")
    sys.exit(any(not outcome.startswith("0") for _, _, outcome in rows))


if __name__ == "__main__":
    main()
