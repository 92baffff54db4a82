"""What the server says it is going to do, before it does it: the last wall before a query is run.

A text can be written so that it hides something; the plan that the server makes of it cannot.
It shows subqueries as operators, or, where they stand within an expression, as text of one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph.errors import QuestionError
from graph.on_neo4j.driver.allowed import FUNCTIONS, PROCEDURES
from graph.on_neo4j.driver.lexer import functions, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import ResultSummary

_MORE_THAN_READING = re.compile(
    r"Load|Create|Insert|Delete|Merge|Remove|Foreach|Transaction|Show|Terminate|Drop|Alter|Grant"
    r"|Deny|Revoke|Rename|Command|System|Administration|RunQuery|^Set"
)
"""Parts of the names of operators that write, or reach beyond the graph."""
_TOLD = ("Details", "Order")
"""The arguments of an operator that hold expressions."""


def refuse_doing(summary: ResultSummary) -> None:
    """Refuse what a server would do with a query, by its own plan.

    Parameters
    ----------
    summary
        That of the query behind EXPLAIN.

    Raises
    ------
    QuestionError
        If it would do more than read the graph, or does not say what it would do.
    """
    if summary.query_type != "r":
        raise QuestionError("The server takes this query for one that writes. It was not run.")
    if not summary.plan:
        raise QuestionError("The server does not say what it would do. The query was not run.")
    for operator in _operators(summary.plan):
        name = str(operator["operatorType"]).partition("@")[0]
        if _MORE_THAN_READING.search(name):
            raise QuestionError(
                f"The server would do more than read the graph ({name}). The query was not run."
            )
        _refuse_expressions(name, operator.get("args") or {})


def _operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    waiting = [plan]
    while waiting:
        operator = waiting.pop()
        yield operator
        waiting += operator.get("children") or []


def _refuse_expressions(operator: str, arguments: dict[str, Any]) -> None:
    found = tokens(" ; ".join(str(arguments.get(name, "")) for name in _TOLD))
    called = list(functions(found))
    for name in called:
        if name not in FUNCTIONS | PROCEDURES:
            raise QuestionError(f"The server would call {name}, which is not for questions here.")
    if operator == "ProcedureCall" and not PROCEDURES.intersection(called):
        raise QuestionError("The server would call a procedure that is not for questions here.")
    if ("LOAD", "CSV") in pairwise(found):
        raise QuestionError("The server would read a file (LOAD CSV). The query was not run.")
