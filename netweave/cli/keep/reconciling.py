"""A reconciliation service: who may be meant by names, as JSON over HTTP on this machine."""

from __future__ import annotations

import json
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from graph.names.desk import Desk
from graph.national import national
from graph.opening import open_store
from graph.schema import COLLECTIVES
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.ledger import beside
from loaders.identity.network_names import are_near, network_key

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from graph.model import Node

LARGEST = 1 << 22
"""Bytes that a question may have."""
TYPES = {"district": "District", "network": "Network"}
_STATE = ("state", "st", "st.")
_HERE = ("127.0.0.1", "localhost")


class NamesService:
    """The names of one store.

    Parameters
    ----------
    target
        The store.
    """

    def __init__(self, target: str) -> None:
        with open_store(target) as store:
            districts = store.catalogue(("district",))
            self._networks = store.catalogue(tuple(COLLECTIVES))
            self._desk = Desk(districts, KeptLedger(store, beside(target)), national())
        self._nodes = {node.id: node for node in self._networks}

    def manifest(self, address: str) -> dict[str, Any]:
        """What the service says of itself."""
        return {
            "versions": ["0.1", "0.2"],
            "name": "netweave: districts and networks",
            "identifierSpace": f"{address}id/",
            "schemaSpace": f"{address}type/",
            "defaultTypes": [{"id": key, "name": name} for key, name in TYPES.items()],
            "view": {"url": f"{address}preview?id={{{{id}}}}"},
            "preview": {"url": f"{address}preview?id={{{{id}}}}", "width": 400, "height": 160},
        }

    def answers(self, queries: Mapping[str, Any]) -> dict[str, Any]:
        """The candidates for each of several questions."""
        return {key: {"result": self._candidates(asked)} for key, asked in queries.items()}

    def preview(self, node_id: str) -> str:
        """A page that shows an entity."""
        node = self._node(node_id)
        if node is None:
            return "<!doctype html><p>There is no such entity.</p>"
        facts = (node.text("city"), node.text("county"), node.state, node.text("enrollment"))
        said = ", ".join(escape(str(fact)) for fact in facts if fact)
        return (
            '<!doctype html><meta charset="utf-8">'
            f"<h3>{escape(node.name)}</h3><p>{said}</p><p>{escape(node.id)}</p>"
        )

    def _node(self, node_id: str) -> Node | None:
        return self._nodes.get(node_id) or self._desk.node(node_id)

    def _candidates(self, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        name, limit = str(asked.get("query") or ""), max(int(asked.get("limit") or 5), 1)
        wanted = asked.get("type") or list(TYPES)
        kinds = [wanted] if isinstance(wanted, str) else list(wanted)
        found = self._districts(name, _state(asked)) if "district" in kinds else []
        if "network" in kinds:
            found += self._named(name)
        return sorted(found, key=lambda one: -one["score"])[:limit]

    def _districts(self, name: str, state: str | None) -> list[dict[str, Any]]:
        match = self._desk.resolve(name, state)
        sure = match.decision == "accepted"
        return [
            _result(one.id, one.name, "district", 100 * one.score, sure=sure and one.id == match.id)
            for one in match.candidates
        ]

    def _named(self, name: str) -> list[dict[str, Any]]:
        key = network_key(name)
        found: list[dict[str, Any]] = []
        for node in self._networks:
            names = (node.name, *node.aliases)
            equal = key in map(network_key, names)
            if equal or any(are_near(name, other) for other in names):
                score = 100.0 if equal else 70.0
                found.append(_result(node.id, node.name, "network", score, sure=equal))
        return found


def _host(address: str) -> str | None:
    """The machine that an address names, None if it is none."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _state(asked: Mapping[str, Any]) -> str | None:
    """The state beside a name, if the table has a column of states."""
    for one in asked.get("properties") or ():
        if str(one.get("pid", "")).casefold() in _STATE:
            value = one.get("v")
            return str(value.get("id") or value.get("name")) if isinstance(value, dict) else value
    return None


def _result(node_id: str, name: str, kind: str, score: float, *, sure: bool) -> dict[str, Any]:
    types = [{"id": kind, "name": TYPES[kind]}]
    return {"id": node_id, "name": name, "type": types, "score": score, "match": sure}


@contextmanager
def service(target: str, port: int) -> Generator[ThreadingHTTPServer]:
    """A server on this machine that answers, until the block ends.

    Raises
    ------
    StoreError
        If there is no store.
    """
    names = NamesService(target)

    class Handler(_Handler):
        service = names

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        yield server


class _Handler(BaseHTTPRequestHandler):
    service: NamesService

    def do_GET(self) -> None:
        """The manifest, a preview, or questions in the address."""
        if not self._is_local():
            self.send_error(403)
            return
        address = urlsplit(self.path)
        given = parse_qs(address.query)
        if address.path == "/preview":
            page = self.service.preview(given.get("id", [""])[0])
            self._give(page.encode(), "text/html; charset=utf-8")
        elif address.path == "/":
            self._answer(given)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        """Questions in the body."""
        length = self.headers.get("Content-Length") or "0"
        if not self._is_local():
            self.send_error(403)
        elif not (length.isascii() and length.isdigit()):
            self.send_error(400)
        elif int(length) > LARGEST:
            self.send_error(413)
        else:
            self._answer(parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace")))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called there
        """Nothing is said of single questions."""

    def _answer(self, given: Mapping[str, list[str]]) -> None:
        try:
            asked = json.loads(given["queries"][0]) if "queries" in given else None
            said = self.service.answers(asked) if asked is not None else self._manifest()
        except (ValueError, AttributeError, TypeError):
            self.send_error(400, "The queries are no JSON as the service takes it.")
            return
        text = json.dumps(said)
        self._give(text.encode(), "application/json")

    def _manifest(self) -> dict[str, Any]:
        return self.service.manifest(f"http://{self.headers.get('Host')}/")

    def _is_local(self) -> bool:
        """Whether this machine is meant, and asked by a program or a page of its own.

        A name may lead here that is another's, and a page from elsewhere may ask in a browser.
        """
        origin = self.headers.get("Origin")
        hosts = [f"//{self.headers.get('Host') or ''}", *([origin] if origin is not None else [])]
        return all(_host(text) in _HERE for text in hosts)

    def _give(self, content: bytes, form: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", form)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "default-src 'none'")
        if origin := self.headers.get("Origin"):
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Vary", "Origin")
        self.end_headers()
        self.wfile.write(content)
