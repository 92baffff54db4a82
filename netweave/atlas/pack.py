"""What a store knows, packed for a page: columns of numbers and texts, compressed.

Entities stand in the order of their ids, so that their numbers compare as ids do, and statements
in the order of their ties; texts that repeat are kept once.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from itertools import groupby
from typing import TYPE_CHECKING, Any

from graph.names.folding import CARRIED, LITTLE
from graph.names.states import BY_LETTERS, CODES, NAMES
from graph.names.words import GENERIC
from graph.schema import NODE_KINDS, TIE_TYPES
from graph.spells import lifetime, read_as_of, tie_on
from netweave.version import __version__
from queries.asking.places import DIVISIONS
from queries.asking.within import ids_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from graph.dates import Days
    from graph.model import Node, Statement, TieKey
    from graph.store import Reader

_TEXTS = ("role", "since", "until")
_EVIDENCE = ("url", "file", "as_of")


def packed(store: Reader, *, within: str | None = None, as_of: str | None = None) -> dict[str, Any]:
    """What a store knows, as the engine of the page reads it.

    Parameters
    ----------
    within
        A place: what is not within it is left out (`queries.asking.within.ids_within`).
    as_of
        Only ties that held on this date, and the page answers for it alone.

    Raises
    ------
    QuestionError
        If there is no such place.
    """
    with store.reading():
        kept = None if within is None else ids_within(store, within, as_of)
        nodes = [node for node in store.all_nodes() if kept is None or node.id in kept]
        number = {node.id: place for place, node in enumerate(nodes)}
        said = _statements(store, {node.id: node for node in nodes}, read_as_of(as_of))
        statements = sorted(said, key=lambda one: _place(one.key, number))
        spellings = sorted(
            {(number[s.node_id], s.text) for s in store.spellings() if s.node_id in number}
        )
        facts = store.facts()
    return {
        "made": {
            "version": __version__,
            "store": facts._asdict(),
            "as_of": as_of,
            "within": within,
        },
        "kinds": [_kind(name) for name in NODE_KINDS],
        "types": [_type(name) for name in TIE_TYPES],
        "words": {
            "carried": sorted(CARRIED),
            "generic": sorted(GENERIC),
            "little": sorted(LITTLE),
        },
        "states": sorted(BY_LETTERS.items()),
        "codes": sorted(CODES.items()),
        "state_names": [(state, _title(name)) for state, name in NAMES.items()],
        "fifty": sorted(state for states in DIVISIONS.values() for state in states),
        "entities": _entities(nodes),
        "spellings": spellings,
        **_columns(statements, number),
    }


def compressed(pack: Mapping[str, Any]) -> str:
    """A pack as text that a page can hold: JSON, compressed, in base 64; equal for equal packs."""
    text = json.dumps(pack, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode(errors="replace"), 9, mtime=0)).decode()


def _statements(store: Reader, nodes: Mapping[str, Node], on: Days | None) -> Iterator[Statement]:
    """What is said of ties between entities, of those of their spells that hold on a date."""
    every = (s for s in store.all_statements() if s.source_id in nodes and s.target_id in nodes)
    if on is None:
        yield from every
        return
    for key, said in groupby(sorted(every, key=lambda one: one.key), key=lambda one: one.key):
        lives = (lifetime(nodes[key.source_id]), lifetime(nodes[key.target_id]))
        tie = tie_on(key, list(said), lives, on)
        for spell in tie.spells if tie else ():
            yield from spell.statements


def _place(key: TieKey, number: Mapping[str, int]) -> tuple[int, str, int]:
    return number[key.source_id], key.type, number[key.target_id]


def _title(name: str) -> str:
    return name.title().replace(" Of ", " of ")


def _kind(name: str) -> dict[str, Any]:
    kind = NODE_KINDS[name]
    return {"name": name, "plural": kind.plural, "collective": kind.collective}


def _type(name: str) -> dict[str, Any]:
    tie = TIE_TYPES[name]
    marks = {"loose": tie.loose, "momentary": tie.momentary, "weak": bool(tie.weak)}
    return {"name": name, "out_phrase": tie.out_phrase, "in_phrase": tie.in_phrase, **marks}


def _entities(nodes: Sequence[Node]) -> dict[str, Any]:
    kinds = list(NODE_KINDS)
    names = dict.fromkeys(name for node in nodes for name in node.properties)
    return {
        "id": [node.id for node in nodes],
        "kind": [kinds.index(node.kind) for node in nodes],
        "name": [node.name for node in nodes],
        "aliases": [(place, node.aliases) for place, node in enumerate(nodes) if node.aliases],
        "properties": {name: [node.properties.get(name) for node in nodes] for name in names},
    }


def _columns(statements: Collection[Statement], number: Mapping[str, int]) -> dict[str, Any]:
    """Statements as columns; each text is its place among all texts, of which none is the first."""
    types = list(TIE_TYPES)
    texts: dict[str | None, int] = {None: 0}

    def places(values: Iterable[str | None]) -> list[int]:
        return [texts.setdefault(value, len(texts)) for value in values]

    columns: dict[str, Any] = {
        "source": [number[one.source_id] for one in statements],
        "type": [types.index(one.type) for one in statements],
        "target": [number[one.target_id] for one in statements],
        "line": [one.evidence.line for one in statements],
        "inferred": [int(one.evidence.confidence == "inferred") for one in statements],
        **{name: places(getattr(one, name) for one in statements) for name in _TEXTS},
        **{name: places(getattr(one.evidence, name) for one in statements) for name in _EVIDENCE},
    }
    return {"statements": columns, "texts": list(texts)}
