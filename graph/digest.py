"""Digests of entities and statements, and of a whole graph.

The digest of a graph is the sum of the digests of its entities and statements, so it does not
depend on their order, and a store keeps it up to date by adding and subtracting. File names
and line numbers stay out of it: where a row stood says nothing about the world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

try:
    # What hashlib itself hands out, without the library for encryption that comes with it: every
    # question that reads statements checks their digests, and that would be most of the cost.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model import Node, Statement, Value

SIZE = 16
"""Bytes of a digest."""
_MODULUS = 1 << (8 * SIZE)
_BREAK = "\0"
"""Parts fields: no value holds it, since the loaders refuse it."""


def node_digest(node: Node) -> bytes:
    """The digest of everything that is known of an entity."""
    fields = ["node", node.id, node.kind, node.name, str(len(node.aliases)), *node.aliases]
    return _digest(fields, node.properties)


def statement_digest(statement: Statement) -> bytes:
    """The digest of what a statement says and who says so, file and line left out."""
    evidence = statement.evidence
    fields = [
        "statement",
        statement.source_id,
        statement.type,
        statement.target_id,
        statement.role or "",
        statement.since or "",
        statement.until or "",
        evidence.url or "",
        evidence.as_of or "",
        evidence.confidence,
    ]
    return _digest(fields, statement.properties)


def evidence_file(statement: Statement) -> str:
    """The file that is part of a statement's identity: none where a URL is its evidence.

    Two statements about one tie are the same if their digests and evidence files are.
    """
    return "" if statement.evidence.url else statement.evidence.file or ""


def _digest(fields: list[str], properties: Mapping[str, Value]) -> bytes:
    for name in sorted(properties):
        value = properties[name]
        fields += (name, type(value).__name__, str(value))
    # A lone surrogate cannot come from a checked file, but may from a caller's own graph.
    text = _BREAK.join(fields).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=SIZE).digest()


class GraphDigest:
    """The digest of a graph, kept while entities and statements come and go."""

    def __init__(self, text: str = "") -> None:
        self._total = int(text, 16) if text else 0

    def add(self, digests: Iterable[bytes]) -> None:
        """Count these entities or statements in."""
        self._total += sum(int.from_bytes(d, "big") for d in digests)

    def remove(self, digests: Iterable[bytes]) -> None:
        """Count these entities or statements out."""
        self._total -= sum(int.from_bytes(d, "big") for d in digests)

    def __str__(self) -> str:
        """32 hexadecimal digits."""
        return f"{self._total % _MODULUS:0{2 * SIZE}x}"
