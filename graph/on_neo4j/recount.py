"""A recount of a graph on a server: everything that is ours read, whatever was done to it by hand.

What can be derived comes with what is to be written: entities with their labels, and ties anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graph.cypher import COLLECTIVE, COLUMNS, ENTITY, STATEMENT_LISTS
from graph.digest import evidence_file, statement_digest
from graph.model import TieKey
from graph.on_neo4j.labels import SEARCH, SPELLINGS, search_text, spelled
from graph.on_neo4j.rows import (
    ALSO,
    FURTHER,
    JOINED,
    ORIGIN,
    OURS,
    TIE_COLUMNS,
    StoredStatement,
    node_from,
    statements_of,
    tie_rows,
)
from graph.recount import Fault, RunningCount, node_faults, statement_faults
from graph.schema import NODE_KINDS
from graph.spells import ALWAYS, lifetime

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.dates import Days
    from graph.model import Node

OUR_LABELS = (ENTITY, COLLECTIVE, *(kind.label for kind in NODE_KINDS.values()))
_OWN = {ORIGIN: str, ALSO: list, JOINED: list, SPELLINGS: list}
"""What netweave keeps about an entity that is no part of it, and what it is."""
_LISTS_OF = {name: {type(default)} for name, default in STATEMENT_LISTS.items()}
"""The lists of a relationship, and what their items are."""
_DATES = tuple(TIE_COLUMNS[name] == "date" for name in COLUMNS)
_STATEMENTS = ("orders", "role", "since", *STATEMENT_LISTS)
"""The columns that hold the statements of a relationship."""


class ServerCount:
    """A recount of one graph on a server.

    Attributes
    ----------
    count
        What was counted, and what is not right.
    nodes
        The entities to write labels and properties of anew: their kind, by element id the
        properties.
    ties
        The statements of ties to write anew.
    lives
        The lifetimes of entities that have one, by id.
    last
        The highest place of a statement.
    """

    def __init__(self) -> None:
        self.count = RunningCount()
        self.nodes: dict[str, dict[str, dict[str, Any]]] = {}
        self.ties: dict[TieKey, list[StoredStatement]] = {}
        self.lives: dict[str, Days] = {}
        self.last = 0
        self._seen: set[str] = set()

    # Entities -----------------------------------------------------------------------------

    def node(self, element: str, labels: Sequence[str], properties: dict[str, Any]) -> None:
        """Count an entity."""
        node_id = properties.get("id")
        id_ = node_id if isinstance(node_id, str) else f"node {element}"
        shows = f"MATCH (n) WHERE {_named(node_id, element)} RETURN labels(n), n"
        kind = properties.get("kind") or _kind_of(labels)
        whole = {**properties, "kind": kind}
        faults = list(_faults(whole))
        if id_ in self._seen:
            faults.append(Fault("id", node_id, "another id: there are several"))
        self._seen.add(id_)
        for fault in faults:
            self.count.broken(id_, fault, shows)
        if faults:
            return
        node = node_from(whole)
        self.count.node(node)
        life = lifetime(node)
        if life != ALWAYS:
            self.lives[node.id] = life
        self._derived(element, node, labels, properties, shows)

    def _derived(
        self,
        element: str,
        node: Node,
        labels: Sequence[str],
        properties: Mapping[str, Any],
        shows: str,
    ) -> None:
        expected = sorted(_labels(node.kind))
        wrong = self.count.differs(
            node.id, "labels", sorted(set(labels) & set(OUR_LABELS)), expected, shows
        )
        known = properties if _is_of(properties.get(SPELLINGS), list) else {}
        values: dict[str, str | None] = {
            "kind": node.kind,
            SEARCH: search_text(node, spelled(known)),
        }
        values |= {
            name: None
            for name, of_type in _OWN.items()
            if not _is_of(properties.get(name), of_type)
        }
        for name, value in values.items():
            wrong |= self.count.differs(node.id, name, properties.get(name), value, shows)
        if wrong:
            self.nodes.setdefault(node.kind, {})[element] = values

    # Ties ---------------------------------------------------------------------------------

    def ties_of(self, rows: Iterable[Sequence[Any]]) -> None:
        """Count the ties that begin at one entity.

        Parameters
        ----------
        rows
            Source id, type and target id of each relationship, then `graph.cypher.COLUMNS`.
        """
        ties: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for row in rows:
            columns = dict(zip(COLUMNS, row[3:], strict=True))
            ties.setdefault((*map(_hashed, row[:3]),), []).append(columns)
        for ends, mine in ties.items():
            self._tie(ends, mine)

    def _tie(self, ends: Sequence[Any], rows: list[dict[str, Any]]) -> None:
        key = TieKey(*ends)
        faults = [fault for row in rows for fault in _tie_faults(row)]
        statements: list[StoredStatement] = []
        if not faults:
            statements += (
                one for row in rows for one in statements_of(key, [row[n] for n in _STATEMENTS])
            )
            faults += (fault for one in statements for fault in statement_faults(one.statement))
        if not faults:
            self._whole(key, rows, statements)
            return
        for fault in faults:
            self.count.broken(" ".join(map(str, ends)), fault, _shows(key))

    def _whole(
        self, key: TieKey, rows: list[dict[str, Any]], statements: list[StoredStatement]
    ) -> None:
        """Count a tie all of whose statements can be read."""
        once: dict[tuple[bytes, str], StoredStatement] = {}
        statements.sort(key=lambda one: one.order)
        for one in statements:
            digest = statement_digest(one.statement)
            if once.setdefault((digest, evidence_file(one.statement)), one) is one:
                self.count.statement(digest)
            self.last = max(self.last, one.order)
        self.count.ties += 1
        lives = self.lives.get(key.source_id, ALWAYS), self.lives.get(key.target_id, ALWAYS)
        expected = [row[2:] for row in tie_rows(key, list(once.values()), lives)]
        stored = [_cells(row) for row in rows]
        stored.sort(key=_place)
        if stored != expected or len(statements) > len(once):
            self.ties[key] = list(once.values())
            self._tell(key, stored, expected, (len(statements), len(once)))

    def _tell(
        self,
        key: TieKey,
        stored: Sequence[Sequence[Any]],
        expected: Sequence[Sequence[Any]],
        statements: tuple[int, int],
    ) -> None:
        """Note where the relationships of a tie are not as they should be."""
        id_, shows, differs = " ".join(key), _shows(key), self.count.differs
        differs(id_, "statements", *statements, shows)
        differs(id_, "relationships", len(stored), len(expected), shows)
        for there, right in zip(stored, expected, strict=False):
            for name, one, other in zip(COLUMNS, there, right, strict=True):
                differs(id_, name, one or None, other or None, shows)


def _shows(key: TieKey) -> str:
    """The query that shows the relationships of a tie."""
    source, tie_type, target = key
    return (
        f"MATCH (a)-[r:`{tie_type}`]->(b) WHERE a.id = {quoted(source)} "
        f"AND b.id = {quoted(target)} RETURN r"
    )


def quoted(value: object) -> str:
    """A text as Cypher has it."""
    return json.dumps(str(value), ensure_ascii=False)


def _named(node_id: object, element: str) -> str:
    if isinstance(node_id, str):
        return f"n.id = {quoted(node_id)}"
    return f"elementId(n) = {quoted(element)}"


def _kind_of(labels: Sequence[str]) -> str | None:
    """The kind that labels tell, None if they tell none or several."""
    kinds = [kind.name for kind in NODE_KINDS.values() if kind.label in labels]
    return kinds[0] if len(kinds) == 1 else None


def _labels(kind: str) -> Iterator[str]:
    known = NODE_KINDS[kind]
    yield from (ENTITY, known.label)
    if known.collective:
        yield COLLECTIVE


def _faults(properties: Mapping[str, Any]) -> Iterator[Fault]:
    """What keeps the properties of a node from being an entity."""
    own = {name: v for name, v in properties.items() if not name.startswith(OURS)}
    node_id, kind, name, aliases = (own.pop(n, None) for n in ("id", "kind", "name", "aliases"))
    yield from node_faults(node_id, kind, name, aliases or [], own)
    further = properties.get(FURTHER, "{}")
    try:
        extra = json.loads(further)
    except (ValueError, TypeError, RecursionError):
        extra = None
    if not isinstance(extra, dict) or any(node_faults("", "person", "", [], extra)):
        yield Fault(FURTHER, further, "texts and numbers by name, as JSON")


def _tie_faults(row: Mapping[str, Any]) -> Iterator[Fault]:
    """What keeps the properties of a relationship from being statements."""
    orders = row["orders"]
    if not isinstance(orders, list) or not orders or not all(map(_is_number, orders)):
        yield Fault("orders", orders, "the place of each statement")
        return
    for name in ("role", "since"):
        if row[name] is not None and not isinstance(row[name], str):
            yield Fault(name, row[name], "a text")
    for name, of_type in _LISTS_OF.items():
        column = row[name]
        if column is None:
            continue
        if not isinstance(column, list) or len(column) != len(orders):
            yield Fault(name, column, f"a list of {len(orders)}, one for each statement")
        elif not {*map(type, column)} <= of_type:
            yield Fault(name, column, "numbers" if name == "lines" else "texts")
        elif name == "extras" and not all(map(_is_json, filter(None, column))):
            yield Fault(name, column, "JSON objects")


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_of(value: object, of_type: type[Any]) -> bool:
    """Whether a value is a text, or a list of texts; or is not there at all."""
    items: list[Any] = value if isinstance(value, list) else [value]
    return value is None or (isinstance(value, of_type) and all(isinstance(i, str) for i in items))


def _cells(row: Mapping[str, Any]) -> list[Any]:
    """The properties of a relationship as `tie_rows` gives them: texts, but for what is wrong."""
    return [
        "" if value is None else value if type(value) is str and not dated else _cell(value, dated)
        for value, dated in zip(row.values(), _DATES, strict=True)
    ]


def _cell(value: Any, dated: bool) -> Any:
    if isinstance(value, list):
        return str(value[0]) if len(value) == 1 else [str(item) for item in value]
    if dated:
        return value.iso_format() if type(value).__name__ == "Date" else f"no date: {value}"
    return str(value) if _is_number(value) else value


def _place(cells: Sequence[Any]) -> tuple[int, str]:
    """Where a relationship stands among those of its tie."""
    position = str(cells[COLUMNS.index("position")])
    return (int(position) if position.isdecimal() else 0), str(cells)


def _hashed(end: Any) -> str:
    return end if isinstance(end, str) else f"{end}"
