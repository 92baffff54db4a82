"""review.csv read back: what a person has decided in a spreadsheet about names that were open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import LoadError, Problem
from loaders.identity.ledger import Ruling
from loaders.identity.states import state_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from loaders.identity.ledger import Kind

DECISIONS: dict[str, Kind] = {
    "same": "same", "yes": "same", "y": "same",
    "not the same": "not the same", "not same": "not the same", "no": "not the same",
    "n": "not the same", "unsure": "unsure", "?": "unsure",
}  # fmt: skip
"""What may be written in the column ``decision``, in any case."""
_CANDIDATE = re.compile(r"candidate_\d+")


class Row(NamedTuple):
    """A row of a table with names: the line, and the cells by the name of their column."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell, "" if there is no such column."""
        return self.cells.get(column, "")


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


def rows_of(path: Path, required: Collection[str]) -> Iterator[Row]:
    """The rows of a table in whatever form and encoding a spreadsheet saves it.

    Of a workbook with several sheets, those of every sheet that has the columns.

    Raises
    ------
    LoadError
        If it is no table, or a column is missing.
    """
    # Readers of workbooks are heavy, and the desk alone needs none.
    from loaders.forms.opening import sheets_in  # noqa: PLC0415
    from loaders.lines import DamagedFileError  # noqa: PLC0415

    first: list[str] | None = None
    found = False
    lost: list[DamagedFileError] = []
    try:
        for sheet in sheets_in(path):
            rows = iter(sheet.open().rows(lost.append))
            _, header = next(rows, (1, []))
            names = [name.strip().casefold() for name in header]
            first = names if first is None else first
            if set(required) <= set(names):
                found = True
                yield from _filled(names, rows)
    except DamagedFileError as damage:
        raise _refused(path, damage.line, None, damage.rule, damage.problem, damage.fix) from damage
    if not found:
        _demand(path, first or [], required)
    if lost:
        one = lost[0]
        raise _refused(path, one.line, None, one.rule, one.problem, one.fix)


def _filled(names: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    """The rows that are not empty."""
    for line, cells in rows:
        texts = [_unguarded(cell.strip()) for cell in cells]
        if any(texts):
            yield Row(line, dict(zip(names, texts, strict=False)))


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


def _rulings(row: Row, known: Collection[str]) -> list[Ruling] | str:
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
    if text.isdigit() and 0 < int(text) <= len(candidates):
        return candidates[int(text) - 1]
    return text


def _demand(path: Path, names: list[str], required: Collection[str]) -> None:
    for name in required:
        if name not in names:
            what = f"The column {name} is missing."
            raise _refused(path, 1, name, "missing-column", what, "Add it to the header.")


def _problem(
    path: Path, line: int | None, column: str | None, rule: str, what: str, fix: str
) -> Problem:
    return Problem(path.name, line, column, rule, what, fix)


def _refused(
    path: Path, line: int | None, column: str | None, rule: str, what: str, fix: str
) -> LoadError:
    return LoadError([_problem(path, line, column, rule, what, fix)])


def _unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if re.match("'+[=+\\-@]", text) else text
