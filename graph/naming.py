"""The ways in which a written text names an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from graph.model import Node

Tier = Literal["id", "nces_id", "name", "alias", "part"]
TIERS: tuple[Tier, ...] = ("id", "nces_id", "name", "alias", "part")
"""How a written name is looked up: the first tier with a hit counts."""
WHOLE: frozenset[Tier] = frozenset({"id", "name", "alias"})
"""The tiers at which a text of any form is the whole label of an entity."""


class Naming(NamedTuple):
    """A way in which a text names an entity."""

    tier: Tier
    node: Node

    @property
    def order(self) -> tuple[int, str]:
        """Its place among the namings of a text."""
        return TIERS.index(self.tier), self.node.id


Namings = dict[str, list[Naming]]
"""For each of some texts the ways in which it names entities, in order."""
