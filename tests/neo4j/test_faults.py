"""What goes wrong with servers and networks, on servers of our own that we may break."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import spool
from graph.errors import StoreError
from graph.model import Node, Source, Statement
from graph.offline.store import OfflineStore
from graph.on_neo4j.driver import connection
from graph.on_neo4j.store import Neo4jStore
from graph.opening import open_store
from graph.unfinished import Unfinished
from tests.neo4j.conftest import PASSWORD
from tests.neo4j.test_same_graph import whole
from tools.neo4j_server import Server, running

if TYPE_CHECKING:
    from tests.conftest import Record

pytestmark = pytest.mark.neo4j

HOUSE = Path(__file__).resolve().parents[2]
LOADING = """
import pickle, sys
from graph import opening, spool
spool.BATCH = 200
with open(sys.argv[2], "rb") as file:
    records = [kind(*values) for kind, values in pickle.load(file)]
with opening.open_store(sys.argv[1], create=True) as store:
    store.write(records, origin="world", progress=lambda done: print(done, flush=True))
"""


def world(districts: int = 400, networks: int = 20) -> list[Record]:
    """Districts that are members of several networks each, with evidence."""
    nodes: list[Record] = [Node(f"district:{i}", "district", f"D {i}") for i in range(districts)]
    nodes += [Node(f"network:{i}", "network", f"N {i}") for i in range(networks)]
    page = Source("https://page.org", as_of="2015")
    ties = (
        Statement(
            f"district:{i}", "MEMBER_OF", f"network:{(i * k) % networks}", None, y, None, page
        )
        for i in range(districts)
        for k, y in ((1, "2010"), (3, "2012"), (7, None))
    )
    return [*nodes, *ties]


def lock_up(path: Path, records: list[Record]) -> Path:
    """Records in a file, for another process."""
    import pickle  # noqa: PLC0415 - only this needs it

    plain: list[object] = []
    for record in records:
        *values, _ = record
        properties = record.properties
        plain.append((type(record), [*values, dict(properties)]))
    path.write_bytes(pickle.dumps(plain))
    return path


@pytest.mark.parametrize("victim", ["client", "server"])
def test_a_load_that_is_killed_is_completed_by_the_same_load(
    server: Server, tmp_path: Path, victim: str
) -> None:
    records = world()
    whole_load = lock_up(tmp_path / "records", records)
    command = [sys.executable, "-c", LOADING, server.uri, str(whole_load)]
    process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    while int(process.stdout.readline()) < 900:
        pass
    if victim == "client":
        process.kill()
    else:
        server.kill()
        # So that the client gives up now, and does not wait for the server to come back.
        process.terminate()
    process.wait()
    process.stdout.close()
    if victim == "server":
        server.start()
    with open_store(server.uri) as store:
        assert 0 < store.facts().nodes + store.facts().ties < len(records)
        (mark,) = store.unfinished()
        assert mark == Unfinished("load", "world", mark.begun, mark.done, len(records))
        assert 900 <= mark.done < len(records)
        assert_equal_after_loading(store, records, tmp_path)
        assert store.unfinished() == []


def assert_equal_after_loading(store: object, records: list[Record], folder: Path) -> None:
    """Load all records: the store is then what an undisturbed load would have made of it."""
    assert isinstance(store, Neo4jStore)
    store.write(records, origin="world")
    with OfflineStore(str(folder / "undisturbed.db")) as offline:
        offline.write(records, origin="world")
        assert whole(store) == whole(offline)
        assert store.tally(None) == offline.tally(None)


def test_a_server_that_comes_back_in_the_middle_is_waited_for(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 200)
    records = world()
    again = threading.Event()

    def interrupt(done: int) -> None:
        if done >= 900 and not again.is_set():
            again.set()
            server.kill()
            threading.Thread(target=server.start).start()

    with open_store(server.uri, create=True) as store:
        changes = store.write(records, origin="world", progress=interrupt)
        assert changes.statements_added == len(records) - 420
        assert again.is_set()
        assert_equal_after_loading(store, records, tmp_path)


def test_two_loads_at_once_both_finish_and_the_graph_is_their_union(
    store: Neo4jStore, neo4j_target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 100)
    records = world()
    parts = [records[:900], [*records[:420], *reversed(records[700:])]]
    failures: list[Exception] = []

    def work(part: list[Record]) -> None:
        try:
            with Neo4jStore(neo4j_target) as mine:
                mine.write(part)
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=[part]) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    facts = store.facts()
    with OfflineStore(str(tmp_path / "union.db")) as offline:
        offline.write(records)
        assert facts[1:] == offline.facts()[1:]
        assert store.tally(None) == offline.tally(None)


def test_two_first_loads_at_once_both_finish(server: Server) -> None:
    failures: list[Exception] = []

    def work() -> None:
        try:
            with open_store(server.uri, create=True) as mine:
                mine.write(world(40, 5))
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(server.uri) as store:
        assert store.facts().nodes == 45


def test_an_empty_database_is_no_store_to_ask(server: Server) -> None:
    with pytest.raises(StoreError, match="netweave load FOLDER --store"):
        open_store(server.uri)
    with open_store(server.uri, create=True) as store:
        store.write([])
    with open_store(server.uri) as store:
        assert store.facts() == ("neo4j", 0, 0, "0" * 32)


def test_a_server_that_asks_for_a_password_and_is_given_none(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="asks for a password: set NEO4J_PASSWORD"):
        open_store(server.uri)


def test_a_wrong_password_is_one_sentence_without_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-word-77")
    with pytest.raises(StoreError, match="refuses the user name or the password") as caught:
        open_store(server.uri)
    assert "wrong-word-77" not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_the_right_password_opens_and_is_seen_nowhere(
    server: Server, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    with open_store(server.uri, create=True) as store:
        store.write(world(3, 2))
        with OfflineStore(str(tmp_path / "copy.db")) as copied:
            copied.write([*store.all_nodes(), *store.all_statements()])
        assert PASSWORD not in repr(store) + repr(store.facts())
    assert PASSWORD not in caplog.text
    assert PASSWORD.encode() not in (tmp_path / "copy.db").read_bytes()
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert PASSWORD not in processes.stdout


def test_a_database_of_another_name_is_not_there(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "elsewhere")
    with pytest.raises(StoreError, match="no database of that name"):
        open_store(server.uri)


def test_a_frozen_server_does_not_hold_its_client_for_ever(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "RETRY_SECONDS", 2.0)
    with open_store(server.uri, create=True) as store:
        assert server.pid is not None
        os.kill(server.pid, signal.SIGSTOP)
        try:
            with pytest.raises(StoreError, match="No Neo4j server answers"):
                store.facts()
        finally:
            os.kill(server.pid, signal.SIGCONT)


def test_a_read_only_database_answers_and_takes_nothing(server: Server) -> None:
    with open_store(server.uri, create=True) as store:
        store.write(world(3, 2))
    server.stop()  # in the last test, so that it is not started again
    settings = {"server.databases.default_to_read_only": "true"}
    closed = Server(server.home, server.ports, password=PASSWORD, settings=settings, brief=True)
    new = [Node("district:new", "district", "New")]
    with running(closed), open_store(closed.uri) as store:
        assert store.facts().nodes == 5
        with pytest.raises(StoreError, match="is read-only"):
            store.write(new)
        assert store.write(new, dry_run=True).nodes_added == 1
