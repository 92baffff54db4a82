"""The ways in which a written text names an entity, and what sources wrote for entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from graph.model import Node

Tier = Literal["id", "nces_id", "name", "alias", "spelling", "bare", "part"]
TIERS: tuple[Tier, ...] = ("id", "nces_id", "name", "alias", "spelling", "bare", "part")
"""The ways, the surest first: an id; a whole name, alias or spelling; of a district, one less the
words that such names carry; consecutive whole words of one of them."""
LabelOf = Literal["name", "town"]
"""What is read of all entities at once: their names and aliases, or their towns."""
RANKS: dict[Tier, int] = {
    **dict.fromkeys(("id", "nces_id"), 0),
    **dict.fromkeys(("name", "alias", "spelling"), 1),
    "bare": 2,
    "part": 3,
}
"""How sure each way is: of the smallest are those that are meant."""


class Naming(NamedTuple):
    """A way in which a text names an entity.

    Attributes
    ----------
    tied
        Whether the entity has a tie; the schools of a district are none of its own.
    whole
        Whether the text as a whole is its id, or one of its names, aliases or spellings.
    """

    tier: Tier
    node: Node
    tied: bool
    whole: bool = True

    @property
    def order(self) -> tuple[int, str]:
        """Its place among the namings of a text."""
        return TIERS.index(self.tier), self.node.id


Namings = dict[str, list[Naming]]
"""For each of some texts the ways in which it names entities, in order."""
