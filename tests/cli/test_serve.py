"""`serve`: the page and its questions for who knows the token, nothing for others."""

from __future__ import annotations

import json
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import pytest

from netweave.cli.ask.serving import atlas_server

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.cli.conftest import Ask


class Told(NamedTuple):
    """What a server said."""

    status: int
    text: str
    headers: dict[str, str]


class Served(NamedTuple):
    """A server that runs: its port, and the path of its page."""

    port: int
    path: str

    def get(self, path: str, method: str = "GET", **headers: str) -> Told:
        """Ask for something below the page, with headers beside the usual ones."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        response = connection.getresponse()
        told = Told(response.status, response.read().decode(), dict(response.getheaders()))
        connection.close()
        return told


@contextmanager
def running(store: str) -> Generator[Served]:
    with atlas_server(store, 0) as (server, address):
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            port = server.server_port
            yield Served(port, address.removeprefix(f"http://127.0.0.1:{port}"))
        finally:
            server.shutdown()
            thread.join()


def test_questions_are_answered_as_the_commands_answer_them(ask: Ask, mini: str) -> None:
    asked = {
        "connect?a=Pittsfield&b=Lindsay&k=2&avoid=Sanborn": (
            "connect Pittsfield Lindsay -k 2 --avoid Sanborn"
        ),
        "members?network=maine%20cohort&as_of=2014": "members maine_cohort --as-of 2014",
        "affiliations?name=Lindsay": "affiliations Lindsay",
        "show?name=Lindsay": "show Lindsay",
    }
    with running(mini) as server:
        for address, command in asked.items():
            words = [word.replace("maine_cohort", "maine cohort") for word in command.split()]
            told = server.get(f"{server.path}ask/{address}")
            expected = ask(*words, "--store", mini, "--format", "json").out
            assert (told.status, json.loads(told.text)) == (200, json.loads(expected))


def test_the_page_asks_the_server_and_is_in_no_frame(mini: str) -> None:
    with running(mini) as server:
        page, data = server.get(server.path), server.get(f"{server.path}atlas.data")
    assert 'data-ask="ask/"' in page.text
    assert "connect-src 'self'" in page.text
    assert (page.headers["X-Frame-Options"], page.headers["Cache-Control"]) == ("DENY", "no-store")
    assert "Access-Control-Allow-Origin" not in page.headers
    assert data.text.startswith("H4sI")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"}, 200),
        ({"Host": "evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
    ],
)
def test_only_this_page_may_ask(headers: dict[str, str], status: int, mini: str) -> None:
    with running(mini) as server:
        given = {name: value.format(port=server.port) for name, value in headers.items()}
        assert server.get(f"{server.path}ask/show?name=Lindsay", **given).status == status


def test_without_the_token_and_beside_the_page_there_is_nothing(mini: str) -> None:
    with running(mini) as server:
        paths = ("/", "/x/", "/ask/show?name=Lindsay", f"{server.path[:-2]}/", "/%00/", "//")
        assert {server.get(path).status for path in paths} == {403}
        assert server.get(f"{server.path}../../etc/passwd").status == 404
        assert server.get(f"{server.path}ask/show?name=Lindsay", method="POST").status == 501


@pytest.mark.parametrize(
    "question",
    [
        "dissolve?name=Lindsay",
        "show",
        "show?name=Nowhere",
        "connect?a=Lindsay&b=Lindsay",
        "connect?a=Lindsay&b=Pittsfield&through=water",
        "connect?a=Lindsay&b=Pittsfield&k=many",
        "members?network=Lindsay",
        "show?name=Lindsay&as_of=soon",
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(question: str, mini: str) -> None:
    with running(mini) as server:
        told = server.get(f"{server.path}ask/{question}")
    assert told.status == 400
    assert set(json.loads(told.text)) == {"error"}
    assert "Traceback" not in told.text


def test_a_store_that_is_not_there_is_told_at_once(ask: Ask) -> None:
    done = ask("serve", "--port", "0", "--store", "nowhere.db")
    assert (done.status, "nowhere.db" in done.err) == (1, True)
