"""review.csv read back: what a person has decided in a spreadsheet about names that were open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import LoadError, Problem
from graph.names.states import state_of
from loaders.identity.ledger import Ruling
from loaders.identity.tables import rows_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from loaders.identity.ledger import Kind, Ledger
    from loaders.identity.tables import TableRow

DECISIONS: dict[str, Kind] = {
    "same": "same", "yes": "same", "y": "same",
    "not the same": "not the same", "not same": "not the same", "no": "not the same",
    "n": "not the same", "unsure": "unsure", "?": "unsure",
}  # fmt: skip
"""What may be written in the column ``decision``, in any case."""
_CANDIDATE = re.compile(r"candidate_\d+")
_NUMBER = re.compile(r"\d{1,3}", re.ASCII)


class Review(NamedTuple):
    """What an edited review.csv says.

    Attributes
    ----------
    rulings
        The decisions, in the order of the rows.
    left_open
        How many rows have none.
    """

    rulings: tuple[Ruling, ...]
    left_open: int


def read_review(path: Path, known: Collection[str]) -> Review:
    """Read the decisions of a review.csv, all or nothing.

    Parameters
    ----------
    known
        The ids of the entities that may be chosen.

    Raises
    ------
    LoadError
        If a decision is none, or names an entity that is not known; all such rows are listed.
    """
    rulings: list[Ruling] = []
    problems: list[Problem] = []
    left_open = 0
    for row in rows_of(path, ("written_name", "decision")):
        if not row.text("decision"):
            left_open += 1
            continue
        made = _rulings(row, known)
        if isinstance(made, str):
            problems.append(_problem(path, row.line, "decision", "bad-decision", made, _FIX))
        else:
            rulings += made
    if problems:
        raise LoadError(problems)
    return Review(tuple(rulings), left_open)


_FIX = "Write same, not the same or unsure; and as chosen_id the id, or the number of a candidate."


def _rulings(row: TableRow, known: Collection[str]) -> list[Ruling] | str:
    """The decisions of a row, or what is wrong with it."""
    decision = DECISIONS.get(" ".join(row.text("decision").casefold().split()))
    if decision is None:
        return f"{row.text('decision')!r} is no decision."
    candidates = [t for name, t in row.cells.items() if _CANDIDATE.fullmatch(name) and t]
    chosen = _chosen(row.text("chosen_id"), candidates)
    if chosen and chosen not in known:
        return f"There is no entity with the id {chosen!r}."
    ids = [chosen] if chosen else candidates if decision == "not the same" else candidates[:1]
    if decision == "same" and not chosen and len(candidates) != 1:
        return "It is not said which of the candidates it is."
    if decision == "not the same" and not ids:
        return "It is not said what it is not."
    state = state_of(row.text("written_state")) or row.text("written_state").upper()
    about = (row.text("written_name"), state)
    if decision == "unsure":
        return [Ruling(decision, *about, chosen, row.text("why"))]
    return [Ruling(decision, *about, id_, row.text("why")) for id_ in ids]


def _chosen(text: str, candidates: list[str]) -> str:
    if _NUMBER.fullmatch(text) and 0 < int(text) <= len(candidates):
        return candidates[int(text) - 1]
    return text


def stands(ledger: Ledger, ruling: Ruling) -> bool:
    """Whether the ledger says so already: reading the same file twice adds nothing."""
    last = ledger.ruling(ruling.written_name, ruling.written_state or None)
    if ruling.decision == "not the same":
        return ruling.id in ledger.refused(ruling.written_name, ruling.written_state or None)
    return last is not None and (last.decision, last.id) == (ruling.decision, ruling.id)


def _problem(
    path: Path, line: int | None, column: str | None, rule: str, what: str, fix: str
) -> Problem:
    return Problem(path.name, line, column, rule, what, fix)
