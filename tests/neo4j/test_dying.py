"""Queries that ask too much of a server: of its memory, of its ears, and of its life."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from graph.errors import StoreError
from graph.opening import open_store

if TYPE_CHECKING:
    from graph.on_neo4j.store import Neo4jStore
    from tools.neo4j_server import Server

pytestmark = pytest.mark.neo4j

HOUSE = Path(__file__).resolve().parents[2]


def cypher(server: Server, query: str, *words: str) -> subprocess.Popen[str]:
    """A query of somebody, asked by a process of its own."""
    command = [sys.executable, "-m", "netweave.cli.main", "cypher", query, "--store", server.uri]
    return subprocess.Popen(
        [*command, *words], cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_memory_that_is_not_there_is_said_at_once(server: Server) -> None:
    with open_store(server.uri, create=True) as store:
        store.write([])
        greedy = "UNWIND range(1, 20000000) AS x RETURN size(collect(toString(x)))"
        with pytest.raises(StoreError, match="out of the memory that a transaction may take"):
            cast("Neo4jStore", store).server.rows(greedy)
    out, err = cypher(server, greedy).communicate()
    assert out == ""
    assert "ran out of the memory that a transaction may take" in err
    assert len(err.splitlines()) == 1


def test_a_deaf_query_is_left_and_a_dying_server_is_said_to_have_died(server: Server) -> None:
    with open_store(server.uri, create=True) as store:
        store.write([])
        deaf = "RETURN reduce(s = 0, x IN range(1, 100000000000) | (s + x) % 7)"
        out, err = cypher(server, deaf, "--timeout", "1").communicate()
        assert out == ""
        assert "had not given its whole answer after 1 s, nor some seconds later" in err
        slow = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b)"
        asked = cypher(server, slow, "--timeout", "100")
        running = (
            "SHOW TRANSACTIONS YIELD currentQuery "
            "WHERE currentQuery STARTS WITH 'UNWIND range' RETURN count(*)"
        )
        while not cast("Neo4jStore", store).server.rows(running)[0][0]:
            pass
        server.kill()
    out, err = asked.communicate()
    assert out == ""
    assert "broke in the middle of an answer: the server was stopped, or died." in err
    assert len(err.splitlines()) == 1
