"""How entities of the offline file are found by what people write, all ways in one query."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.model import Spelling
from graph.names.labels import Nameable, namings, needles, scans
from graph.offline.labels import SPELLED
from graph.offline.rows import NODE_COLUMNS, compact, node_from
from graph.offline.tables import LABELLED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from graph.naming import LabelOf, Namings

    SelectRows = Callable[[str, dict[str, object], Callable[[Any], Any]], Iterable[Any]]

_TIED = (
    "EXISTS (SELECT 1 FROM step s JOIN tie_type y ON y.key = s.type WHERE s.node = n.key "
    "AND NOT (n.kind = 'district' AND s.outward = 0 AND y.name = 'PART_OF'))"
)
"""Whether the entity n has a tie; the schools of a district are none of its own."""
_NAMED = f"""
WITH
needle AS (
    SELECT json_extract(value, '$[0]') AS text, json_extract(value, '$[1]') AS way,
           json_extract(value, '$[2]') AS folded
    FROM json_each(:needles)
),
hit AS (
    SELECT a.text, n.key AS node FROM needle a JOIN node n ON n.id = a.folded WHERE a.way = 'id'
    UNION
    SELECT a.text, l.node FROM needle a JOIN label l ON l.folded = a.folded AND l.tier = a.way
    UNION
    SELECT s.value, n.key FROM json_each(:scanned) s CROSS JOIN node n
)
SELECT h.text, {SPELLED}, {_TIED}, {NODE_COLUMNS} FROM hit h JOIN node n ON n.key = h.node
"""


_THROUGH = f"""
SELECT a.value, '[]', {_TIED}, {NODE_COLUMNS} FROM json_each(:texts) a CROSS JOIN node n
"""
LABELS: dict[LabelOf, str] = {
    "name": (
        "SELECT label, id FROM (SELECT n.id, -1 AS at, n.name AS label FROM node n UNION ALL "
        "SELECT n.id, a.key, a.value FROM node n JOIN json_each(n.aliases) a) ORDER BY id, at"
    ),
    "town": (
        "SELECT CAST(json_extract(n.properties, '$.city') AS TEXT) AS town, n.id FROM node n "
        "WHERE town IS NOT NULL ORDER BY n.id"
    ),
}
"""All names and aliases, or towns, with the ids that they belong to."""
_JOINED = (
    "SELECT x.id, n.id FROM joined x JOIN node n ON n.key = x.node "
    "WHERE NOT EXISTS (SELECT 1 FROM node o WHERE o.id = x.id)"
)
_SPELLINGS = """
SELECT n.id, s.text, s.origin FROM spelling s JOIN node n ON n.key = s.node
ORDER BY n.id, s.text, s.origin
"""


def joined(select: Callable[[str], list[Any]]) -> dict[str, str]:
    """Ids of entities that have joined others, with the ids of those."""
    if not select("SELECT 1 FROM sqlite_master WHERE name = 'joined'"):
        return {}  # The file is older than that, and has not been written to since.
    return dict(select(_JOINED))


def named(rows: SelectRows, texts: Collection[str]) -> Namings:
    """For each text the entities that it names (`graph.store.Reader.named`)."""
    known: dict[str, list[Nameable]] = defaultdict(list)
    for text, one in _found(rows, texts):
        known[text].append(one)
    return {text: namings(known[text], [text])[text] for text in texts}


def _found(rows: SelectRows, texts: Collection[str]) -> Iterable[tuple[str, Nameable]]:
    """For each text the entities that it may name."""
    if not _has_spellings(rows):
        # An older file that nobody may write to: all its names are looked through.
        return rows(_THROUGH, {"texts": compact(sorted(set(texts)))}, _known)
    wanted = [[text, *needle] for text in sorted(set(texts)) for needle in needles(text)]
    scanned = sorted({text for text in texts if scans(text)})
    given: dict[str, object] = {"needles": compact(wanted), "scanned": compact(scanned)}
    return rows(_NAMED, given, _known)


def spellings(rows: SelectRows) -> Iterator[Spelling]:
    """What sources wrote for entities (`graph.store.Reader.spellings`)."""
    if _has_spellings(rows):
        yield from rows(_SPELLINGS, {}, lambda row: Spelling(*row))


def _has_spellings(rows: SelectRows) -> bool:
    """Whether the file is as new as the labels that names are looked up by."""
    return any(rows("PRAGMA user_version", {}, lambda row: row[0] >= LABELLED))


def _known(row: Any) -> tuple[str, Nameable]:
    text, spelled, tied = row[:3]
    return text, Nameable(node_from(row[3:]), json.loads(spelled), bool(tied))
