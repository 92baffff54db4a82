"""How much of a roster is known: "13 of about 29 known". Members that have left do not count."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.spells import read_as_of
from queries.asking.rollup import nested, reached, targets
from queries.asking.today import lasting_links

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.dates import Days
    from graph.model import Node
    from graph.store import Reader


class Roster(NamedTuple):
    """A collective whose full size a source states.

    Attributes
    ----------
    known
        Districts among its members now, or on the date (rolled up); where there are none, all its
        members.
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
        return known_words(self.known, self.stated)

    @property
    def short(self) -> str:
        """The same where there is little room: "13 of 29"."""
        more = self.known > self.stated
        return f"{self.known}, {self.stated} stated" if more else f"{self.known} of {self.stated}"


def known_words(known: int, stated: int) -> str:
    """How much of a roster is known; if that is more than a source states, this is said."""
    if known > stated:
        return f"{known} known, more than the {stated} stated"
    return f"{known} of about {stated} known"


def rosters(store: Reader, nodes: Iterable[Node], *, as_of: str | None = None) -> list[Roster]:
    """The rosters of those collectives that have a stated size, ordered by name and id."""
    stated = [(n.name, n.id, size) for n in nodes if (size := n.stated_members) is not None]
    known = known_members(store, [node_id for _, node_id, _ in stated], as_of)
    return [Roster(i, name, known[i], size) for name, i, size in sorted(stated)]


def known_members(store: Reader, ids: Collection[str], as_of: str | None) -> dict[str, int]:
    """How many members collectives are known to have, each counted as its stated size is.

    The rosters are read together: in as many reads for a thousand as for one.
    """
    if not ids:
        return {}
    on = read_as_of(as_of)
    with store.reading():
        parts: dict[str, set[str]] = defaultdict(set)
        for tie in nested(store, ids, on, "in"):
            parts[tie.target_id].add(tie.source_id)
        below = {i: reached([i], parts) for i in ids}
        members = _members(store, set().union(*below.values()), as_of)
        districts = _districts(store, set().union(*members.values()), on)
    return {i: _counted(i, below[i], members, districts) for i in ids}


def _members(store: Reader, ids: Collection[str], as_of: str | None) -> dict[str, set[str]]:
    """Who is a member of each collective itself, and has not left."""
    found: dict[str, set[str]] = {i: set() for i in ids}
    for tie in lasting_links(store, ids, ["MEMBER_OF"], as_of):
        found[tie.target_id].add(tie.source_id)
    return found


def _districts(store: Reader, ids: Collection[str], on: Days | None) -> dict[str, set[str]]:
    """For each member the districts that belong by it: itself, or those of a school."""
    kinds = {node.id: node.kind for node in store.nodes(ids).values()} if ids else {}
    schools = [i for i, kind in kinds.items() if kind == "school"]
    found = targets(store.links(schools, ["PART_OF"], on, "out")) if schools else {}
    return found | {i: {i} for i, kind in kinds.items() if kind == "district"}


def _counted(
    top: str,
    below: Iterable[str],
    members: Mapping[str, Collection[str]],
    districts: Mapping[str, Collection[str]],
) -> int:
    own = {member for part in below for member in members[part] if member != top}
    return len({i for member in own for i in districts.get(member, ())}) or len(own)
