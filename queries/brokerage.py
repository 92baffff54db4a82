"""Brokerage roles: who passes things on between groups, and as what.

Gould and Fernandez, "Structures of mediation", Sociological Methodology 19 (1989) 89-126. Of a
tie a > v > b without a tie a > b, v is the broker; the groups of the three tell the role.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.spells import read_as_of
from queries.asking.answering import question
from queries.asking.scope import THROUGH, Through

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Reader


class Roles(NamedTuple):
    """In how many open two-paths a node is the broker, by role.

    Attributes
    ----------
    coordinator
        All three are of one group.
    itinerant
        Source and receiver are of one group, the broker of another.
    representative
        From the broker's own group outward.
    gatekeeper
        From outside into the broker's own group.
    liaison
        All three are of different groups.
    """

    coordinator: int = 0
    itinerant: int = 0
    representative: int = 0
    gatekeeper: int = 0
    liaison: int = 0


def roles(arcs: Iterable[tuple[str, str]], groups: Mapping[str, str]) -> dict[str, Roles]:
    """The brokerage roles of every node that has a group, by id.

    Parameters
    ----------
    arcs
        Directed ties, source first; parallel ties count once.
    groups
        The group of each node; a node without one plays no part.
    """
    onward: dict[str, set[str]] = defaultdict(set)
    back: dict[str, set[str]] = defaultdict(set)
    for source, target in arcs:
        if source != target and source in groups and target in groups:
            onward[source].add(target)
            back[target].add(source)
    found: dict[str, Roles] = {}
    for broker in sorted(groups):
        counts = dict.fromkeys(Roles._fields, 0)
        for source in back[broker]:
            for receiver in onward[broker] - onward[source] - {source}:
                counts[_role(groups[source], groups[broker], groups[receiver])] += 1
        found[broker] = Roles(**counts)
    return found


def _role(source: str, broker: str, receiver: str) -> str:
    if source == receiver:
        return "coordinator" if source == broker else "itinerant"
    if source == broker:
        return "representative"
    return "gatekeeper" if receiver == broker else "liaison"


@question()
def brokerage_roles(
    store: Reader, *, through: Through = "all", as_of: str | None = None
) -> dict[str, Roles]:
    """The brokerage roles of all entities of known state, with states for groups.

    Parameters
    ----------
    through
        Which types of ties count; they are taken in their direction.
    """
    walk = store.walk(THROUGH[through], read_as_of(as_of))
    with store.reading():
        pairs = list(walk.pairs())
        ids = walk.ids({handle for pair in pairs for handle in pair})
        nodes = store.nodes(list(ids.values()))
    groups = {node.id: node.state for node in nodes.values() if node.state}
    return roles(((ids[a], ids[b]) for a, b in pairs), groups)
