"""How entities of the offline file are found by what people write, all ways in one query."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.labels import fold
from graph.naming import WHOLE, Naming
from graph.offline.rows import NODE_COLUMNS, compact, node_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from graph.naming import Namings

    SelectRows = Callable[[str, dict[str, object], Callable[[Any], Any]], Iterable[Any]]

_WHOLE = ", ".join(f"'{tier}'" for tier in sorted(WHOLE))
_NAMED = f"""
WITH
asked AS (SELECT value AS text FROM json_each(:texts)),
hit AS (
    SELECT a.text, 'id' AS tier, n.key AS node FROM asked a JOIN node n ON n.id = a.text
    UNION
    SELECT a.text, l.tier, l.node FROM asked a JOIN label l ON l.folded = a.text
),
part AS (
    SELECT DISTINCT a.text, 'part' AS tier, l.node FROM asked a
    CROSS JOIN label l ON l.tier IN ('name', 'alias') AND instr(l.folded, a.text) > 0
    WHERE :parts
    OR NOT EXISTS (SELECT 1 FROM hit h WHERE h.text = a.text AND h.tier IN ({_WHOLE}))
)
SELECT h.text, h.tier, {NODE_COLUMNS}
FROM (SELECT * FROM hit UNION ALL SELECT * FROM part) h JOIN node n ON n.key = h.node
"""


def named(rows: SelectRows, texts: Collection[str], *, parts: bool) -> Namings:
    """For each text the entities that it names (`graph.store.Reader.named`)."""
    folded = {text: fold(text) for text in texts}
    given: dict[str, object] = {"texts": compact(sorted({*folded.values()} - {""})), "parts": parts}
    found: dict[str, list[Naming]] = defaultdict(list)
    for text, naming in rows(_NAMED, given, _naming):
        found[text].append(naming)
    for namings in found.values():
        namings.sort(key=lambda naming: naming.order)
    return {text: found.get(named, []) for text, named in folded.items()}


def _naming(row: Any) -> tuple[str, Naming]:
    text, tier = row[:2]
    return text, Naming(tier, node_from(row[2:]))
