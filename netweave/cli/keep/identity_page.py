"""What the identity desk says, for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.names.desk import Candidate, Decision
    from loaders.identity.ledger import Ruling
    from netweave.cli.answer.pages import AnswerPage


class Resolved(NamedTuple):
    """A written name and what the desk says of it."""

    written_name: str
    written_state: str
    decision: Decision
    id: str | None
    nces_id: str | None
    score: float
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]


def match_page(rows: Sequence[Resolved]) -> AnswerPage:
    """A line for each name, and how many were accepted."""
    made = Counter(row.decision for row in rows)
    cells = [
        (row.written_name, row.written_state, row.decision, _best(row), " ".join(row.reasons))
        for row in rows
    ]
    grid = Grid(("Written name", "State", "Decision", "Best candidate", "Why"), cells)
    said = (
        f"{count(len(rows), 'name')}: {made['accepted']:,} accepted, {made['review']:,} to be "
        f"reviewed, {made['none']:,} like nothing here."
    )
    return [Text(said), *([grid] if rows else [])]


def reasons_page(row: Resolved, rulings: Sequence[Ruling]) -> AnswerPage:
    """One name: the decision, the reasons, the candidates, and the lines of the ledger."""
    state = f" ({row.written_state})" if row.written_state else ""
    page: AnswerPage = [Title(f"{row.written_name}{state}: {row.decision}"), Items(row.reasons)]
    if row.candidates:
        cells = [(c.name, c.id, c.nces_id, f"{c.score:.2f}") for c in row.candidates]
        page.append(Grid(("Candidate", "Id", "NCES id", "Score"), cells))
    if rulings:
        lines = [(r.when, r.who, r.decision, r.written_state, r.id, r.why) for r in rulings]
        page += [
            Title("What people decided", 2),
            Grid(("When", "Who", "Decision", "State", "Id", "Why"), lines),
        ]
    return page


def _best(row: Resolved) -> str:
    return f"{row.candidates[0].name} ({row.candidates[0].id})" if row.candidates else ""
