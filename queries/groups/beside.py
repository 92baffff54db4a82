"""What stands beside a group, so that one can judge it: other groups, and whom it depends on.

A group of the best individuals reaches less than the best group, since they reach the same. And
a group whose networks have one host in common speaks with one voice.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.asking import once_more
from graph.schema import CARRYING_TYPES, TIE_TYPES
from graph.spells import read_as_of
from queries.asking.scope import DECIMALS
from queries.groups.bound import greedy
from queries.measures.part import part_of

if TYPE_CHECKING:
    from graph.store import Reader
    from queries.groups.answer import Convener, Conveners

SHOWN = 5


class Other(NamedTuple):
    """Another group of as many members: how it was chosen, who is in it, how much it reaches.

    ``members`` are in the order in which they were chosen, of a greedy group in that of ids.
    """

    by: str
    members: tuple[str, ...]
    covered: int


class Carrier(NamedTuple):
    """Someone on whom several networks of a group depend.

    Attributes
    ----------
    how
        What it does: "hosts, convenes".
    networks
        How many of the collectives that the group is joined to it carries.
    of
        How many there are.
    """

    id: str
    kind: str
    name: str
    how: str
    networks: int
    of: int


def other_groups(found: Conveners) -> list[Other]:
    """The greedy group, and the best individuals by score and by betweenness.

    The greedy group meets what was wanted of the group; the best individuals need not.
    """
    problem, candidates = found.chosen.problem, found.chosen.candidates
    place = {node.id: number for number, node in enumerate(candidates)}
    others: list[Other] = []
    start = greedy(problem)
    if start is not None:
        ids = tuple(candidates[i].id for i in start)
        others.append(Other("greedy", ids, problem.value(start)))
    some = [row for row in found.rows if row.id in place]
    for by, key in (("score", _score), ("betweenness", _betweenness)):
        best = [row.id for row in sorted(some, key=key)[: problem.size]]
        others.append(Other(by, tuple(best), problem.value(place[i] for i in best)))
    return others


@once_more
def carriers(store: Reader, found: Conveners) -> list[Carrier]:
    """Who hosts, convenes, leads or offers several of a group's collectives, most first."""
    with store.reading():
        as_of = found.scope.as_of
        store = part_of(store, found.scope.within, as_of)
        links = store.links(found.joined, CARRYING_TYPES, read_as_of(as_of), "in")
        carried: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for tie in links:
            carried[tie.source_id][tie.type].add(tie.target_id)
        nodes = store.nodes(carried)
    rows = [
        Carrier(
            *nodes[node_id].ref,
            ", ".join(TIE_TYPES[tie_type].out_phrase for tie_type in sorted(by_type)),
            len(set().union(*by_type.values())),
            len(found.joined),
        )
        for node_id, by_type in carried.items()
    ]
    rows.sort(key=lambda row: (-row.networks, row.id))
    return [row for row in rows if row.networks > 1][:SHOWN]


def _score(row: Convener) -> tuple[float, int, float, str]:
    return -round(row.score, DECIMALS), -row.reach_1, *_betweenness(row)


def _betweenness(row: Convener) -> tuple[float, str]:
    between = float("-inf") if row.betweenness is None else round(row.betweenness, DECIMALS)
    return -between, row.id
