"""Two engines, one answer: every question, on the server and offline, order included."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import queries
from graph.dates import days
from graph.in_memory.from_networkx import from_networkx
from graph.in_memory.to_networkx import to_networkx
from graph.model import Node, Statement
from graph.question import Pattern
from graph.schema import COLLECTIVES
from loaders.load import load
from netweave.data import bundled
from queries.verify import verify
from tests.servers import EXAMPLES, neo4j_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from graph.store import Reader
    from tests.conftest import Record
    from tests.neo4j.conftest import Offline

pytestmark = pytest.mark.neo4j

PATTERNS = [
    value
    for path in sorted(Path(str(queries.__file__)).parent.glob("*.py"))
    if path.stem not in ("__init__", "brandes")
    for value in vars(import_module(f"queries.{path.stem}")).values()
    if isinstance(value, Pattern)
]


PATTERNS_AND_ROUTES = (
    *("facts", "projection", "info", "list", "find", "show"),
    *("affiliations", "members", "connect"),
)


def differences(one: Reader, other: Reader, sample: int = 20) -> list[object]:
    """The questions that two stores answer differently."""
    rows = verify(one, other, sample=sample)
    assert len(rows) > 20
    return [row for row in rows if not row.same]


def test_the_bundled_set_gives_the_same_answers(neo4j_target: str, offline: Offline) -> None:
    one = offline([])
    load([bundled()], one)
    with neo4j_store(neo4j_target) as other:
        load([bundled()], other)
        assert differences(one, other, sample=8) == []


def test_davis_gives_the_same_answers_on_three_engines(neo4j_target: str, offline: Offline) -> None:
    from networkx import davis_southern_women_graph  # noqa: PLC0415 - only this test needs it

    davis = davis_southern_women_graph()
    women = davis.graph["top"]
    records: list[Record] = [Node(f"district:{name}", "district", name) for name in women]
    records += [Node(f"network:{n}", "network", n) for n in davis.graph["bottom"]]
    records += [
        Statement(f"district:{w}", "MEMBER_OF", f"network:{n}") for w in women for n in davis[w]
    ]
    one = offline(records)
    with neo4j_store(neo4j_target, records) as other:
        assert differences(one, other) == []
        assert differences(from_networkx(to_networkx(one)), other) == []


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_graph_gives_the_same_answers(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    neo4j_target: str,
    offline: Offline,
) -> None:
    records = data.draw(graphs)
    one = offline(records)
    with neo4j_store(neo4j_target, records) as other:
        # The measures read what `projection` compares, and nothing else of a store.
        asked = verify(one, other, sample=8, questions=PATTERNS_AND_ROUTES)
        assert [row for row in asked if not row.same] == []


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_both_halves_of_every_pattern_lead_to_the_same_ends(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    neo4j_target: str,
    offline: Offline,
) -> None:
    records = data.draw(graphs)
    one = offline(records)
    with neo4j_store(neo4j_target, records) as other:
        for pattern in PATTERNS:
            for given_ in _questions(pattern, records):
                mine = {_end(record) for record in one.match(pattern, **given_)}
                assert {_end(record) for record in other.match(pattern, **given_)} == mine


def _questions(pattern: Pattern[Any], records: list[Record]) -> Iterator[dict[str, Any]]:
    for node in records:
        if not isinstance(node, Node):
            continue
        if pattern.name != "members" or node.kind in COLLECTIVES:
            yield {"entity": node.id, "on": None}
            yield {"entity": node.id, "on": days("2012")}


def _end(record: Any) -> str:
    """A record but for the way: the Cypher half gives every way, the Python half the shortest."""
    return repr(record._replace(via=())) if hasattr(record, "via") else repr(record)


def test_there_are_patterns_to_compare() -> None:
    assert {pattern.name for pattern in PATTERNS} >= {"affiliations", "members", "show"}
