"""Whom can an entity call together? The networks it is joined to, and the districts in those.

N1: the collectives an entity is joined to (a district also by its schools), and what these are
part of. D1: the districts among their members, rolled up. N2 and D2 go one step further, by
way of those districts. docs/measures.md tells it at length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graph.schema import COLLECTIVES, JOINING_TYPES
from graph.spells import read_as_of
from queries.measures.nesting import closure, ones, ones_at, outermost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scipy.sparse import csr_array

    from graph.model import Node
    from graph.store import Reader

_ROWS = 1_000
REACHING = (*JOINING_TYPES, "PART_OF")
"""The types of ties that reach goes along."""


class Reach(NamedTuple):
    """Who reaches what, as matrices of ones.

    Attributes
    ----------
    entities
        All entities, ordered by id: the rows of ``networks``.
    collectives, districts
        All collectives and all districts, ordered by id.
    networks
        Entities x collectives: N1.
    outermost
        Collectives x districts: the districts among the rolled-up members, of those collectives
        that are part of no other. The other rows are empty, since whoever reaches a part reaches
        its whole, and with it all members of the part.
    own
        Entities x districts: a district itself.
    populated
        Which of the collectives have a rolled-up member of any kind, other than themselves.
    """

    entities: list[Node]
    collectives: list[Node]
    districts: list[Node]
    networks: csr_array
    outermost: csr_array
    own: csr_array
    populated: np.ndarray[Any, np.dtype[np.bool_]]

    def districts_of(self, rows: slice | np.ndarray[Any, Any]) -> csr_array:
        """D1 of some entities, x districts."""
        return ones(self.networks[rows] @ self.outermost + self.own[rows])

    def portions(self) -> Iterator[slice]:
        """All entities in portions, since D1 of a large graph does not fit into memory."""
        for first in range(0, len(self.entities), _ROWS):
            yield slice(first, min(first + _ROWS, len(self.entities)))


def reach(store: Reader, as_of: str | None = None) -> Reach:
    """What every entity of a store reaches on a date."""
    ties: dict[str, list[tuple[str, str]]] = {}
    for tie_type in REACHING:
        walk = store.walk([tie_type], read_as_of(as_of))
        pairs = list(walk.pairs())
        ids = walk.ids({handle for pair in pairs for handle in pair})
        ties[tie_type] = [(ids[a], ids[b]) for a, b in pairs]
    return reach_along(store.all_nodes(), ties)


def reach_along(nodes: Iterable[Node], along: Mapping[str, Iterable[tuple[str, str]]]) -> Reach:
    """What every entity reaches, given the ties there are.

    Parameters
    ----------
    along
        For each of `JOINING_TYPES` and PART_OF the ids that its ties join: source and target.
    """
    entities = sorted(nodes, key=lambda node: node.id)
    collectives = [node for node in entities if node.kind in COLLECTIVES]
    districts = [node for node in entities if node.kind == "district"]
    ties = _TieMatrices(along)
    part_of = ties.matrix(["PART_OF"], collectives, collectives)
    whole = closure(part_of)
    outer = whole @ outermost(part_of)
    schools = ties.matrix(["PART_OF"], entities, districts).T.tocsr()
    member = ties.matrix(["MEMBER_OF"], entities, collectives)
    outwards = ties.matrix(JOINING_TYPES, entities, collectives)
    joined = outwards + ties.matrix(JOINING_TYPES, collectives, entities).T.tocsr()
    own = _places(entities, districts)
    by_schools = own @ schools @ joined
    itself = _places(entities, collectives)
    of_districts = own.T @ member + schools @ member
    return Reach(
        entities,
        collectives,
        districts,
        ones((joined + by_schools + itself) @ whole),
        ones((of_districts @ outer).T),
        own,
        _populated(ones(member @ whole), itself),
    )


class _TieMatrices:
    """Ties as matrices over lists of entities."""

    def __init__(self, along: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        self._along = along

    def matrix(self, types: Collection[str], sources: list[Node], targets: list[Node]) -> csr_array:
        """Ones where a tie of these types runs from a source to a target."""
        row = {node.id: number for number, node in enumerate(sources)}
        column = {node.id: number for number, node in enumerate(targets)}
        places = [
            (row[a], column[b])
            for tie_type in types
            for a, b in self._along[tie_type]
            if a in row and b in column
        ]
        return ones_at(places, len(sources), len(targets))


def _populated(members: csr_array, itself: csr_array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which columns have a one that is not the entity of the column itself."""
    others = members - members.multiply(itself)
    found: np.ndarray[Any, np.dtype[np.bool_]] = np.asarray(others.sum(axis=0)).ravel() > 0
    return found


def _places(entities: list[Node], some: list[Node]) -> csr_array:
    """Ones where an entity is one of some."""
    column = {node.id: number for number, node in enumerate(some)}
    found = [(row, column[n.id]) for row, n in enumerate(entities) if n.id in column]
    return ones_at(found, len(entities), len(some))


def participation(reach: Reach, nodes: Iterable[Node]) -> list[float | None]:
    """How evenly the districts an entity reaches are spread over states, for some entities.

    1 - sum over states of (k_s / k)^2, k being the districts of known state in D1, itself left
    out: 0 if all are in one state, towards 1 if they are spread; None if there are none.
    Guimerà and Amaral, "Functional cartography of complex metabolic networks", Nature 433
    (2005) 895-900, with states for modules.
    """
    place = {node.id: number for number, node in enumerate(reach.entities)}
    rows = np.array([place[node.id] for node in nodes], dtype=int)
    states = sorted({node.state for node in reach.districts if node.state})
    column = {state: number for number, state in enumerate(states)}
    located = [(d, column[n.state]) for d, n in enumerate(reach.districts) if n.state]
    of_state = ones_at(located, len(reach.districts), len(states))
    result: list[float | None] = []
    for first in range(0, len(rows), _ROWS):
        some = rows[first : first + _ROWS]
        counts = ((reach.districts_of(some) - reach.own[some]) @ of_state).toarray()
        result += [_spread(row) for row in counts]
    return result


def _spread(counts: np.ndarray[Any, Any]) -> float | None:
    total = int(counts.sum())
    return 1.0 - float(((counts / total) ** 2).sum()) if total else None
