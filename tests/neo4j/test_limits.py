"""Nobody answers, somebody else does, or it takes too long: each is one sentence, and soon."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import StoreError
from graph.on_neo4j.driver import connection
from graph.opening import open_store
from tools.neo4j_server import free_port

if TYPE_CHECKING:
    from graph.on_neo4j.store import Neo4jStore

HOUSE = Path(__file__).resolve().parents[2]


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "RETRY_SECONDS", 2.0)
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"No Neo4j server answers at bolt://127\.0\.0\.1"):
        open_store(f"bolt://127.0.0.1:{free_port()}")
    assert time.monotonic() - began < 30


def test_somebody_else_answers_at_this_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def hang_up() -> None:
            client, _ = other.accept()
            client.recv(1024)
            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            client.close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(StoreError, match="but not as a Neo4j server does"):
            open_store(f"bolt://127.0.0.1:{other.getsockname()[1]}")


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(StoreError):
        open_store(f"bolt://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.neo4j
def test_a_question_ends_when_its_time_is_over(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
    monkeypatch.setattr(connection, "QUESTION_SECONDS", 1.0)
    began = time.monotonic()
    with pytest.raises(StoreError, match="within the time that a question may take"):
        store.server.rows(slow)
    with pytest.raises(StoreError, match="within the time that a question may take"):
        store.server.read(lambda transaction: transaction.run(slow).consume(), 0)
    assert time.monotonic() - began < 20


@pytest.mark.neo4j
def test_writing_where_one_should_only_read_is_refused(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="nothing was written"):
        store.server.rows("CREATE (n:Entity {id: 'x'}) RETURN n")


@pytest.mark.neo4j
def test_what_the_driver_says_to_itself_reaches_nobody(neo4j_target: str) -> None:
    script = (
        "import sys\nfrom graph.on_neo4j.driver.connection import Neo4jServer\n"
        "server = Neo4jServer(sys.argv[1])\n"
        "server.rows('MATCH (n:Nothing)-[r:NOBODY]->(m) RETURN id(n), m.absent, r')\n"
        "server.close()\n"
    )
    command = [sys.executable, "-c", script, neo4j_target]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
