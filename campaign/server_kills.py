"""kill -9 of the client, at random points of every command that writes, and of the server.

The client is the command itself, but for one thing: it writes in small batches, so that a small
graph takes many transactions, as a large one does. After the kill the same command is given
again. What then stands on the server is read back and counted anew, statement for statement.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep
from typing import TYPE_CHECKING, NamedTuple

from campaign.command import blames, netweave, started
from campaign.folders import Folders, write_folders
from campaign.table import CannotRun, Row
from graph.digest import GraphDigest, node_digest, statement_digest
from graph.errors import NetweaveError
from graph.on_neo4j.driver.connection import Neo4jServer
from graph.opening import open_store
from loaders.load import load
from tools.neo4j_server import Ports, Server, ServerError, free_port

if TYPE_CHECKING:
    from collections.abc import Callable

CLIENT_KILLS = 63
SERVER_KILLS = 6
BATCHED = """
import sys
from graph import spool
from netweave.cli.main import main
spool.BATCH = 40
sys.exit(main())
"""
CLIENT = (sys.executable, "-c", BATCHED)
COPIED = "copied.db"
ABSENT = "nothing"


class KillTrial(NamedTuple):
    """A command that writes, and the loads before it."""

    what: str
    before: tuple[tuple[str, str], ...]
    command: tuple[str, ...]


class End(NamedTuple):
    """How a try ended: what is wrong, if anything, and whether the kill left work to be done."""

    fault: str
    unfinished: bool = False


class Bench(NamedTuple):
    """Where the trials happen."""

    folder: Path
    server: Server
    chance: Random

    def run(self, *arguments: str, target: str | None = None) -> tuple[int, str, bool]:
        """Run a command on the server, or another store."""
        done = netweave(*self.filled(arguments, target), cwd=self.folder, command=CLIENT)
        return done.status, done.err, done.blames

    def filled(self, arguments: tuple[str, ...], target: str | None = None) -> list[str]:
        """The arguments with the name of the store in them."""
        store = target or self.server.uri
        named = [store if argument == "STORE" else argument for argument in arguments]
        return named if "STORE" in arguments else [*named, "--store", store]


def run(scale: float = 1.0, seed: int = 0) -> list[Row]:
    """Kill clients and servers.

    Raises
    ------
    CannotRun
        If no server can be started here.
    """
    with TemporaryDirectory(prefix="netweave-campaign-") as name:
        folder = Path(name)
        server = Server(folder / "neo4j", Ports(free_port()))
        try:
            server.start()
        except ServerError as error:
            raise CannotRun(str(error).splitlines()[0]) from error
        try:
            return _all(Bench(folder, server, Random(seed)), scale)
        finally:
            server.kill()


def _all(bench: Bench, scale: float) -> list[Row]:
    trials = _trials(write_folders(bench.folder))
    _offline(bench, (trials[0].command,), COPIED)
    each = max(1, round(CLIENT_KILLS * scale / len(trials)))
    rows = [_row(bench, trial, each, _kill_client, "kill -9 of the client") for trial in trials]
    servers = max(1, round(SERVER_KILLS * scale / 2))
    return rows + [
        _row(bench, trial, servers, _kill_server, "kill -9 of the server") for trial in trials[:2]
    ]


def _trials(folders: Folders) -> list[KillTrial]:
    base, changed, more = (("load", str(folder)) for folder in folders)
    return [
        KillTrial("load of a new source", (), base),
        KillTrial("load of a second source", (base,), more),
        KillTrial("load of a changed source", (base,), changed),
        KillTrial("unload", (base, more), ("unload", "two")),
        KillTrial("load --undo", (base, more), ("load", "--undo")),
        KillTrial("merge", (base,), ("merge", "district:0", "district:1")),
        KillTrial("copy into a new store", (), ("copy", COPIED, "STORE")),
    ]


def _offline(bench: Bench, commands: tuple[tuple[str, ...], ...], target: str) -> str:
    """What an undisturbed run of these commands makes of a file: its digest."""
    for command in commands:
        status, output, _ = bench.run(*command, target=target)
        if status:
            raise RuntimeError(f"netweave {' '.join(command)} on a file: {output}")
    return _content(str(bench.folder / target))


def _row(bench: Bench, trial: KillTrial, tries: int, kill: Callable[..., End], victim: str) -> Row:
    expected = _expected(bench, trial)
    seconds = _undisturbed(bench, trial, expected)
    ends = [kill(bench, trial, expected, seconds) for _ in range(tries)]
    bad = [end.fault for end in ends if end.fault]
    unfinished = sum(end.unfinished for end in ends)
    note = f"lost; {unfinished} were left unfinished, and completed by the same command"
    lost = f"lost or wrong: {'; '.join(sorted(set(bad)))}"
    return Row(f"{victim} in {trial.what}", tries, len(bad), lost if bad else note)


def _expected(bench: Bench, trial: KillTrial) -> str:
    if trial.command[0] == "copy":
        return _content(str(bench.folder / COPIED))
    name = f"{trial.what.replace(' ', '-')}.db"
    return _offline(bench, (*trial.before, trial.command), name)


def _undisturbed(bench: Bench, trial: KillTrial, expected: str) -> float:
    """The seconds that the command takes when nobody kills it."""
    _prepare(bench, trial)
    began = perf_counter()
    bench.run(*trial.command)
    if _content(bench.server.uri) != expected:
        raise RuntimeError(f"{trial.what}: the server differs from the file, with nobody killed")
    return perf_counter() - began


def _prepare(bench: Bench, trial: KillTrial) -> None:
    wipe(bench.server.uri)
    for ledger in bench.folder.glob("*.csv"):
        ledger.unlink()
    for _, folder in trial.before:
        with open_store(bench.server.uri, create=True) as store:
            load([Path(folder)], store)


def _kill_client(bench: Bench, trial: KillTrial, expected: str, seconds: float) -> End:
    """Kill the client at a random point, which the time that it takes to start is no part of."""
    _prepare(bench, trial)
    with started(*bench.filled(trial.command), cwd=bench.folder, command=CLIENT):
        sleep(bench.chance.uniform(seconds / 4, seconds))
    return _completed(bench, trial, expected)


def _kill_server(bench: Bench, trial: KillTrial, expected: str, seconds: float) -> End:
    """Kill the server at a random point and start it again; the client may wait for it or not."""
    _prepare(bench, trial)
    with started(*bench.filled(trial.command), cwd=bench.folder, command=CLIENT) as client:
        sleep(bench.chance.uniform(seconds / 4, seconds))
        bench.server.kill()
        again = Thread(target=bench.server.start)
        again.start()
        output = client.communicate()[0].decode("utf-8", "backslashreplace")
        again.join()
    if bench.server.pid is None:
        bench.server.start()  # a busy machine may be too slow for it the first time
    if client.returncode not in (0, 1) or blames(output):
        return End(f"the client ended with {client.returncode}: {output[-300:]}")
    return _completed(bench, trial, expected)


def _completed(bench: Bench, trial: KillTrial, expected: str) -> End:
    """Ask, give the same command again unless it was through already, and read all of it back."""
    status, output, blamed = bench.run("info")
    if blamed or status > 1:
        return End(f"the first word: {output[-300:]}")
    if _content(bench.server.uri) == expected:
        return End("")
    status, output, _ = bench.run(*trial.command)
    if status:
        return End(f"the rerun ended with {status}: {output[-300:]}", unfinished=True)
    found = _content(bench.server.uri)
    return End("" if found == expected else f"holds {found}", unfinished=True)


def _content(target: str) -> str:
    """The digest of what a store holds, counted anew; and whether it says so itself."""
    counted = GraphDigest()
    try:
        with open_store(target) as store:
            stated = store.facts().data_hash
            counted.add(node_digest(node) for node in store.all_nodes())
            counted.add(statement_digest(statement) for statement in store.all_statements())
    except NetweaveError:
        return ABSENT
    return str(counted) if str(counted) == stated else f"{counted}, but says {stated}"


def wipe(target: str) -> None:
    """Delete everything on a server."""
    connection = Neo4jServer(target)
    connection.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    connection.close()
