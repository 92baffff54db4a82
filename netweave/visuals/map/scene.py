"""The map as it is drawn: dots in groups, networks, state totals.

The page, the static picture and a figure all draw from this; places are in units of the map, which
is 975 wide and 610 high.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.map.outlines import outlines
from netweave.visuals.picture.layers import NodeGroup
from netweave.visuals.picture.lettering import clean
from queries.asking.places import ELSEWHERE, by_division

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from graph.model import Node
    from netweave.visuals.map.facts import MapFacts
    from netweave.visuals.map.outlines import Outline
    from netweave.visuals.picture.parts import Sentence

COLOURED = 7
"""As many clusters as have a colour of their own; the rest are "other clusters"."""
REGIONAL = 0.8
"""The share of a network's districts in one census division that makes it regional."""
SMALLEST_REGION = 3
"""Fewer districts than this enclose nothing."""
FILLS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#8a7a1f")
OTHER, MAYBE, NONE = "other", "maybe", "none"
OTHER_FILL, MAYBE_FILL, NONE_FILL = "#8c8c8c", "#ffffff", "#b4bac2"


class Dot(NamedTuple):
    """A district on the map.

    Attributes
    ----------
    group
        The key of its group.
    cluster
        The name of its cluster, None if it is in none.
    """

    node: Node
    x: float
    y: float
    group: str
    cluster: str | None


class Net(NamedTuple):
    """A collective with districts on the map.

    Attributes
    ----------
    dots
        The indices of its districts (rolled up), ascending.
    regional
        Whether they are outlined, since most are in one region; else arcs lead to their centre.
    """

    node: Node
    dots: tuple[int, ...]
    regional: bool


class MapScene(NamedTuple):
    """The map.

    Attributes
    ----------
    dots
        Group by group, and by name.
    groups
        In the order of the legend, the last of them without ties.
    nets
        By name.
    totals
        For each state with a district that has ties, how many there are.
    chosen
        The index in ``nets`` of the network that was asked for.
    """

    title: str
    lead: tuple[Sentence, ...]
    outlines: tuple[Outline, ...]
    dots: tuple[Dot, ...]
    groups: tuple[NodeGroup, ...]
    nets: tuple[Net, ...]
    totals: Mapping[str, int]
    chosen: int | None

    def of_group(self, key: str) -> Iterator[Dot]:
        """The dots of a group, in order."""
        return (dot for dot in self.dots if dot.group == key)


def dots_and_groups(facts: MapFacts) -> tuple[tuple[Dot, ...], tuple[NodeGroup, ...]]:
    """The districts on the map, coloured by the clusters with most of them."""
    cluster_of = {row.id: row.cluster for row in facts.clusters.rows}
    names = {cluster.cluster: clean(cluster.name) for cluster in facts.clusters.clusters}
    numbers = Counter(cluster_of[i] for i in facts.placed if i in cluster_of)
    order = sorted(numbers, key=lambda number: (-numbers[number], number))
    keys = {number: str(number) for number in order[:COLOURED]}
    groups = [
        NodeGroup(keys[number], names[number], fill)
        for number, fill in zip(order, FILLS, strict=False)
    ]
    groups += [
        NodeGroup(OTHER, "other clusters", OTHER_FILL),
        NodeGroup(MAYBE, "by undated ties alone: maybe not yet, or no longer (?)", MAYBE_FILL),
        NodeGroup(NONE, "in no network", NONE_FILL),
    ]
    dots = [
        Dot(
            node,
            round(x, 1),
            round(y, 1),
            _group(i, cluster_of, keys, facts.maybe),
            names[cluster_of[i]] if i in cluster_of else None,
        )
        for i, (node, x, y) in facts.placed.items()
    ]
    rank = {group.key: number for number, group in enumerate(groups)}
    dots.sort(key=lambda d: (rank[d.group], d.node.name, d.node.id))
    used = {NONE, *(dot.group for dot in dots)}
    return tuple(dots), tuple(group for group in groups if group.key in used)


def _group(
    node_id: str, cluster_of: Mapping[str, int], keys: Mapping[int, str], maybe: Collection[str]
) -> str:
    if node_id not in cluster_of:
        return NONE
    return MAYBE if node_id in maybe else keys.get(cluster_of[node_id], OTHER)


def nets(facts: MapFacts, dots: Sequence[Dot]) -> tuple[Net, ...]:
    """Every collective with a district on the map, its parts' districts included, by name."""
    index = {dot.node.id: i for i, dot in enumerate(dots)}
    direct: dict[str, set[int]] = {}
    for tie in facts.ties:
        if tie.type == "MEMBER_OF" and tie.district in index:
            direct.setdefault(tie.other, set()).add(index[tie.district])
    found: list[Net] = []
    for node in facts.others.values():
        parts = facts.within.get(node.id, ())
        inside = tuple(sorted({i for part in parts for i in direct.get(part, ())}))
        if inside:
            found.append(Net(node, inside, is_regional([dots[i].node.state for i in inside])))
    return tuple(sorted(found, key=lambda net: (net.node.name, net.node.id)))


def is_regional(states: Sequence[str | None]) -> bool:
    """Whether districts of these states are mostly in one census division, and enclose an area."""
    known = Counter(state for state in states if state)
    most = max((n for name, n in by_division(known).items() if name != ELSEWHERE), default=0)
    return len(states) >= SMALLEST_REGION and most >= REGIONAL * len(states)


def totals(facts: MapFacts, dots: Sequence[Dot]) -> dict[str, int]:
    """Districts with ties by state, for the states on the map."""
    tied = {tie.district for tie in facts.ties}
    counts = Counter(dot.node.state for dot in dots if dot.node.id in tied)
    return {o.state: counts[o.state] for o in outlines() if counts[o.state]}
