"""How entities are found by what people write: ids, NCES ids, names, aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Node
    from graph.store import Tier


def fold(text: str) -> str:
    """A text without regard to case and to runs of white space."""
    return " ".join(text.casefold().split())


def labels_of(node: Node) -> Iterator[tuple[Tier, str]]:
    """The folded texts that name an entity as a whole, with the tier they belong to."""
    yield "id", fold(node.id)
    nces_id = node.text("nces_id")
    if nces_id:
        yield "nces_id", fold(nces_id)
    yield "name", fold(node.name)
    for alias in node.aliases:
        yield "alias", fold(alias)


def named_by(node: Node, folded: str, tier: Tier) -> bool:
    """Whether a folded text names an entity in this way."""
    if tier == "part":
        return any(folded in text for kind, text in labels_of(node) if kind in ("name", "alias"))
    return (tier, folded) in labels_of(node)
