"""What can go wrong with a server, each as one clear sentence. Credentials are in none."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from graph.on_neo4j.target import Target

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
    "Security.Forbidden": "{where} does not allow this user to do that ({said}).",
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
    "TransactionTimedOut": (
        "{where} did not answer within the time that a question may take; nothing was "
        "written. Ask for less, or try again when the server is less busy."
    ),
    "MemoryPoolOutOfMemory": (
        "{where} ran out of the memory that a transaction may take; nothing of it was "
        "written. Ask for less, or raise dbms.memory.transaction.total.max on the server."
    ),
    "Schema.ConstraintValidationFailed": (
        "{where} already has another entity with a value that must be unique ({said}). Was "
        "the graph changed by hand?"
    ),
    "Schema.ConstraintCreationFailed": (
        "{where} holds data that does not fit a graph of netweave ({said}). Use an empty database."
    ),
    "TransientError": "{where} was too busy, again and again ({said}). Try again later.",
}
"""Parts of the codes of Neo4j, the first that fits counts."""


_OTHER_PROTOCOL = ("HTTP", "SSL", "handshake")
"""Words of the driver for a port that answers in another language than ours."""


@contextmanager
def speaking(target: Target) -> Generator[None]:
    """Turn what the driver raises into a StoreError of one sentence."""
    from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415 - brings the driver

    try:
        yield
    except Neo4jError as error:
        raise StoreError(_said_by_server(error, target)) from error
    except DriverError as error:
        raise StoreError(_said_by_driver(error, target)) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise StoreError(f"{target} cannot hold one of the values ({error}).") from error


def _said_by_server(error: Exception, target: Target) -> str:
    code = str(getattr(error, "code", "") or "")
    said = str(getattr(error, "message", "") or code).partition("\n")[0].rstrip(".")
    for part, sentence in _BY_CODE.items():
        if part in code:
            return sentence.format(where=target, said=said)
    return f"{target} refused: {said} ({code or type(error).__name__})."


def _said_by_driver(error: Exception, target: Target) -> str:
    from neo4j import exceptions  # noqa: PLC0415 - brings the driver

    said = " ".join(_everything_said(error))
    if isinstance(error, exceptions.UnsupportedServerProduct):
        return f"{target} is not a Neo4j server that this netweave can talk to. It needs 5.23."
    if isinstance(error, exceptions.IncompleteCommit):
        return (
            f"The connection to {target} broke while something was being written. It may be there "
            "or not: load again, which adds what is missing and nothing twice."
        )
    if "timed out" not in said and any(sign in said for sign in _OTHER_PROTOCOL):
        return (
            f"Something answers at {target}, but not as a Neo4j server does. Give the port of "
            "Bolt (7687 is the usual one), and the scheme with +s only where the server encrypts."
        )
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return f"No Neo4j server answers at {target}. Is it running, and is the port right?"
    first = str(error).partition("\n")[0]
    return f"{target} cannot be used ({first})."


def _everything_said(error: BaseException | None) -> Iterator[str]:
    """The messages of an error, of what caused it, and of the attempts that it sums up."""
    if error is None:
        return
    yield str(error)
    if isinstance(error, BaseExceptionGroup):
        for one in cast("tuple[BaseException, ...]", error.exceptions):
            yield from _everything_said(one)
    yield from _everything_said(error.__cause__ or error.__context__)
