"""Somebody's own Cypher, which may read and nothing else.

Community Edition has no users who may only read. So a query is looked at before it is sent (no
clause that writes, no procedure or function but some that read, no LOAD CSV); the server is asked
what it would do, and its plan is looked at in the same way; and it runs in read access mode, with
a time limit and a row cap. It does not write, and reads neither files nor the network; what it
costs the server is another matter.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import QuestionError
from graph.on_neo4j.driver.allowed import FUNCTIONS, PROCEDURES
from graph.on_neo4j.driver.faults import speaking
from graph.on_neo4j.driver.lexer import (
    depth,
    functions,
    hides,
    keywords,
    procedures,
    strange,
    tokens,
)
from graph.on_neo4j.driver.plain import plain
from graph.on_neo4j.driver.plan_guard import refuse_doing
from graph.on_neo4j.driver.weighing import weighed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neo4j import Transaction

    from graph.on_neo4j.driver.connection import Neo4jServer

SECONDS = 30.0
"""How long a query may take unless less or more is asked for; two minutes at the most."""
ROWS = 1_000
"""How many rows are given unless another number is asked for."""
MOST_ROWS = 100_000
_EXPLAIN = "EXPLAIN "

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

DEEPEST = 100
"""How deep brackets may lie in each other: a server takes minutes for a few hundred."""
LONGEST = 1_000_000
"""How many letters a query may have."""


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
    server: Neo4jServer,
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
    return ask_by_plan(server, query, parameters, rows=rows, seconds=seconds)


def ask_by_plan(
    server: Neo4jServer,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    rows: int = ROWS,
    seconds: float = SECONDS,
) -> CypherAnswer:
    """What a query gives that only reads by the server's plan, whatever its words (see `ask`)."""
    cap = min(max(rows, 1), MOST_ROWS)

    def work(transaction: Transaction) -> CypherAnswer:
        run: Any = transaction.run
        with speaking(server.target, seconds, before=len(_EXPLAIN)):
            refuse_doing(run(_EXPLAIN + query, parameters).consume())
        with weighed(transaction):
            result = run(query, parameters)
            lexed = [tuple(map(plain, record.values())) for record in result.fetch(cap + 1)]
        return CypherAnswer(tuple(result.keys()), lexed[:cap], len(lexed) > cap)

    return server.read_once(work, seconds, fetch=cap + 1)


def refuse_writing(query: str) -> None:
    """Refuse a query that would do more than read, by its words alone.

    Raises
    ------
    QuestionError
        If it would.
    """
    if len(query) > LONGEST:
        raise QuestionError(f"A query may have {LONGEST:,} letters, and this one has more.")
    if hidden := hides(query):
        raise QuestionError(
            f"A query may not hold {hidden}, which could hide what it does. Write the characters "
            "themselves, and end lines as any editor does."
        )
    _refuse_shape(query)
    lexed = tokens(query)
    _refuse_words(lexed)
    for name in procedures(lexed):
        if name not in PROCEDURES:
            raise QuestionError(f"The procedure {name} may not be called here. It was not sent.")
    for name in functions(lexed):
        if name not in FUNCTIONS:
            raise QuestionError(f"The function {name} may not be called here. It was not sent.")


def _refuse_shape(query: str) -> None:
    """Refuse what is not one query, or no Cypher at all."""
    mark = strange(query)
    if mark is not None and mark in "'\"`":
        raise QuestionError(f"A text or name begins with {mark} here and does not end.")
    if mark is not None:
        raise QuestionError(
            f"The character {mark!a} means nothing in Cypher. It may stand in a text, or in a "
            "name that is put between backticks."
        )
    lexed = tokens(query)
    if not lexed:
        raise QuestionError("There is no query. Give one, or - to read it from the input.")
    if ";" in lexed[:-1]:
        raise QuestionError("Only one query at a time: there is more behind the semicolon.")
    if depth(lexed) > DEEPEST:
        raise QuestionError(f"Brackets may lie {DEEPEST} deep in each other, and these lie deeper.")


def _refuse_words(lexed: Sequence[str]) -> None:
    for word in keywords(lexed):
        if word in _WRITES:
            raise QuestionError(
                f"A query here may only read, and this one has {word}. It was not sent."
            )
    upper = [token.upper() for token in lexed]
    for pair in pairwise(upper):
        if pair in _ELSEWHERE:
            raise QuestionError(f"{' '.join(pair)} is not for questions. It was not sent.")
    if upper[0] not in _BEGINNINGS:
        raise QuestionError(
            f"A query that reads begins with one of: {', '.join(sorted(_BEGINNINGS))}."
        )
