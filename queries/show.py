"""Everything that is known of one entity: its properties, and its ties with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.cypher import holds, spell
from graph.question import Pattern
from graph.schema import TIE_TYPES
from graph.spells import read_as_of
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.evidence import TieRow, tie_row
from queries.asking.naming import entity
from queries.asking.today import first_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.dates import Days
    from graph.model import Direction, Node, Spell, Value
    from graph.store import Reader
    from queries.asking.naming import Asked


class ProfileFields(NamedTuple):
    """The fields of `Profile`."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    properties: Mapping[str, Value]
    ties: tuple[TieRow, ...]


class Profile(Answered, ProfileFields):
    """One entity.

    Attributes
    ----------
    properties
        Everything known besides name and aliases; never an empty value.
    ties
        A row per spell; ordered by type, direction, the other id, since.
    """


class TieRecord(NamedTuple):
    """One spell of a tie of the entity."""

    type: str
    direction: Direction
    other: Node
    spell: Spell


CYPHER = f"""
MATCH (e:Entity {{id: $entity}})-[r]-(other:Entity)
WHERE {holds("r")}
RETURN DISTINCT type(r) AS type, CASE WHEN startNode(r) = e THEN 'out' ELSE 'in' END AS direction,
       other, {spell("r")} AS spell
"""


def _records(store: Reader, entity: str, on: Days | None) -> Iterator[TieRecord]:
    ties = store.ties([entity], TIE_TYPES, on)
    others = store.nodes({tie.other_than(entity) for tie in ties})
    for tie in ties:
        for one in tie.spells:
            yield TieRecord(
                tie.type, tie.direction_from(entity), others[tie.other_than(entity)], one
            )


PATTERN = Pattern("show", TieRecord, CYPHER, _records)


@question()
def show(store: Reader, name: Asked, *, as_of: str | None = None) -> Profile:
    """One entity with its ties.

    Parameters
    ----------
    name
        An entity, or a name that `queries.asking.naming.resolve` takes.
    as_of
        Only ties that held on this date.
    """
    with store.reading():
        node = entity(store, name, tied_first=False)
        records = store.match(PATTERN, entity=node.id, on=read_as_of(as_of))
    day = first_of(as_of)
    rows = [tie_row(r.spell, r.type, r.direction, r.other.ref, day) for r in records]
    rows.sort(key=lambda row: (row.type, row.direction, row.other.id, row.tenure.since or ""))
    return Profile(*node.ref, node.aliases, node.properties, tuple(rows))
