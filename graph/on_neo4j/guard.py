"""Somebody's own Cypher, which may read and nothing else.

Community Edition has no users who may only read. So a query is looked at before it is sent
(no clause that writes, no procedure but some that read, no LOAD CSV); the server is asked what
kind of query it takes it for; and it runs in read access mode, with a time limit and a row cap.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import QuestionError
from graph.on_neo4j.faults import speaking
from graph.on_neo4j.plain import plain
from graph.on_neo4j.weighing import weighed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neo4j import Transaction

    from graph.on_neo4j.connection import Connection

SECONDS = 30.0
"""How long a query may take unless less or more is asked for; two minutes at the most."""
ROWS = 1_000
"""How many rows are given unless another number is asked for."""
MOST_ROWS = 100_000
_EXPLAIN = "EXPLAIN "

PROCEDURES = frozenset(
    {
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
        "db.info",
        "db.labels",
        "db.ping",
        "db.propertykeys",
        "db.relationshiptypes",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
        "dbms.components",
    }
)
"""The procedures that may be called, in lower case."""
_BEGINNINGS = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
_WRITES = frozenset(
    {
        "ALTER",
        "CREATE",
        "DELETE",
        "DENY",
        "DETACH",
        "DROP",
        "FOREACH",
        "GRANT",
        "INSERT",
        "MERGE",
        "NODETACH",
        "REMOVE",
        "REVOKE",
        "SET",
        "TERMINATE",
    }
)
_ELSEWHERE = frozenset({("LOAD", "CSV"), ("IN", "TRANSACTIONS"), ("CONCURRENT", "TRANSACTIONS")})
"""Pairs of words that reach for files and other servers, or leave the transaction."""

_TOKEN = re.compile(
    r"""
    (?P<aside> //[^\n]* | /\*.*?\*/ | \s+ )
    | (?P<text> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
    | (?P<quoted> `(?:``|[^`])*` )
    | (?P<word> [^\W\d]\w* )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


class CypherAnswer(NamedTuple):
    """What a query gave.

    Attributes
    ----------
    columns
        The names it returns.
    rows
        Its rows, as plain values.
    more
        Whether the row cap cut some off.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: bool


def ask(
    server: Connection,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    rows: int = ROWS,
    seconds: float = SECONDS,
) -> CypherAnswer:
    """What a query that only reads gives.

    Parameters
    ----------
    rows
        How many rows to give at most, 100,000 if it is more.
    seconds
        How long it may take, two minutes if it is more.

    Raises
    ------
    QuestionError
        If the query is refused.
    StoreError
        If the server refuses it, it takes too long, or its answer is too large.
    """
    refuse_writing(query)
    cap = min(max(rows, 1), MOST_ROWS)

    def work(transaction: Transaction) -> CypherAnswer:
        run: Any = transaction.run
        with speaking(server.target, seconds, before=len(_EXPLAIN)):
            kind = run(_EXPLAIN + query, parameters).consume().query_type
        if kind != "r":
            raise QuestionError("The server takes this query for one that writes. It was not run.")
        with weighed(transaction):
            result = run(query, parameters)
            found = [tuple(map(plain, record.values())) for record in result.fetch(cap + 1)]
        return CypherAnswer(tuple(result.keys()), found[:cap], len(found) > cap)

    return server.read_once(work, seconds, fetch=cap + 1)


def refuse_writing(query: str) -> None:
    """Refuse a query that would do more than read, by its words alone.

    Raises
    ------
    QuestionError
        If it would.
    """
    if "\\u" in query or "\\U" in query:
        raise QuestionError(
            "A query may not hold \\u escapes, which could hide what it does. Write the character."
        )
    tokens = list(_tokens(query))
    if not tokens:
        raise QuestionError("There is no query. Give one, or - to read it from the input.")
    if ";" in tokens[:-1]:
        raise QuestionError("Only one query at a time: there is more behind the semicolon.")
    words = list(_keywords(tokens))
    _refuse_words(words)
    if not words or words[0] not in _BEGINNINGS or tokens[0].upper() != words[0]:
        raise QuestionError(
            f"A query that reads begins with one of: {', '.join(sorted(_BEGINNINGS))}."
        )
    for name in _procedures(tokens):
        if name.lower() not in PROCEDURES:
            raise QuestionError(f"The procedure {name} may not be called here.")


def _refuse_words(words: list[str]) -> None:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in _WRITES:
            raise QuestionError(
                f"A query here may only read, and this one has {word}. It was not sent."
            )
        if (word, following) in _ELSEWHERE:
            raise QuestionError(f"{word} {following} is not for questions. It was not sent.")


def _tokens(query: str) -> Iterator[str]:
    """The tokens of a query, without comments and white space; texts as a single quote mark."""
    for match in _TOKEN.finditer(query):
        if match["text"]:
            yield "'"
        elif not match["aside"]:
            yield match[0]


def _keywords(tokens: list[str]) -> Iterator[str]:
    """The words that may be keywords: not a label, a property, a parameter or the key of a map."""
    for before, word, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        if word[0].isidentifier() and before not in (".", ":", "$") and after not in (":", "."):
            yield word.upper()


def _procedures(tokens: list[str]) -> Iterator[str]:
    """The full names of the procedures that are called."""
    for place, word in enumerate(tokens):
        if word.upper() == "CALL" and tokens[place + 1 : place + 2] not in (["{"], ["("]):
            name: list[str] = []
            for part in tokens[place + 1 :]:
                if part != "." and name and name[-1] != ".":
                    break
                name.append(part.strip("`"))
            yield "".join(name)
