"""Bridges as rows: figures side by side, in order, on every engine."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuestionError
from graph.model import Statement
from queries.bridges import Bridge, Normaliser, bridges
from tests.queries.measures.conftest import renamed

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from graph.store import Reader
    from queries.asking.scope import Through
    from tests.conftest import Engine, Opened, Record

DRAWN = """
    district:a = A {state=ME}
    district:b = B {state=NH}
    district:c = C {state=NH}
    district:d = D
    network:x = X {scope_state=ME}
    district:a MEMBER_OF network:x
    district:b MEMBER_OF network:x
    district:b MEMBER_OF network:y
    district:c MEMBER_OF network:y
    school:s PART_OF district:d
    school:s MEMBER_OF network:y
    organization:o HOSTS network:y
"""


def row(store: Reader, node_id: str, through: Through = "memberships") -> Bridge:
    return next(r for r in bridges(store, through=through).rows if r.id == node_id)


@pytest.mark.every_engine
def test_davis_has_the_published_figures(davis: Reader) -> None:
    found = bridges(davis)
    assert found.normaliser == Normaliser("two_mode", members=445, collectives=452)
    rows = {r.id: r for r in found.rows}
    assert found.rows[0].id == "E8"
    assert rows["E8"].betweenness == pytest.approx(110.2064, abs=5e-5)
    assert rows["E8"].betweenness_normalised == pytest.approx(110.2064 / 452, abs=1e-6)
    assert rows["Evelyn Jefferson"].betweenness_normalised == pytest.approx(42.9802 / 445, abs=1e-6)
    assert (rows["E8"].degree, rows["E8"].cut_off, rows["E8"].participation) == (14, 0, None)
    assert found.inexact == ()


def test_the_figures_of_a_small_network_can_be_worked_out_on_paper(engine: Engine) -> None:
    store = engine(DRAWN)
    found = bridges(store)
    # a - x - b - y - {c, s - d}: within memberships the host plays no part.
    assert found.normaliser == Normaliser("one_mode", n=7, divisor=15)
    assert [(r.id, r.betweenness, r.cut_off) for r in found.rows] == [
        ("network:y", 11.0, 3),
        ("district:b", 8.0, 2),
        ("network:x", 5.0, 1),
        ("school:s", 5.0, 1),
        ("district:a", 0.0, 0),
        ("district:c", 0.0, 0),
        ("district:d", 0.0, 0),
    ]
    b = row(store, "district:b")
    assert (b.degree, b.betweenness_normalised, b.name, b.state) == (2, 8 / 15, "B", "NH")
    # Its contacts share one network each with it: a (weight 1), c and s (which share y too).
    assert b.constraint == pytest.approx((1 / 3) ** 2 + 2 * (1 / 3 + 1 / 6) ** 2)
    assert b.effective_size == pytest.approx(3 - 2 / 3)
    d = row(store, "district:d")
    assert (d.constraint, d.effective_size) == (None, None)


def test_participation_counts_the_districts_of_known_state_but_not_itself(engine: Engine) -> None:
    store = engine(DRAWN)
    # b reaches a (ME), c (NH) and, by its school, d, whose state is not known.
    assert row(store, "district:b").participation == pytest.approx(0.5)
    assert row(store, "network:x").participation == pytest.approx(0.5)
    assert row(store, "network:y").participation == 0.0
    assert row(store, "district:d").participation == 0.0
    # y has the members b and c, of one state; what hosts it reaches the same.
    assert row(store, "organization:o", through="all").participation == 0.0


def test_participation_rises_to_parts_of_a_whole(engine: Engine) -> None:
    store = engine("""
        district:a = A {state=ME}
        district:b = B {state=NH}
        district:a MEMBER_OF cohort:part
        cohort:part PART_OF network:whole
        district:b MEMBER_OF network:whole
    """)
    assert row(store, "district:a").participation == 0.0  # NH alone, by the whole
    assert row(store, "network:whole").participation == pytest.approx(0.5)
    assert row(store, "cohort:part").participation == pytest.approx(0.5)


def test_a_kind_filters_rows_and_changes_no_figure(engine: Engine) -> None:
    store = engine(DRAWN)
    every = bridges(store)
    for kind in ("district", "collective", "network", "cohort", "all"):
        some = bridges(store, kind=kind)
        assert some.normaliser == every.normaliser
        kinds = {"collective": {"network"}, "all": {"district", "network", "school"}}
        wanted = kinds.get(kind, {kind})
        assert some.rows == tuple(r for r in every.rows if r.kind in wanted)


def test_top_takes_the_first_rows(engine: Engine) -> None:
    store = engine(DRAWN)
    assert bridges(store, top=2).rows == bridges(store).rows[:2]


def test_a_kind_that_does_not_exist_is_named(engine: Engine) -> None:
    with pytest.raises(QuestionError, match="'alliance' is no kind of entity"):
        bridges(engine(DRAWN), kind="alliance")


@pytest.mark.every_engine
def test_a_date_and_other_types_make_another_graph(engine: Engine) -> None:
    store = engine("""
        district:a MEMBER_OF network:x 2010..2012
        district:b MEMBER_OF network:x 2011..
        organization:o HOSTS network:x
    """)
    assert [r.id for r in bridges(store, as_of="2014").rows] == ["district:b", "network:x"]
    assert row(store, "network:x").betweenness == 1
    assert row(store, "network:x", through="all").betweenness == 3


def test_equal_figures_come_in_the_order_of_ids(engine: Engine) -> None:
    ring = "\n".join(
        f"district:{d} MEMBER_OF network:{n}"
        for i, d in enumerate("abcdefg")
        for n in (i, (i + 1) % 7)
    )
    found = bridges(engine(ring)).rows
    assert [r.id for r in found] == sorted(r.id for r in found)


def test_what_is_too_dense_is_named(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.measures.structural_holes.AFFORDABLE", 0)
    found = bridges(engine(DRAWN))
    assert found.inexact == ("constraint", "effective_size")
    assert {(r.constraint, r.effective_size) for r in found.rows} == {(None, None)}


def figures(found: tuple[Bridge, ...]) -> list[tuple[str, ...]]:
    """All but the ids, in an order that does not depend on them."""

    def text(value: object) -> str:
        return f"{value + 0:.9f}" if isinstance(value, float) else str(value)

    return sorted(tuple(map(text, r[1:])) for r in found)


@given(data=st.data())
def test_other_ids_and_another_order_of_rows_change_nothing(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    records = data.draw(graphs)
    order = data.draw(st.permutations(range(len(records))))
    with opened(records) as store:
        first = bridges(store, through="all")
    with opened(renamed(records, order)) as store:
        second = bridges(store, through="all")
    assert figures(first.rows) == figures(second.rows)
    assert first.normaliser == second.normaliser


@given(data=st.data())
def test_random_graphs_have_the_figures_that_networkx_finds(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    records = data.draw(graphs)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(
        (r.source_id, r.target_id)
        for r in records
        if isinstance(r, Statement) and r.source_id != r.target_id
    )
    raw = nx.betweenness_centrality(graph, normalized=False)
    with opened(records) as store:
        rows = bridges(store, through="all").rows
    assert {r.id: r.betweenness for r in rows} == pytest.approx(raw)
    assert {r.id: r.degree for r in rows} == dict(graph.degree)
    assert {r.id for r in rows if r.cut_off} == set(nx.articulation_points(graph))
    for one, other in combinations(rows, 2):
        assert (round(-one.betweenness, 9), one.id) < (round(-other.betweenness, 9), other.id)
