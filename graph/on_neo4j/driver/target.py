"""Which server, which database, and who asks: read from the target and from the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import StoreError

if TYPE_CHECKING:
    from urllib.parse import SplitResult

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_URI = "NEO4J_URI"
"""Where a server is, as Aura hands it out."""
_USER, _PASSWORD, _DATABASE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"


class ServerTarget(NamedTuple):
    """A server and a database on it.

    Attributes
    ----------
    uri
        Where the server is. It never holds credentials, so that it may be shown.
    database
        The database; None for the one that the server opens by itself.
    """

    uri: str
    database: str | None

    def __str__(self) -> str:
        return self.uri if self.database is None else f"{self.uri} (database {self.database})"


def read_target(text: str) -> ServerTarget:
    """The server and database that a target names.

    A scheme alone, such as ``neo4j://``, means the server that NEO4J_URI names.

    Raises
    ------
    StoreError
        If it holds credentials, which would end up in histories and process lists, or names no
        server. The message does not repeat what it holds.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415 - most stores are files

    scheme, _, rest = text.partition("://")
    given = os.environ.get(_URI)
    if given and not rest.strip("/"):
        text = given
    try:
        parts = urlsplit(text)
        there = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise StoreError(_shape(scheme.lower())) from None
    if "@" in text:
        raise StoreError(
            f"A {parts.scheme}:// target holds no user name and no password: they would be seen in "
            f"histories and process lists. Put them into {_USER} and {_PASSWORD}."
        )
    known = parts.scheme in SCHEMES
    if not (there and known) or parts.fragment or parts.path not in ("", "/"):
        raise StoreError(_shape(scheme.lower()))
    return ServerTarget(_uri(parts), os.environ.get(_DATABASE) or None)


def credentials() -> tuple[str, str] | None:
    """User name and password from the environment; None where a server asks for neither."""
    password = os.environ.get(_PASSWORD)
    user = os.environ.get(_USER)
    if not password and not user:
        return None
    return user or "neo4j", password or ""


def _uri(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{query}"


def _shape(scheme: str) -> str:
    return (
        f"A Neo4j store is named as {scheme}://HOST:PORT and nothing more (7687 is the usual "
        f"port); the name of a database goes into {_DATABASE}. {scheme}:// alone is the server "
        f"that {_URI} names."
    )
