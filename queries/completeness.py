"""How much of a roster is known: "13 of about 29 known"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from queries.members import members

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Node
    from graph.store import Reader


class Roster(NamedTuple):
    """A collective whose full size a source states.

    Attributes
    ----------
    known
        Districts among its members (rolled up); where there are none, all its members.
    stated
        The size that a source gives for the whole roster.
    """

    id: str
    name: str
    known: int
    stated: int

    @property
    def text(self) -> str:
        """In words, to stand beside a figure that depends on it."""
        return f"{self.known} of about {self.stated} known"


def rosters(store: Reader, nodes: Iterable[Node], *, as_of: str | None = None) -> list[Roster]:
    """The rosters of those collectives that have a stated size, ordered by name and id."""
    found: list[Roster] = []
    for node in sorted(nodes, key=lambda node: (node.name, node.id)):
        stated = node.stated_members
        if stated is not None:
            found.append(Roster(node.id, node.name, known_members(store, node, as_of), stated))
    return found


def known_members(store: Reader, node: Node, as_of: str | None) -> int:
    """How many members a collective is known to have, counted as its stated size is."""
    rows = [row for row in members(store, node.id, as_of=as_of) if row.type == "MEMBER_OF"]
    districts = sum(row.member.kind == "district" for row in rows)
    return districts or len(rows)
