"""The atlas over a live store, on this machine alone: pages and questions, nothing that changes.

Whoever knows the token in the address may ask; a page of another site may not, whatever name it
gave this machine.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import compare_digest, token_urlsafe
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from graph.errors import NetweaveError, QuestionError
from graph.opening import open_store
from netweave.atlas.pack import compressed, packed
from netweave.atlas.page import DATA, Atlas
from netweave.cli.answer.as_json import document
from netweave.cli.ask.affiliations import affiliations_answer
from netweave.cli.ask.connect import connect_answer
from netweave.cli.ask.members import members_answer
from netweave.cli.ask.show import show_answer
from queries.asking.naming import resolve, resolve_all
from queries.asking.scope import THROUGH
from queries.connect import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from graph.store import Reader
    from netweave.cli.answer.pages import Answer
    from queries.asking.scope import Through

    AskedTerms = Mapping[str, list[str]]

HOSTS = ("127.0.0.1", "localhost")
_SAME = (None, "same-origin", "none")
"""From where a browser may say that a request comes: this page, or what the user typed."""
_SECONDS = 30
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class AtlasService:
    """What is served of one store, as it is when it is asked.

    Parameters
    ----------
    target
        The store.
    """

    def __init__(self, target: str) -> None:
        self.target = target
        with open_store(target):
            pass  # so that a store that is not there is told at once

    def page(self) -> str:
        """The page, which fetches its data and asks its questions here."""
        with open_store(self.target) as store:
            return Atlas(packed(store)).served

    def data(self) -> str:
        """The data of the page."""
        with open_store(self.target) as store:
            return compressed(packed(store))

    def answer(self, question: str, given: AskedTerms) -> str:
        """The document of a question, as the command of its name gives it.

        Raises
        ------
        QuestionError
            If there is no such question, or it is not asked so.
        """
        as_of = _one(given, "as_of")
        ask = _QUESTIONS.get(question)
        if ask is None:
            raise QuestionError(f"{question!r} is not asked here. Ask: {', '.join(_QUESTIONS)}.")
        with open_store(self.target) as store, store.reading():
            return "".join(document(ask(store, given, as_of), as_of))


def _one(given: AskedTerms, name: str) -> str | None:
    return given.get(name, [None])[0]


def _needed(given: AskedTerms, name: str) -> str:
    text = _one(given, name)
    if text is None:
        raise QuestionError(f"The question lacks {name!r}.")
    return text


def _connect(store: Reader, given: AskedTerms, as_of: str | None) -> Answer:
    written = [_needed(given, "a"), _needed(given, "b"), *given.get("avoid", ())]
    a, b, *avoid = (named.node for named in resolve_all(store, written))
    word, k = _one(given, "through") or "memberships", _one(given, "k") or "5"
    if word not in THROUGH or not k.isascii() or not k.isdecimal() or len(k) > 4:
        raise QuestionError(f"'through' is one of {', '.join(THROUGH)}, and 'k' a number.")
    through: Through = "all" if word == "all" else "memberships"
    found = connect(store, a, b, through=through, k=int(k), avoid=avoid, as_of=as_of)
    ids = [node.id for node in avoid]
    return connect_answer(store, found, through, ids, k=int(k), as_of=as_of)


def _members(store: Reader, given: AskedTerms, as_of: str | None) -> Answer:
    return members_answer(store, resolve(store, _needed(given, "network")).node, as_of)


def _affiliations(store: Reader, given: AskedTerms, as_of: str | None) -> Answer:
    node = resolve(store, _needed(given, "name")).node
    return affiliations_answer(store, node, as_of, direct=_one(given, "direct") == "true")


def _show(store: Reader, given: AskedTerms, as_of: str | None) -> Answer:
    return show_answer(store, resolve(store, _needed(given, "name"), tied_first=False).node, as_of)


_QUESTIONS: dict[str, Callable[[Reader, AskedTerms, str | None], Answer]] = {
    "connect": _connect,
    "members": _members,
    "affiliations": _affiliations,
    "show": _show,
}


@contextmanager
def atlas_server(target: str, port: int) -> Generator[tuple[ThreadingHTTPServer, str]]:
    """A server on this machine and the address of its page, until the block ends.

    Raises
    ------
    StoreError
        If there is no store.
    """
    made = AtlasService(target)
    secret = token_urlsafe(24)

    class Handler(_AtlasHandler):
        service = made
        token = secret

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        Handler.port = server.server_port
        yield server, f"http://127.0.0.1:{server.server_port}/{secret}/"


class _AtlasHandler(BaseHTTPRequestHandler):
    service: AtlasService
    token: str
    port: int
    timeout = _SECONDS
    server_version = "netweave"
    sys_version = ""

    def do_GET(self) -> None:
        """The page, its data, or the answer of a question."""
        address = urlsplit(self.path)
        token, _, rest = address.path.removeprefix("/").partition("/")
        if not self._is_ours() or not compare_digest(token.encode(), self.token.encode()):
            self._give("Forbidden.\n", "text/plain", HTTPStatus.FORBIDDEN)
        elif rest == "":
            self._tell(self.service.page, "text/html")
        elif rest == DATA:
            self._tell(self.service.data, "text/plain")
        elif rest.startswith("ask/"):
            given = parse_qs(address.query)
            self._tell(
                lambda: self.service.answer(rest.removeprefix("ask/"), given), "application/json"
            )
        else:
            self._give("There is no such page.\n", "text/plain", HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called there
        """Nothing is said of single requests."""

    def _is_ours(self) -> bool:
        """Whether this machine is meant by its own name, and no page of another site asks."""
        hosts = [f"{host}:{self.port}" for host in HOSTS]
        origin = self.headers.get("Origin")
        return (
            self.headers.get("Host") in hosts
            and (origin is None or origin in [f"http://{host}" for host in hosts])
            and self.headers.get("Sec-Fetch-Site") in _SAME
        )

    def _tell(self, told: Callable[[], str], form: str) -> None:
        try:
            text = told()
        except NetweaveError as error:
            said = json.dumps({"error": str(error)}) + "\n"
            self._give(said, "application/json", HTTPStatus.BAD_REQUEST)
            return
        self._give(text, form, HTTPStatus.OK)

    def _give(self, text: str, form: str, status: HTTPStatus) -> None:
        content = text.encode(errors="backslashreplace")
        self.send_response(status)
        self.send_header("Content-Type", f"{form}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
