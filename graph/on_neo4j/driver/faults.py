"""What can go wrong with a server, each as one clear sentence. Credentials are in none."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from graph.errors import StoreError
from graph.on_neo4j.driver.target import credentials

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from graph.on_neo4j.driver.target import ServerTarget

_BY_CODE = {
    "Security.Unauthorized": (
        "{where} refuses the user name or the password. Check NEO4J_USERNAME and NEO4J_PASSWORD."
    ),
    "Security.AuthenticationRateLimit": (
        "{where} has refused too many passwords and lets nobody in for a while. Wait a few "
        "seconds, and check NEO4J_USERNAME and NEO4J_PASSWORD."
    ),
    "Security.CredentialsExpired": (
        "{where} wants a new password for this user before it answers. Change it in the Neo4j "
        "Browser, then put it into NEO4J_PASSWORD."
    ),
    "Security.Forbidden": "{where} does not allow this user to do that ({message}).",
    "Database.DatabaseNotFound": "{where} has no database of that name. Check NEO4J_DATABASE.",
    "DatabaseUnavailable": (
        "{where} is there, but its database is not running. Look into the log of the server."
    ),
    "WriteOnReadOnlyAccessDatabase": (
        "{where} is read-only. Load into another store, or let the server's owner make it writable."
    ),
    "Cluster.NotALeader": (
        "{where} is a server that only reads. Name the cluster as neo4j://, not as bolt://."
    ),
    "Statement.AccessMode": (
        "{where} was asked to write by what should only read; nothing was written."
    ),
    "Statement.SyntaxError": "{where} cannot run this query: {message}.",
    "Statement.ParameterMissing": (
        "This query has a parameter that was given no value: {message}. Write the value in its "
        "place."
    ),
    "Statement.ArithmeticError": (
        "This query computes what has no result: {message}. Leave such rows out with WHERE."
    ),
    "Statement.ArgumentError": "This query gives a function what it cannot take: {message}.",
    "Statement.TypeError": "This query mixes values that do not go together: {message}.",
    "Statement.EntityNotFound": (
        "Something that this query had found was deleted while it ran ({message}). Ask again."
    ),
    "Procedure.ProcedureNotFound": "{where} knows no such procedure: {message}.",
    "TransactionTimedOut": (
        "{where} did not answer within the time that a question may take{limit}; nothing was "
        "written. Ask for less, give it more time, or try again when the server is less busy."
    ),
    "Transaction.Terminated": (
        "{where} ended what it was asked before it was done, as its owner or a shutdown bade it; "
        "nothing was written. Ask again."
    ),
    "MemoryPoolOutOfMemory": (
        "{where} ran out of the memory that a transaction may take; nothing of it was "
        "written. Ask for less, or raise dbms.memory.transaction.total.max on the server."
    ),
    "OutOfMemory": (
        "{where} ran out of memory; nothing was written. Ask for less, or give the server more."
    ),
    "StackOverFlow": "This query is nested too deeply for {where}. Take it apart.",
    "Schema.ConstraintValidationFailed": (
        "{where} already has another entity with a value that must be unique ({message}). Was "
        "the graph changed by hand?"
    ),
    "Schema.ConstraintCreationFailed": (
        "{where} holds data that does not fit a graph of netweave ({message}). Use an empty "
        "database."
    ),
    "TransientError": "{where} was too busy, again and again ({message}). Try again later.",
}
"""Parts of the codes of Neo4j, the first that fits counts."""

_NOBODY_NAMED = "{where} asks for a password: set NEO4J_PASSWORD."
_SYSTEM = "{where} is the database that Neo4j keeps for itself. Check NEO4J_DATABASE."
_OTHER_SERVER = "{where} is not a Neo4j server that this netweave can talk to. It needs 5.23."
_END_UNHEARD = (
    "The connection to {where} broke while something was being written. It may be there "
    "or not: load again, which adds what is missing and nothing twice."
)
_NO_BOLT = (
    "Something answers at {where}, but not as a Neo4j server does. Give the port of "
    "Bolt (7687 is the usual one), and the scheme with +s only where the server encrypts."
)
_BROKE_OFF = (
    "The connection to {where} broke in the middle of an answer: the server was stopped, or died. "
    "See whether it runs, look into its log for why, and ask again."
)
_NOBODY = "No Neo4j server answers at {where}. Is it running, and is the port right?"
_UNUSABLE = "{where} cannot be used ({message})."
_REFUSED = "{where} refused: {message} ({code})."
_NO_ROOM = "{where} cannot hold one of the values ({message})."
DEAF = (
    "{where} had not given its whole answer after {limit}, nor some seconds later. The connection "
    "was dropped; the server may go on with it until it is restarted. Ask for less."
)
"""For a query that does not end when its time is over."""
TOO_LARGE = (
    "The answer is larger than {most}, and none of it is given. Return less: counts, or some "
    "properties instead of whole nodes, or parts of long lists."
)
"""For an answer that the memory here should not hold."""

_IN_VAIN = "MemoryPoolOutOfMemory"
"""What comes again when the same is asked again, though Neo4j calls it passing."""
_NO_USER_DATABASE = "only be executed in a user database"
"""Words of Neo4j for a question that was put to its own database."""
_BROKEN = "defunct connection"
"""Words of the driver for a connection that ended in the middle of something."""
_OTHER_PROTOCOL = ("HTTP", "SSL", "handshake")
"""Words of the driver for a port that answers in another language than ours."""


_PLACE = re.compile(r"\(line (\d+), column (\d+)(?: \(offset: \d+\))?\)")


@contextmanager
def speaking(
    target: ServerTarget, seconds: float | None = None, before: int = 0
) -> Generator[None]:
    """Turn what the driver raises into a StoreError of one sentence.

    Parameters
    ----------
    seconds
        The time that a question was given.
    before
        How many characters were sent before somebody's own query, for the places in it.
    """
    from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415 - brings the driver

    try:
        yield
    except Neo4jError as error:
        raise StoreError(_said_by_server(error, target, seconds, before)) from error
    except DriverError as error:
        raise StoreError(_said_by_driver(error, target)) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise StoreError(_NO_ROOM.format(where=target, message=error)) from error


@contextmanager
def not_again(target: ServerTarget) -> Generator[None]:
    """Say at once what the driver would try again in vain."""
    from neo4j.exceptions import TransientError  # noqa: PLC0415 - brings the driver

    try:
        yield
    except TransientError as error:
        if _IN_VAIN in str(error.code):
            raise StoreError(_said_by_server(error, target)) from error
        raise


def _said_by_server(
    error: Exception, target: ServerTarget, seconds: float | None = None, before: int = 0
) -> str:
    code = str(getattr(error, "code", "") or "")
    message = str(getattr(error, "message", "") or code).partition("\n")[0].rstrip(". ")
    _, password = credentials() or ("", "")
    if "Security.Unauthorized" in code and not password:
        return _NOBODY_NAMED.format(where=target)
    if _NO_USER_DATABASE in message:
        return _SYSTEM.format(where=target)
    message = _PLACE.sub(lambda match: _place(int(match[1]), int(match[2]), before), message)
    limit = "" if seconds is None else f" ({seconds:g} s)"
    for part, sentence in _BY_CODE.items():
        if part in code:
            return sentence.format(where=target, message=message, limit=limit)
    return _REFUSED.format(where=target, message=message, code=code or type(error).__name__)


def _place(line: int, column: int, before: int) -> str:
    """A place in a query as who wrote it counts: only its first line has something before it."""
    return f"(line {line}, column {column - before if line == 1 else column})"


def _said_by_driver(error: Exception, target: ServerTarget) -> str:
    from neo4j import exceptions  # noqa: PLC0415 - brings the driver

    message = " ".join(_everything_said(error))
    sentence = _UNUSABLE
    if isinstance(error, exceptions.UnsupportedServerProduct):
        sentence = _OTHER_SERVER
    elif isinstance(error, exceptions.IncompleteCommit):
        sentence = _END_UNHEARD
    elif "timed out" not in message and any(sign in message for sign in _OTHER_PROTOCOL):
        sentence = _NO_BOLT
    elif isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        sentence = _BROKE_OFF if _BROKEN in str(error) else _NOBODY
    return sentence.format(where=target, message=str(error).partition("\n")[0])


def _everything_said(error: BaseException | None) -> Iterator[str]:
    """The messages of an error, of what caused it, and of the attempts that it sums up."""
    if error is None:
        return
    yield str(error)
    if isinstance(error, BaseExceptionGroup):
        for one in cast("tuple[BaseException, ...]", error.exceptions):
            yield from _everything_said(one)
    yield from _everything_said(error.__cause__ or error.__context__)
