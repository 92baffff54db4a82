"""What goes to a server and comes from it, in the words of the model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graph.model import Spell, Tie, TieKey
from graph.on_neo4j.rows import by_tie, node_from, spell_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.dates import Days
    from graph.model import Statement


def on_parameter(on: Days | None) -> dict[str, date] | None:
    """A date as the parameter ``$on``."""
    if on is None:
        return None
    return {"first": date.fromordinal(on.first), "last": date.fromordinal(on.last)}


def word(value: Any) -> Any:
    """What a pattern returns, as a word of the model."""
    from neo4j.graph import Node as Neo4jNode  # noqa: PLC0415 - brings the driver

    if isinstance(value, Neo4jNode):
        return node_from(value)
    if isinstance(value, list):
        return tuple(value)
    return spell_from(value) if isinstance(value, dict) else value


def position(row: Iterable[Any]) -> int:
    """The place of a spell within its tie, so that the spells of each tie come in order."""
    found = next((value.get("position") for value in row if isinstance(value, dict)), 0)
    return found if isinstance(found, int) else 0  # one that is none is refused when it is read


def ties_from(rows: Iterable[Mapping[str, Any]]) -> list[Tie]:
    """Relationships as ties, whose spells are in order."""
    found: dict[TieKey, list[tuple[int, Spell]]] = {}
    for row in rows:
        key = TieKey(row["source_id"], row["type"], row["target_id"])
        spell = spell_from(row)  # which makes sure of the position
        found.setdefault(key, []).append((row["position"], spell))
    return [
        Tie(*key, spells=tuple(spell for _, spell in sorted(found[key], key=lambda one: one[0])))
        for key in sorted(found)
    ]


def statements_from(rows: Iterable[list[Any]]) -> Iterator[Statement]:
    """The statements of the ties of one entity, the tie that came first in front."""
    for kept in sorted(by_tie(rows).values(), key=lambda kept: kept[0].order):
        yield from (one.statement for one in kept)
