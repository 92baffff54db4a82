"""What names mean, and what people decide of those that are not sure, from a program."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from graph.errors import LoadError, Problem
from graph.names.desk import Desk
from graph.national import national
from loaders.decisions import DecisionLine, lines_of, understood
from loaders.drafting import draft
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.ledger import beside
from loaders.reviewing import decide as decide_all
from loaders.reviewing import open_questions, waiting
from netweave.python.loading import warned
from queries.asking.terms import TextTerm

if TYPE_CHECKING:
    from graph.names.desk import Match
    from graph.store import Store
    from loaders.reviewing import OpenQuestion, Reviewed


def identify(store: Store, name: str, *, state: str | None = None) -> Match:
    """Say which district a written name means, and why.

    Parameters
    ----------
    store
        The districts that are known, with what people have decided; those of the national
        directory are known besides.
    name
        A name as somebody wrote it.
    state
        The state beside it.

    Returns
    -------
    Match
        The decision (``accepted``, ``review`` or ``none``), the id, candidates and reasons.

    Raises
    ------
    QuestionError
        If the name is no text.
    """
    TextTerm().read("name", name)
    ledger = KeptLedger(store, beside(store.where))
    return Desk(store.catalogue(("district",)), ledger, national()).resolve(name, state)


def review(store: Store) -> list[OpenQuestion]:
    """The questions that wait for a decision, each once.

    Each has its number, what was written and where, how many rows wait for it, and candidates.
    """
    with store.reading():
        return open_questions(waiting(store))


def decide(
    store: Store, decisions: Mapping[str, str] | str | PathLike[str], *, why: str = ""
) -> Reviewed:
    """Decide questions; rows that waited for nothing else go in at once.

    Parameters
    ----------
    store
        Where they wait, and where decisions are kept.
    decisions
        For the number of a question what is decided: an id, an NCES id or a name, ``new``, ``not
        in the graph``, or what the cell should say. Or the file of a workbook of decisions.
    why
        The reason, for those who ask later; a file has its own.

    Returns
    -------
    Reviewed
        How many decisions are new, which sources went in, and which questions are open still.

    Raises
    ------
    LoadError
        If a decision cannot be followed, or is of no open question. Nothing is written then.
    StoreError
        If the store cannot be written.
    """
    questions = review(store)
    if isinstance(decisions, Mapping):
        known = {question.number for question in questions}
        lines = [DecisionLine("decisions", None, *one, why) for one in decisions.items()]
        problems = [_unknown(line) for line in lines if line.question not in known]
    else:
        lines, problems = list(lines_of(Path(fspath(decisions)))), []
    read = understood(lines, store, questions)
    if problems or read.problems:
        raise LoadError([*problems, *read.problems])
    return decide_all(store, read.decisions, store.where, batch=uuid4().hex, warn=warned)


def mapping(source: str | PathLike[str]) -> str:
    """Draft a mapping of a table: which column is what, as the text of a TOML file.

    Parameters
    ----------
    source
        A table, or a folder of tables of one kind.

    Raises
    ------
    NetweaveError
        If there is no table, or it cannot be read.
    """
    return draft(Path(fspath(source)))


def _unknown(line: DecisionLine) -> Problem:
    problem = f"{line.question!r} is no question that waits."
    fix = "netweave.review(store) lists those that do, with their numbers."
    return Problem(line.file, None, None, "no-such-question", problem, fix)
