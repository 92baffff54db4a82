"""How much an entity reaches: which networks, districts or states, in one step and in two.

`queries.measures.reach` says what the steps are. Here they are counted over the targets of a
question, for the entities of some kinds that reach any: the candidates.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from scipy.sparse import vstack

from queries.asking.scope import NETWORK_KINDS
from queries.measures.nesting import ones, ones_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scipy.sparse import csr_array

    from graph.model import Node
    from queries.asking.scope import Cover
    from queries.measures.arrays import Numbers
    from queries.measures.reach import Reach


Steps = Literal[1, 2]
_PORTION = 1_000
"""Entities looked at together: what all of a large graph reach does not fit into memory."""


class Target(NamedTuple):
    """Something to be reached: a network, a district, or a state (its two letters twice)."""

    id: str
    name: str


class Covering(NamedTuple):
    """Who reaches how much.

    Attributes
    ----------
    candidates
        The entities of the kinds asked for that reach a target in one step, ordered by id.
    reach_1, reach_2
        How many targets each reaches in one step and in two.
    targets
        Everything to be reached, ordered by id.
    within
        Candidates x targets: ones where a candidate reaches a target within the steps asked for.
    """

    candidates: list[Node]
    reach_1: list[int]
    reach_2: list[int]
    targets: list[Target]
    within: csr_array

    @property
    def total(self) -> int:
        """How many targets there are."""
        return len(self.targets)


def covering(reach: Reach, kinds: Collection[str], cover: Cover, steps: Steps = 1) -> Covering:
    """What the entities of some kinds reach.

    Parameters
    ----------
    cover
        What counts: networks, consortia and cohorts with a member; districts; or the known
        states of districts.
    steps
        Within how many steps ``within`` is to say who reaches what.
    """
    targets, ends = _targets(reach, cover)
    rows = np.array([i for i, n in enumerate(reach.entities) if n.kind in kinds], dtype=np.int64)
    first = vstack([ends.of_one_step(some) for some in _portions(rows)]).tocsr()
    reaching = np.diff(first.indptr) > 0
    rows, first = rows[reaching], first[reaching]
    counts: list[int] = []
    second: list[csr_array] = []
    for some in _portions(rows):
        part = ends.of_two_steps(some)
        counts += np.diff(part.indptr).tolist()
        second += [part] if steps == 2 else []
    return Covering(
        [reach.entities[i] for i in rows],
        np.diff(first.indptr).tolist(),
        counts,
        targets,
        vstack(second).tocsr() if second else first,
    )


class _Ends(NamedTuple):
    """Who reaches which targets, for some entities at a time.

    Attributes
    ----------
    of_networks
        Collectives x targets: what comes with a collective.
    of_entities
        Entities x targets: what an entity is to itself.
    """

    reach: Reach
    of_networks: csr_array
    of_entities: csr_array

    def of_one_step(self, rows: Numbers) -> csr_array:
        return ones(self.reach.networks[rows] @ self.of_networks + self.of_entities[rows])

    def of_two_steps(self, rows: Numbers) -> csr_array:
        """The same with N2. D2 is the members of N2 and the district itself, as D1 is of N1."""
        districts, which = _distinct(self.reach.districts_of(rows))
        further = ones(districts @ (self.reach.own.T @ self.reach.networks))
        networks = ones(self.reach.networks[rows] + further[which])
        return ones(networks @ self.of_networks + self.of_entities[rows])


def _distinct(matrix: csr_array) -> tuple[csr_array, list[int]]:
    """The rows that differ, and which of them each row is: many share a network, and so a row."""
    matrix.sort_indices()
    number: dict[bytes, int] = {}
    first: list[int] = []
    which: list[int] = []
    for row, (begin, end) in enumerate(pairwise(matrix.indptr.tolist())):
        place = number.setdefault(matrix.indices[begin:end].tobytes(), len(number))
        if place == len(first):
            first.append(row)
        which.append(place)
    return matrix[first], which


def _targets(reach: Reach, cover: Cover) -> tuple[list[Target], _Ends]:
    """The targets, and who reaches them."""
    if cover == "networks":
        nodes = reach.collectives
        kinds = [node.kind in NETWORK_KINDS for node in nodes]
        counted = [i for i, fits in enumerate(kinds) if fits and reach.populated[i]]
        picked = ones_at([(i, j) for j, i in enumerate(counted)], len(nodes), len(counted))
        nobody = ones_at([], len(reach.entities), len(counted))
        return [Target(nodes[i].id, nodes[i].name) for i in counted], _Ends(reach, picked, nobody)
    names = [node.state if cover == "states" else node.id for node in reach.districts]
    known = sorted({name for name in names if name})
    column = {name: number for number, name in enumerate(known)}
    places = [(i, column[name]) for i, name in enumerate(names) if name]
    picked = ones_at(places, len(names), len(known))
    ends = _Ends(reach, ones(reach.outermost @ picked), ones(reach.own @ picked))
    if cover == "states":
        return [Target(name, name) for name in known], ends
    return [Target(node.id, node.name) for node in reach.districts], ends


def _portions(rows: Numbers) -> Iterator[Numbers]:
    """All of some rows, a number at a time; one empty portion if there are none."""
    for first in range(0, max(len(rows), 1), _PORTION):
        yield rows[first : first + _PORTION]
