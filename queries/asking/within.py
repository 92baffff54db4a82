"""Which entities are within a place: its districts and schools, and what these belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.spells import read_as_of
from queries.asking.places import states_of
from queries.asking.rollup import nested

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.dates import Days
    from graph.store import Reader


def ids_within(store: Reader, place: str, as_of: str | None = None) -> frozenset[str]:
    """The ids of all entities within a place; to who asks about it, there are no others.

    The districts of its states; the schools of its states, and those of unknown state whose
    district is one of these; and the collectives that at least one of them belongs to on the
    date, wholes of those included.

    Raises
    ------
    QuestionError
        If there is no such place.
    """
    states, on = frozenset(states_of(place)), read_as_of(as_of)
    with store.reading():
        districts = {n.id for n in store.catalogue(["district"]) if n.state in states}
        own = districts | _schools(store, states, districts, on)
        joined = {tie.target_id for tie in store.links(own, ["MEMBER_OF"], on, "out")}
        above = {tie.target_id for tie in nested(store, joined, on, "out")}
    return frozenset(own | joined | above)


def _schools(
    store: Reader, states: Collection[str], districts: Collection[str], on: Days | None
) -> set[str]:
    schools = store.catalogue(["school"])
    unknown = {node.id for node in schools if node.state is None}
    links = store.links(unknown, ["PART_OF"], on, "out") if unknown else []
    of_district = {tie.source_id for tie in links if tie.target_id in districts}
    return of_district | {node.id for node in schools if node.state in states}
