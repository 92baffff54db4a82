"""A real Neo4j server for the tests, and what is done to it between them.

``NETWEAVE_TEST_NEO4J_URI`` names one (which has to be empty, since tests delete what is there);
else one is started from the jars that `tools.neo4j_server` fetches, else in a container. Without
any of these the tests are skipped, and with ``CI=true`` they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from graph.errors import StoreError
from graph.on_neo4j.driver.connection import Neo4jServer
from graph.on_neo4j.store import Neo4jStore
from tools.neo4j_server import Ports, Server, ServerError, free_port

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from graph.model import Node, Spelling, Statement

EXAMPLES = 100 if "HYPOTHESIS_PROFILE" in os.environ else 10
"""How many examples a property is tried with on a server, where each takes a second or more."""
HOUSE_DATA = Path(__file__).with_name("data") / "mini"
VARIABLES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
IMAGE = "docker.io/library/neo4j:5.26-community"


@pytest.fixture(scope="session")
def neo4j_target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The target of an empty Neo4j server."""
    given = os.environ.get("NETWEAVE_TEST_NEO4J_URI")
    if given:
        if os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1") != "1":
            pytest.fail('Several processes would empty one database: make test ARGS="-n 0".')
        _must_be_empty(given)
        yield given
        return
    with pytest.MonkeyPatch.context() as patch:
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        with _own_server(tmp_path_factory.mktemp("neo4j")) as target:
            yield target


@contextmanager
def neo4j_store(
    target: str, records: Iterable[Node | Statement | Spelling] | None = ()
) -> Generator[Neo4jStore]:
    """A store on a server that is emptied first, with these records; None for no store yet."""
    with Neo4jStore(target) as store:
        wipe(store.server)
        if records is not None:
            store.write(records)
        yield store


def wipe(server: Neo4jServer) -> None:
    """Delete everything."""
    server.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


def _must_be_empty(target: str) -> None:
    server = Neo4jServer(target)
    found = server.rows("MATCH (n) RETURN count(n)")[0][0]
    server.close()
    if found:
        pytest.fail(f"The database at {target} is not empty, and the tests would empty it.")


@contextmanager
def _own_server(home: Path) -> Generator[str]:
    server = Server(home, Ports(free_port()), brief=True)
    try:
        server.start()
    except ServerError as error:
        with _container(str(error)) as target:
            yield target
        return
    try:
        yield server.uri
    finally:
        server.kill()  # nobody needs its data any more, and a shutdown takes its time


@contextmanager
def _container(reason: str) -> Generator[str]:
    engine = next((name for name in ("docker", "podman") if _answers(name)), None)
    if engine is None:
        _do_without(f"{reason} And no container engine is running.")
    port = free_port()
    command = [engine, "run", "--detach", "--rm", "--publish", f"127.0.0.1:{port}:7687"]
    command += ["--env", "NEO4J_AUTH=none", IMAGE]
    started = subprocess.run(command, capture_output=True, text=True, check=False)
    if started.returncode:
        _do_without(f"{reason} And {engine} could not start {IMAGE}: {started.stderr}")
    try:
        yield _awaited(f"bolt://127.0.0.1:{port}")
    finally:
        subprocess.run([engine, "stop", started.stdout.strip()], capture_output=True, check=False)


def _answers(engine: str) -> bool:
    """Whether a container engine is installed and runs."""
    if shutil.which(engine) is None:
        return False
    return subprocess.run([engine, "info"], capture_output=True, check=False).returncode == 0


def _awaited(target: str) -> str:
    server = Neo4jServer(target)
    for _ in range(120):
        try:
            server.check()
        except StoreError:
            time.sleep(1)
        else:
            break
    server.close()
    return target


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"NO NEO4J SERVER, so nothing was tested on one. {reason}")
    pytest.skip(f"NO NEO4J SERVER, so nothing is tested on one. {reason}")
