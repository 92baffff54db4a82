"""How entities are found by what people write: ids, NCES ids, names, aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.naming import WHOLE, Naming

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from graph.model import Node
    from graph.naming import Namings, Tier


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


def namings(nodes: Collection[Node], texts: Iterable[str], *, parts: bool) -> Namings:
    """For each text those of some entities that it names (`graph.store.Reader.named`)."""
    return {text: _namings(nodes, fold(text), parts=parts) for text in texts}


def _namings(nodes: Iterable[Node], folded: str, *, parts: bool) -> list[Naming]:
    if not folded:
        return []
    found = sorted(
        (Naming(tier, node) for node in nodes for tier in _tiers(node, folded)),
        key=lambda naming: naming.order,
    )
    if parts or not any(naming.tier in WHOLE for naming in found):
        return found
    return [naming for naming in found if naming.tier != "part"]


def _tiers(node: Node, folded: str) -> set[Tier]:
    """The ways in which a folded text names an entity."""
    tiers: set[Tier] = set()
    for tier, text in labels_of(node):
        if folded == text:
            tiers.add(tier)
        if folded in text and tier in ("name", "alias"):
            tiers.add("part")
    return tiers
