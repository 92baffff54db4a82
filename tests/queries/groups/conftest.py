"""A second opinion: reach and the best groups worked out with sets, one entity at a time."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest

from graph.model import Node, Statement
from graph.schema import COLLECTIVES
from tests.queries.measures.conftest import two_mode_records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.store import Reader
    from tests.conftest import Engine, Record

JOINING = ("MEMBER_OF", "HOSTS", "CONVENES", "LEADS")
COUNTED = ("network", "consortium", "cohort")


class Plainly:
    """What everybody reaches, by the words of the definition and nothing else."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.nodes = {r.id: r for r in records if isinstance(r, Node)}
        self.ties = {r.key for r in records if isinstance(r, Statement)}
        self.schools: dict[str, set[str]] = defaultdict(set)
        self.wholes: dict[str, set[str]] = defaultdict(set)
        for source, tie_type, target in self.ties:
            if tie_type == "PART_OF":
                whole = self.nodes[target].kind in COLLECTIVES
                (self.wholes[source] if whole else self.schools[target]).add(
                    target if whole else source
                )
        self.members: dict[str, set[str]] = defaultdict(set)
        for source, tie_type, target in self.ties:
            if tie_type == "MEMBER_OF":
                for collective in self.upwards({target}):
                    self.members[collective].add(source)

    def upwards(self, collectives: Iterable[str]) -> set[str]:
        met = set(collectives)
        waiting = list(met)
        while waiting:
            for whole in self.wholes[waiting.pop()] - met:
                met.add(whole)
                waiting.append(whole)
        return met

    def n1(self, entity: str) -> set[str]:
        ends = {entity, *(self.schools[entity] if self.nodes[entity].kind == "district" else ())}
        found = {entity} if self.nodes[entity].kind in COLLECTIVES else set()
        for source, tie_type, target in self.ties:
            if tie_type in JOINING:
                found |= {target} if source in ends else set()
                found |= {source} if target in ends else set()
        return self.upwards(i for i in found if self.nodes[i].kind in COLLECTIVES)

    def of(self, collectives: Iterable[str]) -> set[str]:
        """The districts among the rolled-up members."""
        members = {m for c in collectives for m in self.members[c]}
        districts = {i for i, node in self.nodes.items() if node.kind == "district"}
        return {d for d in districts if d in members or self.schools[d] & members}

    def d1(self, entity: str) -> set[str]:
        own = {entity} if self.nodes[entity].kind == "district" else set()
        return self.of(self.n1(entity)) | own

    def n2(self, entity: str) -> set[str]:
        return self.n1(entity).union(*(self.n1(d) for d in self.d1(entity)))

    def d2(self, entity: str) -> set[str]:
        return self.d1(entity).union(*(self.d1(d) for d in self.d1(entity)))

    def targets(self, cover: str) -> set[str]:
        if cover == "networks":
            peopled = {i for i, members in self.members.items() if members - {i}}
            return {i for i in peopled if self.nodes[i].kind in COUNTED}
        districts = [node for node in self.nodes.values() if node.kind == "district"]
        return {d.id for d in districts} if cover == "districts" else _states(districts)

    def reached(self, entity: str, cover: str, steps: int) -> set[str]:
        if cover == "networks":
            return (self.n1 if steps == 1 else self.n2)(entity) & self.targets(cover)
        districts = (self.d1 if steps == 1 else self.d2)(entity)
        return districts if cover == "districts" else _states(self.nodes[d] for d in districts)


def _states(districts: Iterable[Node]) -> set[str]:
    return {node.state for node in districts if node.state}


class Limits(NamedTuple):
    """What must hold of a group."""

    size: int
    forced: frozenset[str] = frozenset()
    states: Mapping[str, str | None] | None = None
    most: int | None = None
    clusters: Mapping[str, int] | None = None

    def allow(self, group: Collection[str], candidates: Collection[str]) -> bool:
        if not self.forced <= set(group):
            return False
        if self.most is not None:
            found = [(self.states or {}).get(i) for i in group]
            if any(found.count(state) > self.most for state in found if state):
                return False
        if self.clusters is not None:
            wanted = {self.clusters[i] for i in candidates if i in self.clusters}
            return wanted <= {self.clusters.get(i, -1) for i in group}
        return True


def every_best(
    reached: Mapping[str, Collection[str]], limits: Limits
) -> tuple[int, list[tuple[str, ...]]]:
    """How much the best groups cover, and all of them in order, by trying every group."""
    groups = [
        group
        for group in combinations(sorted(reached), min(limits.size, len(reached)))
        if limits.allow(group, reached)
    ]
    worth = {group: len(set().union(*(reached[i] for i in group))) for group in groups}
    best = max(worth.values(), default=-1)
    return best, [group for group in groups if worth[group] == best]


@pytest.fixture
def davis(engine: Engine) -> Reader:
    """The Southern Women as districts, the events as networks."""
    import networkx as nx  # noqa: PLC0415 - only this network needs it

    return engine(two_mode_records(nx.davis_southern_women_graph()))
