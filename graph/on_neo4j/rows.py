"""Entities and spells as Neo4j holds them, and back.

Neo4j holds no nulls in lists and no integers beyond 64 bits, and a user may name a column as he
likes. What is ours begins with ``netweave:``; what does not fit stands there as JSON.
"""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from graph.cypher import STATEMENT_LISTS
from graph.dates import EARLIEST, LATEST
from graph.errors import StoreError, damage
from graph.flat import flat_node, node_from_flat
from graph.model import NOTHING, Source, Spell, Statement, TieKey
from graph.on_neo4j.labels import SEARCH, SPELLINGS, search_text, spelled
from graph.schema import NODE_KINDS
from graph.spells import spells, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.dates import Days
    from graph.model import Confidence, Node, Value
    from graph.on_neo4j.sheets import Cell

OURS = "netweave:"
ORIGIN = "netweave:origin"
ALSO = "netweave:also"
"""The sources that gave an entity after the one of `ORIGIN`."""
JOINED = "netweave:joined"
"""The ids of the entities that have joined an entity."""
FURTHER = "netweave:further"
"""Properties that Neo4j cannot hold as they are, as a JSON object."""
TIE_COLUMNS = {
    **dict.fromkeys(("key", "position", "since", "until", "role"), "text"),
    **dict.fromkeys(("first_day", "last_day"), "date"),
    **dict.fromkeys(("orders", *STATEMENT_LISTS), "texts"),
    "position": "integer",
    "orders": "integers",
    "lines": "integers",
}
"""The properties of a relationship after the ids of its ends, and what their values are."""
_LEFT_OUT = tuple(STATEMENT_LISTS.values())[2:]
_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1
_TEXTS = {str}


class StoredStatement(NamedTuple):
    """A statement in the store: its place in the order of all, and the sources that gave it.

    ``origin`` is the source that gave it first; the others come below, a line each.
    """

    order: int
    origin: str
    statement: Statement

    @property
    def origins(self) -> list[str]:
        """The sources that gave it, the first one in front."""
        return self.origin.split("\n")

    def given_by(self, origins: Iterable[str]) -> StoredStatement:
        """The same with further sources, unless they are known to have given it."""
        return self._replace(origin="\n".join(dict.fromkeys([*self.origins, *origins])))


def node_properties(node: Node, origin: str, old: Mapping[str, Any] = NOTHING) -> dict[str, Any]:
    """All properties of an entity in Neo4j; of ``old``, what it had there, spellings stay."""
    odd = {name: v for name, v in node.properties.items() if not _fits(name, v)}
    fitting = {name: v for name, v in node.properties.items() if name not in odd}
    properties: dict[str, Any] = {"id": node.id, **flat_node(node._replace(properties=fitting))}
    if not node.aliases:
        del properties["aliases"]
    properties[SEARCH] = search_text(node, spelled(old))
    if SPELLINGS in old:
        properties[SPELLINGS] = old[SPELLINGS]
    if odd:
        properties[FURTHER] = _json(odd)
    if origin:
        properties[ORIGIN] = origin
    return properties


def node_from(properties: Mapping[str, Any]) -> Node:
    """The entity of a node in Neo4j; its properties are ordered by name.

    Raises
    ------
    StoreError
        If the node is not as netweave writes it.
    """
    try:
        node = _node_from(properties)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise _by_hand(properties.get("id"), error) from error
    return node


def _node_from(properties: Mapping[str, Any]) -> Node:
    own = {name: v for name, v in properties.items() if not name.startswith(OURS)}
    node = node_from_flat(own.pop("id"), own)
    _must_be_texts([node.name])
    if node.kind not in NODE_KINDS:
        raise ValueError(f"kind {node.kind!r}, name {node.name!r}")
    known = {**node.properties, **json.loads(properties.get(FURTHER, "{}"))}
    return node._replace(properties=dict(sorted(known.items())))


def givers(properties: Mapping[str, Any]) -> list[str]:
    """The sources that gave the entity of a node, the first one in front."""
    return [properties.get(ORIGIN, ""), *properties.get(ALSO, [])]


def tie_rows(
    key: TieKey, statements: Sequence[StoredStatement], lives: tuple[Days, Days]
) -> list[list[Cell]]:
    """The relationships of a tie as rows of a sheet, one per spell: its ends, then `TIE_COLUMNS`.

    Parameters
    ----------
    statements
        All its statements, in row order.
    lives
        The lifetimes of its two ends.
    """
    # A spell holds the statements that it was given, not copies.
    known = {id(one.statement): one for one in statements}
    return [
        _spell_row(key, position, spell, window(spell, *lives))
        + _lists([known[id(statement)] for statement in spell.statements], spell)
        for position, spell in enumerate(spells([one.statement for one in statements]))
    ]


def spell_from(row: Mapping[str, Any]) -> Spell:
    """The spell of a relationship, with its source_id, type and target_id.

    Raises
    ------
    StoreError
        If the relationship is not as netweave writes it.
    """
    statements = tuple(one.statement for one in kept_from(row))
    if not isinstance(row.get("position"), int) or not isinstance(row.get("until"), str | None):
        wrong = f"position {row.get('position')}, until {row.get('until')}"
        raise _by_hand(" ".join((row["source_id"], row["type"], row["target_id"])), wrong)
    return Spell(row.get("since"), row.get("until"), statements)


def kept_from(row: Mapping[str, Any]) -> Iterator[StoredStatement]:
    """The statements of a relationship, with its source_id, type and target_id."""
    key = TieKey(row["source_id"], row["type"], row["target_id"])
    return kept_of(key, [*map(row.get, ("orders", "role", "since", *STATEMENT_LISTS))])


def kept_of(key: TieKey, lists: Sequence[Any]) -> Iterator[StoredStatement]:
    """The statements of a relationship.

    Parameters
    ----------
    lists
        ``orders``, ``role`` and ``since``, and the lists of `graph.cypher.STATEMENT_LISTS`; None
        for one left out.

    Raises
    ------
    StoreError
        If the relationship is not as netweave writes it.
    """
    try:
        _must_be_statements(lists)
        yield from statements_of(key, lists)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise _by_hand(" ".join(map(str, key)), error) from error


def statements_of(key: TieKey, lists: Sequence[Any]) -> Iterator[StoredStatement]:
    """The statements of a relationship whose properties were looked at (see `kept_of`)."""
    orders = lists[0]
    columns = zip(lists[3:], _left_out(lists[1], lists[2]), strict=True)
    filled = (column or [default] * len(orders) for column, default in columns)
    for order, *said in zip(orders, *filled, strict=True):
        role, since, until, url, file, line, as_of, confidence, extra, origin = said
        evidence = Source(
            url or None,
            file or None,
            None if line < 0 else line,
            as_of or None,
            cast("Confidence", confidence),
        )
        properties: dict[str, Value] = json.loads(extra) if extra else {}
        dates = since or None, until or None
        statement = Statement(*key, role or None, *dates, evidence, properties)
        yield StoredStatement(order, origin, statement)


def _must_be_statements(lists: Sequence[Any]) -> None:
    if not lists[0]:
        raise ValueError("it has no statements")
    for text in lists[1:3]:
        _must_be_texts([text] if text is not None else [])
    for column, default in zip(lists[3:], STATEMENT_LISTS.values(), strict=True):
        _must_be_texts(column if column and default != -1 else [])


def _must_be_texts(column: Sequence[Any]) -> None:
    if not {*map(type, column)} <= _TEXTS:
        raise TypeError(f"a text is expected, and it has {column}")


def _by_hand(id_: object, why: object) -> StoreError:
    return StoreError(damage("The store", f"{id_}: {why}"))


def _spell_row(key: TieKey, position: int, spell: Spell, span: Days) -> list[Cell]:
    return [
        key.source_id,
        key.target_id,
        spell_key(key, spell.since, spell.until),
        str(position),
        spell.since or "",
        spell.until or "",
        spell.role or "",
        "" if span.first == EARLIEST else date.fromordinal(span.first).isoformat(),
        "" if span.last == LATEST else date.fromordinal(span.last).isoformat(),
    ]


def spell_key(key: TieKey, since: str | None, until: str | None) -> str:
    """The key of a relationship: a digest of its tie and its dates, 32 hexadecimal digits."""
    text = "\0".join((*key, since or "", until or ""))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _lists(statements: Sequence[StoredStatement], spell: Spell) -> list[Cell]:
    """The parallel lists of a relationship as texts; one that says nothing more is empty."""
    left_out = _left_out(spell.role, spell.since)
    if len(statements) == 1:
        cells: list[Cell] = [str(statements[0].order)]
        items = zip(_items(statements[0]), left_out, strict=True)
        return cells + ["" if item == default else str(item) for item, default in items]
    cells = [[str(one.order) for one in statements]]
    for column, default in zip(zip(*map(_items, statements), strict=True), left_out, strict=True):
        filled = any(item != default for item in column)
        cells.append([str(item) for item in column] if filled else "")
    return cells


def _left_out(role: str | None, since: str | None) -> tuple[str | int, ...]:
    """What each item of a list of a relationship is, if the list is left out."""
    return role or "", since or "", *_LEFT_OUT


def _items(one: StoredStatement) -> tuple[Any, ...]:
    statement, evidence = one.statement, one.statement.evidence
    return (
        statement.role or "",
        statement.since or "",
        statement.until or "",
        evidence.url or "",
        evidence.file or "",
        -1 if evidence.line is None else evidence.line,
        evidence.as_of or "",
        evidence.confidence,
        _json(dict(statement.properties)) if statement.properties else "",
        one.origin,
    )


def by_tie(rows: Iterable[Sequence[Any]]) -> dict[TieKey, list[StoredStatement]]:
    """The statements of relationships by tie, in row order.

    Parameters
    ----------
    rows
        Source id, type, target id and the lists of each, as `graph.cypher.lists` gives them.
    """
    ties: dict[TieKey, list[StoredStatement]] = {}
    for source_id, tie_type, target_id, lists in rows:
        key = TieKey(source_id, tie_type, target_id)
        ties.setdefault(key, []).extend(kept_of(key, lists))
    for statements in ties.values():
        statements.sort(key=lambda one: one.order)
    return ties


def _fits(name: str, value: Value) -> bool:
    """Whether Neo4j can hold a property under its name."""
    if not name or "\0" in name or name.startswith(OURS):
        return False
    return not isinstance(value, int) or _SMALLEST <= value <= _LARGEST


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
