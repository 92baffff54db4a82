"""The server that benchmarks run on: one that is named, or one of their own.

NETWEAVE_BENCH_NEO4J_URI names an empty one; else one is started in ``out/bench/neo4j``, anew for
each run.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from benchmarks.measure import OUT
from graph.on_neo4j.driver.connection import Neo4jServer
from tools.neo4j_server import Ports, Server, free_port, running

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def server() -> Generator[str]:
    """The target of an empty server."""
    given = os.environ.get("NETWEAVE_BENCH_NEO4J_URI")
    if given:
        yield given
        return
    home = OUT / "neo4j"
    shutil.rmtree(home, ignore_errors=True)
    with running(Server(home, Ports(free_port()))) as own:
        yield own.uri


def wipe(target: str) -> None:
    """Delete everything on a server: nodes, some thousands at a time, constraints and indexes.

    What is loaded then is loaded for the first time, and no index of ours burdens anybody else.
    """
    connection = Neo4jServer(target)
    text = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*)"
    while connection.write(lambda transaction: transaction.run(text).values())[0][0]:
        pass
    for (name,) in connection.rows("SHOW CONSTRAINTS YIELD name"):
        _drop(connection, f"DROP CONSTRAINT `{name}`")
    for (name,) in connection.rows(
        "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
    ):
        _drop(connection, f"DROP INDEX `{name}`")
    connection.close()


def _drop(connection: Neo4jServer, text: Any) -> None:
    connection.write(lambda transaction: transaction.run(text).consume())
