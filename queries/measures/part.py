"""A store as if only what is within a place were in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.in_memory.store import NetworkXStore
from graph.schema import TIE_TYPES
from queries.asking.places import states_of
from queries.asking.within import ids_within

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.facts import StoreFacts
    from graph.model import Statement, TieKey
    from graph.store import Reader


def part_of(store: Reader, place: str | None, as_of: str | None = None) -> Reader:
    """The part of a store that is within a place on a date; the store itself without a place.

    Raises
    ------
    QuestionError
        If there is no such place.
    """
    return store if place is None else _StoreWithin(store, place, as_of)


class _StoreWithin(NetworkXStore):
    """A part of a store in memory; what is computed of it is kept where the store keeps such."""

    def __init__(self, store: Reader, place: str, as_of: str | None) -> None:
        ids = ids_within(store, place, as_of)
        ties: dict[TieKey, list[Statement]] = {
            tie.key: [statement for spell in tie.spells for statement in spell.statements]
            for tie in store.ties(ids, TIE_TYPES, None, "out")
            if tie.target_id in ids
        }
        super().__init__(store.nodes(ids), ties)
        self._whole = store
        self._name = f"within {','.join(states_of(place))} {as_of or 'always'}"

    def facts(self) -> StoreFacts:
        """What the whole store says of itself."""
        return self._whole.facts()

    def cached(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, or gave before for this part."""
        return self._whole.cached(f"{name} {self._name}", make)
