"""A Neo4j server on this machine: for looking at a graph in the Neo4j Browser, and for tests.

``make neo4j`` runs it until Ctrl-C, safe from web pages (`tools.neo4j_safety`), and keeps its data
and its password in ``out/neo4j``. Needs Java 17 or 21, and Maven the first time, to fetch it.
"""

# ruff: noqa: INP001, S603, T201
# A script that prints and runs Java and Maven with its own arguments.

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools import neo4j_safety as safety

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

VERSION = "5.26.31"
BOOT_SECONDS = 300.0
"""How long to wait for a server: ten seconds do, but not on a machine that is busy."""
POM = Path(__file__).with_name("neo4j-pom.xml")
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_MARKER = ".complete"
_ENTRY = "org.neo4j.server.CommunityEntryPoint"
_ADMIN = "org.neo4j.cli.AdminTool"
_BRIEF = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # compiling for speed takes minutes
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_FLAGS = (
    "-XX:+ExitOnOutOfMemoryError",
    *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED),
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)


class ServerError(Exception):
    """The server cannot be fetched or started; the message says why."""


class Ports(NamedTuple):
    """Where the server listens, on this machine alone. Without ``http`` there is no Browser."""

    bolt: int
    http: int | None = None


def cache() -> Path:
    """The folder of the user's cache that holds the server's jars."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "netweave" / f"neo4j-{VERSION}"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch() -> Path:
    """The folder with the server's jars, fetched by Maven if it is not there yet.

    Raises
    ------
    ServerError
        If Java or Maven is missing, or the jars cannot be fetched.
    """
    if shutil.which("java") is None:
        raise ServerError("There is no Java here. Install Java 17 or 21.")
    jars = cache()
    if (jars / _MARKER).exists():
        return jars
    if shutil.which("mvn") is None:
        raise ServerError("There is no Maven here to fetch Neo4j with. Install Maven.")
    shutil.rmtree(jars, ignore_errors=True)
    command = ["mvn", "-B", "-q", "-f", str(POM), f"-Dneo4j.version={VERSION}", _PLUGIN]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={jars}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServerError(f"Maven could not fetch Neo4j {VERSION}.\n{done.stdout[-2000:]}")
    (jars / _MARKER).touch()
    return jars


class Server:
    """A Neo4j server in a folder of its own, which it keeps when it stops.

    Parameters
    ----------
    home
        The folder for its data, logs and settings.
    ports
        Where it listens; a server that is started again listens there again.
    password
        That of the user neo4j; None to let everybody in. Counts at the first start with one, and
        is then kept in the folder.
    settings
        Lines of neo4j.conf beside ours.
    brief
        Whether it lives for minutes only: it starts soon, and does not become fast.
    """

    def __init__(
        self,
        home: Path,
        ports: Ports,
        *,
        password: str | None = None,
        settings: Mapping[str, str] | None = None,
        brief: bool = False,
    ) -> None:
        self.home = home.resolve()
        self.ports = ports
        self._password = password
        self._settings = dict(settings or {})
        self._flags = _BRIEF if brief else ("-XX:+UseG1GC",)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        """Where the store is, for ``--store``."""
        return f"neo4j://127.0.0.1:{self.ports.bolt}"

    @property
    def browser(self) -> str:
        """The page of the Neo4j Browser."""
        bolt = f"bolt://127.0.0.1:{self.ports.bolt}"
        return f"http://127.0.0.1:{self.ports.http}/browser/?dbms={bolt}"

    @property
    def pid(self) -> int | None:
        """The process of the server, None if it does not run."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises
        ------
        ServerError
            If it does not; the message ends with what it said.
        """
        jars = fetch().resolve()
        for name in ("conf", "plugins", "import"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text(self._conf(), encoding="utf-8")
        java = ["java", "-cp", os.pathsep.join((str(self.home / "plugins" / "*"), f"{jars}/*"))]
        if self._password is not None and not safety.has_password(self.home):
            self._set_password(java, self._password)
        self._launch(java)
        self._wait()

    def stop(self) -> None:
        """Stop the server in good order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Stop the server in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def wait(self) -> None:
        """Wait until the server ends by itself."""
        if self._process is not None:
            self._process.wait()

    def _launch(self, java: list[str]) -> None:
        command = [*java[:1], "-Xms512m", "-Xmx1g", *self._flags, *_FLAGS, *java[1:], _ENTRY]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with (self.home / "console.log").open("wb") as console:
            self._process = subprocess.Popen(
                [*command, "--console-mode"],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                cwd=self.home,
                # Ctrl-C is for the one who started us, who then stops the server in good order.
                start_new_session=True,
            )

    def _set_password(self, java: list[str], password: str) -> None:
        where = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        # From a file: what is an argument, every user of this machine can see.
        file = f"@{safety.keep_password(self.home, password)}"
        command = [*java, _ADMIN, "dbms", "set-initial-password", file]
        done = subprocess.run(
            command, env={**os.environ, **where}, check=False, capture_output=True, text=True
        )
        if done.returncode or not safety.has_password(self.home):
            raise ServerError(f"Neo4j did not take a password. It said:\n{done.stderr[-2000:]}")

    def _wait(self) -> None:
        """Wait for the line that says the server is up."""
        end = time.monotonic() + BOOT_SECONDS
        while time.monotonic() < end and self._process is not None:
            said = (self.home / "console.log").read_text(encoding="utf-8", errors="replace")
            if "Started." in said:
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        self.kill()
        said = (self.home / "console.log").read_text(encoding="utf-8", errors="replace")
        raise ServerError(f"Neo4j did not start. It said:\n{said[-3000:]}")

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def _conf(self) -> str:
        bolt, http = (f"127.0.0.1:{port}" for port in self.ports)
        lines = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": bolt,
            "server.bolt.advertised_address": bolt,
            "server.http.enabled": "false" if self.ports.http is None else "true",
            "server.https.enabled": "false",
            "dbms.security.auth_enabled": "false" if self._password is None else "true",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "128m",
            "db.tx_log.preallocate": "false",
        }
        if self.ports.http is not None:
            lines["server.http.listen_address"] = lines["server.http.advertised_address"] = http
        lines |= self._settings
        return "".join(f"{name}={value}\n" for name, value in lines.items())


@contextmanager
def running(server: Server) -> Generator[Server]:
    """A server that runs inside a ``with`` block."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


def safe_server(home: Path, ports: Ports) -> Server:
    """A server that a web page can do nothing with, with the password that its folder keeps.

    A folder without one, of an earlier netweave or a new one, gets a password at the start.

    Raises
    ------
    ServerError
        If the server has a password, and the file that kept it is gone.
    """
    password = safety.kept_password(home)
    if password is None and safety.has_password(home):
        raise ServerError(
            f"The server in {home} has a password, and there is no {home / safety.PASSWORD_FILE} "
            "to tell it. Put it into this file, or move the folder away to begin a new one."
        )
    settings = safety.safe_settings(f"http://127.0.0.1:{ports.http}")
    return Server(home, ports, password=password or safety.new_password(), settings=settings)


def main() -> None:
    """Run a server until Ctrl-C."""
    home = Path(sys.argv[1] if len(sys.argv) > 1 else "out/neo4j")
    try:
        known = safety.kept_password(home)
        with running(safe_server(home, Ports(7687, 7474))) as server:
            kept = home / safety.PASSWORD_FILE
            print(f"Neo4j runs, its data is in {server.home}. Ctrl-C stops it.")
            print("  user:         neo4j")
            print(f"  password:     {f'in {kept}' if known else safety.kept_password(home)}")
            print(f'  for netweave: export NEO4J_PASSWORD="$(cat {shlex.quote(str(kept))})"')
            print(f"  the store:    netweave load FOLDER --store {server.uri}")
            print(f"  the Browser:  {server.browser}", flush=True)
            server.wait()
    except KeyboardInterrupt:
        print("\nStopped.")
    except ServerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
