"""The steps of the offline file: what is derived from the statements of ties, for walking."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from graph.dates import Days
from graph.model import Statement, TieKey
from graph.offline.rows import STATEMENT_COLUMNS, compact, statement_from
from graph.offline.session import marks
from graph.spells import ALWAYS, spells, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.offline.session import Session

INSERT_STEP = f"INSERT INTO step VALUES ({marks(10)})"
Triple = tuple[int, int, int]
"""A tie by the keys of its source, type and target."""
Derivation = tuple[int, Triple, Sequence[Statement]]
"""The key of a tie, its ends and its statements: all that its spells follow from."""


class StepWriter:
    """Writes each spell of each tie, once from either end."""

    def __init__(self, load: Session) -> None:
        self._load = load

    def derive_around(self, node: int) -> None:
        """Derive the spells of all ties of an entity again."""
        sql = "SELECT tie FROM step WHERE node = ?"
        self.derive_again({row[0] for row in self._load.db.execute(sql, (node,))})

    def derive_again(self, ties: set[int]) -> None:
        """Derive the spells of ties again, from all their statements."""
        if not ties:
            return
        sql = (
            "SELECT t.key, t.source, t.type, t.target, a.first_day, a.last_day, b.first_day, "
            f"b.last_day, {STATEMENT_COLUMNS} FROM json_each(?) f JOIN tie t ON t.key = f.value "
            "JOIN node a ON a.key = t.source JOIN node b ON b.key = t.target "
            "JOIN statement st ON st.tie = t.key ORDER BY t.key, st.key"
        )
        names = {key: name for name, key in self._load.types.items()}
        again: list[Derivation] = []
        for (tie, source, tie_type, target, *lives), rows in groupby(
            self._load.db.execute(sql, (compact(sorted(ties)),)).fetchall(), key=lambda row: row[:8]
        ):
            self._load.lives[source], self._load.lives[target] = Days(*lives[:2]), Days(*lives[2:])
            about = TieKey("", names[tie_type], "")
            statements = [statement_from(about, row[8:]) for row in rows]
            again.append((tie, (source, tie_type, target), statements))
        self.drop(ends for _, ends, _ in again)
        self.insert(again)

    def drop(self, ties: Iterable[Triple]) -> None:
        """Take the steps of ties away."""
        self._load.db.executemany(
            "DELETE FROM step WHERE node = ? AND type = ? AND outward = ? AND other = ?",
            [end for a, y, b in ties for end in ((a, y, 1, b), (b, y, 0, a))],
        )

    def insert(self, ties: Iterable[Derivation]) -> None:
        """Write the steps of ties that have none."""
        self._load.db.executemany(INSERT_STEP, step_rows(ties, self._load.lives))


def step_rows(ties: Iterable[Derivation], lives: Mapping[int, Days]) -> Iterator[tuple[int, ...]]:
    """The steps of ties as `INSERT_STEP` takes them: each spell, once from either end.

    Parameters
    ----------
    lives
        The lifetimes of those of their ends that have one.
    """
    for tie, (source, tie_type, target), statements in ties:
        ours = lives.get(source, ALWAYS), lives.get(target, ALWAYS)
        for number, spell in enumerate(spells(statements)):
            span = window(spell, *ours)
            facts = (number, tie, span.first, span.last, spell.stated, not spell.undated)
            yield source, tie_type, 1, target, *facts
            yield target, tie_type, 0, source, *facts
