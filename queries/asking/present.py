"""The graph as it is: what holds on a date or, without one, all that is not over."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from graph.dates import last_day
from graph.schema import COLLECTIVES
from graph.spells import read_as_of
from queries.asking.today import first_of, is_over, lasting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from graph.model import Direction, Tie
    from graph.store import Reader

IdPair = tuple[str, str]


class Holding:
    """The ties of a store that hold on a date; without a date, those that are not over.

    Parameters
    ----------
    as_of
        The date, None for the present: what began later counts then, and what a collective's own
        dates would rule out.

    Attributes
    ----------
    on
        The days of the date, None if there is none.
    """

    def __init__(self, store: Reader, as_of: str | None) -> None:
        self.store = store
        self.on = read_as_of(as_of)
        self._day = first_of(as_of)

    def ties(
        self, ids: Collection[str], types: Collection[str], direction: Direction | None
    ) -> list[Tie]:
        """Ties around entities with the spells that count; by source id, type, target id."""
        return self._counting(self.store.ties(ids, types, self.on, direction)) if ids else []

    def pairs(self, tie_type: str) -> set[IdPair]:
        """The source and target of every tie of a type, which is not one of moments."""
        # What holds on a date is not over on it; else what lasts until today or longer counts.
        on = lasting(self._day) if self.on is None else self.on
        walk = self.store.walk([tie_type], on)
        pairs = set(walk.pairs())
        names = walk.ids({handle for pair in pairs for handle in pair})
        held = {(names[a], names[b]) for a, b in pairs}
        return held if self.on is not None else held | self._of_ended(tie_type)

    def _of_ended(self, tie_type: str) -> set[IdPair]:
        """Those of collectives that have ended: their end alone ends no tie."""
        return {(tie.source_id, tie.target_id) for tie in self.ties(self._ended, [tie_type], None)}

    @cached_property
    def _ended(self) -> list[str]:
        """The collectives that have ended."""
        collectives = self.store.catalogue(sorted(COLLECTIVES))
        return [node.id for node in collectives if node.ended and last_day(node.ended) < self._day]

    def _counting(self, ties: Iterable[Tie]) -> list[Tie]:
        """Ties without the spells that are over, and none that has no other."""
        found: list[Tie] = []
        for tie in ties:
            left = tuple(s for s in tie.spells if not is_over(tie.type, s.until, self._day))
            if left:
                found.append(tie if len(left) == len(tie.spells) else tie._replace(spells=left))
        return found
