"""The field, read off the statements one by one: what answers about it are held against.

Slow and plain on purpose: no roll-up, distance or date here goes through the code under test.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import strategies as st

from graph.dates import days, last_day
from graph.model import Node, Statement
from graph.schema import COLLECTIVES
from graph.spells import lifetime, tie_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from graph.model import Tie
    from tests.conftest import Record

MOMENTS = {"ATTENDS", "PRESENTED_AT", "PROFILED_BY", "WRITES_FOR"}
NETWORKS = {"network", "consortium", "cohort"}


class Naive:
    """All ties of some records that are not over, and what follows."""

    def __init__(self, records: Iterable[Record], as_of: str | None) -> None:
        known = list(records)
        self.nodes = {node.id: node for node in known if isinstance(node, Node)}
        said = sorted((s for s in known if isinstance(s, Statement)), key=lambda s: s.key)
        on = None if as_of is None else days(as_of)
        today = days(as_of or date.today().isoformat()).first  # noqa: DTZ011 - as users see it
        self.ties: list[Tie] = []
        for key, group in groupby(said, key=lambda s: s.key):
            lives = [lifetime(self.nodes[i]) for i in (key.source_id, key.target_id)]
            tie = tie_on(key, list(group), lives, on)
            spells = () if tie is None else tie.spells
            if key.type not in MOMENTS:
                spells = tuple(s for s in spells if s.until is None or last_day(s.until) >= today)
            if tie is not None and spells:
                self.ties.append(tie._replace(spells=spells))
        self.graph: nx.Graph[str] = nx.Graph()
        self.graph.add_edges_from(
            (tie.source_id, tie.target_id)
            for tie in self.ties
            if tie.type in ("MEMBER_OF", "PART_OF") and tie.source_id != tie.target_id
        )

    def targets(self, source: str, *types: str) -> set[str]:
        return {t.target_id for t in self.ties if t.source_id == source and t.type in types}

    def sources(self, target: str, *types: str) -> set[str]:
        return {t.source_id for t in self.ties if t.target_id == target and t.type in types}

    def schools(self, district: str) -> set[str]:
        return self.sources(district, "PART_OF")

    def own(self, district: str) -> set[str]:
        found: set[str] = set()
        waiting = [
            i for h in (district, *self.schools(district)) for i in self.targets(h, "MEMBER_OF")
        ]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.targets(one, "PART_OF")
        return found

    def networks(self, district: str) -> set[str]:
        return {i for i in self.own(district) if self.nodes[i].kind in NETWORKS}

    def districts(self) -> list[str]:
        return sorted(i for i, node in self.nodes.items() if node.kind == "district")

    def members(self, collective: str) -> set[str]:
        return {d for d in self.districts() if collective in self.own(d)}

    def distance(self, a: str, b: str) -> int | None:
        if a == b:
            return 0
        if a not in self.graph or b not in self.graph or not nx.has_path(self.graph, a, b):
            return None
        return int(nx.shortest_path_length(self.graph, a, b))


@st.composite
def fields(draw: DrawFn, graphs: SearchStrategy[list[Record]]) -> list[Record]:
    """Graphs whose districts have states, places, sizes and years, and whose networks a scope."""
    records = draw(graphs)
    more = [Node(f"district:x{n}", "district", f"x{n}") for n in range(draw(st.integers(0, 4)))]
    collectives = [r.id for r in records if isinstance(r, Node) and r.kind in COLLECTIVES]
    joins = [
        Statement(node.id, "MEMBER_OF", draw(st.sampled_from(collectives)))
        for node in more
        if draw(st.booleans())
    ]
    return [_described(draw, record) for record in [*more, *records]] + joins


def _described(draw: DrawFn, record: Record) -> Record:
    if isinstance(record, Statement):
        return record
    states = st.sampled_from(("NH", "ME", "CA"))
    if record.kind in COLLECTIVES:
        known = st.fixed_dictionaries({}, optional={"scope_state": states})
        return record._replace(properties={**record.properties, **draw(known)})
    if record.kind != "district":
        return record
    kinds = st.sampled_from(("stated", "derived", "decision", "pilot"))
    known = st.fixed_dictionaries(
        {},
        optional={
            "state": states,
            "lat": st.sampled_from((43.0, 43.5, 45.0)),
            "lon": st.sampled_from((-71.0, -71.5, -80.0)),
            "enrollment": st.sampled_from((0, 500, 999, 1000, 2001)),
            "locale": st.sampled_from(("41", "42", "11")),
            "competency_since": st.sampled_from(("2005", "2009-03", "2012", "2013")),
            "competency_since_kind": kinds,
        },
    )
    return record._replace(properties=draw(known))
