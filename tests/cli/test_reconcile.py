"""`reconcile`: names against the store over HTTP, as OpenRefine asks."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from netweave.cli.keep.reconciling import service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Drawn

DRAWN = """
    district:a = Alpha School District {state=NH nces_id=3300001}
    network:x = Prairie Network
    district:a MEMBER_OF network:x 2012..
"""


@pytest.fixture
def port(drawn: Drawn) -> Iterator[int]:
    """A service over a small store."""
    with service(drawn(DRAWN), 0) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def ask(port: int, path: str = "/", body: str | None = None, **headers: str) -> Any:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    told = {name.replace("_", "-"): text for name, text in headers.items()}
    connection.request("GET" if body is None else "POST", path, body, {**form, **told})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    if answer.status != 200:
        return answer.status
    return json.loads(text) if text.startswith("{") else text


def test_it_says_what_it_is_and_finds_districts_and_networks(port: int) -> None:
    manifest = ask(port)
    assert "0.2" in manifest["versions"]
    assert [one["id"] for one in manifest["defaultTypes"]] == ["district", "network"]
    state = {"pid": "state", "v": "NH"}
    queries = {
        "q0": {"query": "Alpha SD", "type": "district", "properties": [state]},
        "q1": {"query": "prairie networks"},
        "q2": {"query": "Elmbrook School District", "properties": [{"pid": "State", "v": "WI"}]},
    }
    found = ask(port, body=urlencode({"queries": json.dumps(queries)}))
    first = found["q0"]["result"][0]
    assert (first["id"], first["match"]) == ("district:a", True)
    near = found["q1"]["result"][0]
    assert (near["id"], near["match"]) == ("network:x", False)
    assert found["q2"]["result"][0]["id"] == "district:5501770"
    preview = manifest["preview"]["url"].partition(str(port))[2]
    assert "<h3>Prairie Network</h3>" in ask(port, preview.replace("{{id}}", "network:x"))


@pytest.mark.parametrize("path", ["/", "/preview?id=network:x"])
def test_it_answers_this_machine_and_no_page_from_elsewhere(port: int, path: str) -> None:
    for hostile in ("example.org", "127.0.0.1.example.org", "127.0.0.1@example.org", "["):
        assert ask(port, path, Host=f"{hostile}:{port}") == 403
        assert ask(port, path, Origin=f"http://{hostile}") == 403
    assert ask(port, path, Origin="null") == 403
    for own in ("localhost", f"localhost:{port}"):
        assert ask(port, path, Host=own, Origin="http://127.0.0.1:3333") != 403


def test_it_refuses_what_it_cannot_read(port: int) -> None:
    assert ask(port, "/elsewhere") == 404
    for length, status in (("x", 400), ("-1", 400), ("99999999", 413)):
        assert ask(port, body="", Content_Length=length) == status
    assert ask(port, body="queries=no") == 400
    assert ask(port, body=urlencode({"queries": "[1]"})) == 400
