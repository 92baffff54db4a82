"""The server of `make neo4j`, and of compose.yaml, from a web page that its user visits."""

from __future__ import annotations

import base64
import json
import re
import socket
import stat
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.servers import VARIABLES
from tools.neo4j_safety import PASSWORD_FILE, kept_password, safe_settings
from tools.neo4j_server import Ports, Server, ServerError, free_port, running, safe_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

COMPOSE = Path(__file__).resolve().parents[2] / "compose.yaml"
FOREIGN = "https://a-page.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as `make neo4j` starts it, elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        made = safe_server(tmp_path_factory.mktemp("safe"), Ports(free_port(), free_port()))
        try:
            with running(made) as server:
                yield server
        except ServerError as error:
            pytest.skip(f"NO NEO4J SERVER, so nothing is tested on one. {error}")


def answer(
    server: Server, query: str | None = None, **headers: str
) -> tuple[int, Message, dict[str, list[dict[str, str]]]]:
    """What the server's HTTP port answers to a query, or without one to a preflight."""
    body = None if query is None else json.dumps({"statements": [{"statement": query}]}).encode()
    request = Request(
        f"http://127.0.0.1:{server.ports.http}/db/neo4j/tx/commit",
        body,
        {"Content-Type": "application/json", **headers},
        method="OPTIONS" if query is None else "POST",
    )
    try:
        with urlopen(request, timeout=30) as found:  # noqa: S310 - our own server
            said = found.read()
            return found.status, found.headers, json.loads(said) if body else {}
    except HTTPError as error:
        return error.code, error.headers, {}


def signed(server: Server) -> Mapping[str, str]:
    """The headers of one who knows the password."""
    pair = f"neo4j:{kept_password(server.home)}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


@pytest.mark.neo4j
def test_a_page_of_another_origin_may_not_read_an_answer(server: Server) -> None:
    asks = {"Origin": FOREIGN, "Access-Control-Request-Method": "POST"}
    for query, headers in ((None, asks), ("RETURN 1", {**signed(server), "Origin": FOREIGN})):
        _, got, _ = answer(server, query, **headers)
        assert got["Access-Control-Allow-Origin"] in (None, f"http://127.0.0.1:{server.ports.http}")


@pytest.mark.neo4j
def test_nobody_gets_in_without_the_password(server: Server) -> None:
    wrong = base64.b64encode(b"neo4j:neo4j").decode()
    assert answer(server, "RETURN 1")[0] == 401
    assert answer(server, "RETURN 1", Authorization=f"Basic {wrong}")[0] == 401
    status, _, said = answer(server, "RETURN 1", **signed(server))
    assert (status, said["errors"]) == (200, [])


@pytest.mark.neo4j
def test_only_its_user_reads_the_password(server: Server) -> None:
    mode = (server.home / PASSWORD_FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


@pytest.mark.neo4j
def test_neither_files_nor_addresses_are_loaded_even_with_the_password(server: Server) -> None:
    (server.home / "import" / "canary.csv").write_text("canary\n", encoding="ascii")
    with socket.create_server(("127.0.0.1", 0)) as port:
        port.setblocking(False)  # noqa: FBT003 - as the socket module has it
        for place in (
            "file:///canary.csv",
            "file:///etc/passwd",
            f"http://127.0.0.1:{port.getsockname()[1]}/",
            f"http://[::1]:{port.getsockname()[1]}/",
        ):
            query = f"LOAD CSV FROM '{place}' AS row RETURN row"
            _, _, said = answer(server, query, **signed(server))
            (error,) = said["errors"]
            assert re.search("LoadExternalResource|Statement.ExternalResource", error["code"])
        with pytest.raises(BlockingIOError):
            port.accept()


def test_a_server_whose_password_is_not_kept_is_not_started_with_another(tmp_path: Path) -> None:
    (tmp_path / "data" / "dbms").mkdir(parents=True)
    (tmp_path / "data" / "dbms" / "auth.ini").touch()
    with pytest.raises(ServerError, match="move the folder away"):
        safe_server(tmp_path, Ports(1, 2))


def test_the_container_is_as_safe_as_the_server_on_this_machine() -> None:
    said = re.findall(r'^ +NEO4J_(\w+): "(.*)"$', COMPOSE.read_text(encoding="utf-8"), re.MULTILINE)
    settings = {_dotted(name): value for name, value in said}
    assert safe_settings("http://localhost:7474").items() <= settings.items()
    assert "NEO4J_AUTH" in COMPOSE.read_text(encoding="utf-8")
    assert settings["dbms.usage_report.enabled"] == "false"


def _dotted(name: str) -> str:
    """A setting as neo4j.conf has it: a container's ``_`` is a dot, and ``__`` is a ``_``."""
    return name.replace("__", "\0").replace("_", ".").replace("\0", "_")
