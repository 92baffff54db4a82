"""Overlaps against chance: the verdicts on Davis, tables by enumeration, and who is compared."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuestionError
from graph.model import Node, Statement
from queries.measures.incidence import incidence
from queries.measures.null_model import cell_probabilities, classes
from queries.measures.odds import Odds, corrected
from queries.overlap import Overlap, _verdicts, overlap
from tests.queries.measures.conftest import renamed

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from graph.store import Reader
    from tests.conftest import Engine, Opened, Record


def pair(row: Overlap) -> tuple[str, str]:
    return row.a.id, row.b.id


@pytest.mark.every_engine
def test_davis_has_the_verdicts_worked_out_before(davis: Reader) -> None:
    found = overlap(davis, at_least=0)
    assert found.total_pairs == len(found.rows) == 91
    verdicts = Counter(row.verdict for row in found.rows)
    assert (verdicts["more"], verdicts["fewer"], verdicts["too_little_data"]) == (2, 2, 48)
    rows = {pair(row): row for row in found.rows}
    assert rows["E13", "E14"].p_more == pytest.approx(0.0279, abs=5e-5)
    assert rows["E10", "E12"].p_more == pytest.approx(0.0432, abs=5e-5)
    assert rows["E12", "E5"].p_fewer == pytest.approx(0.020, abs=5e-4)
    assert rows["E10", "E5"].p_fewer == pytest.approx(0.040, abs=5e-4)
    more = [pair(row) for row in found.rows if row.verdict == "more"]
    assert more == [("E13", "E14"), ("E10", "E12")]
    assert {pair(r) for r in found.rows if r.verdict == "fewer"} == {("E10", "E5"), ("E12", "E5")}


def test_none_of_davis_is_left_after_correction(davis: Reader) -> None:
    rows = overlap(davis, at_least=0).rows
    assert min(min(row.q_more, row.q_fewer) for row in rows) > 0.05


def test_silent_pairs_stand_among_the_rows(davis: Reader) -> None:
    rows = overlap(davis).rows
    silent = [row for row in rows if row.shared == 0]
    assert [pair(row) for row in silent] == [("E10", "E5"), ("E12", "E5")]
    assert {row.verdict for row in silent} == {"fewer"}
    assert len(rows) == 66 + 2


DRAWN = """
    district:a MEMBER_OF network:x
    district:b MEMBER_OF network:x
    district:b MEMBER_OF cohort:y
    school:s PART_OF district:c
    school:s MEMBER_OF cohort:y
    cohort:y PART_OF network:x
    district:c MEMBER_OF event:e
    organization:o MEMBER_OF network:x
    network:z MEMBER_OF network:x
"""


def test_districts_count_themselves_or_by_a_school_and_nesting_does_not(engine: Engine) -> None:
    found = incidence(engine(DRAWN))
    assert [n.id for n in found.districts] == ["district:a", "district:b", "district:c"]
    assert [n.id for n in found.networks] == ["cohort:y", "network:x"]
    assert found.table.toarray().tolist() == [[0, 1], [1, 1], [1, 0]]


def test_a_row_by_hand(engine: Engine) -> None:
    (row,) = overlap(engine(DRAWN)).rows
    assert row[:4] == (("cohort:y", "y"), ("network:x", "x"), 1, 1 / 3)
    # Sums 1 2 1 and 2 2: the middle row is full, the other cells have one half each.
    assert row.expected == pytest.approx(1 + 2 / 4)
    assert [row.p_more, row.p_fewer] == pytest.approx([1, 9 / 16])
    assert row.verdict == "chance"  # None at all would reach .05: it is impossible.


@pytest.mark.parametrize(
    ("more", "fewer", "verdict"),
    [
        (0.05, 1.0, "more"),
        (0.05 + 1e-12, 1.0, "more"),
        (0.0501, 1.0, "chance"),
        (1.0, 0.05, "fewer"),
        (1.0, 0.0501, "chance"),
    ],
)
def test_a_chance_of_one_in_twenty_is_small_enough(more: float, fewer: float, verdict: str) -> None:
    columns = (1.0, more, fewer, 0.0, 0.0)
    odds = Odds(*(np.array([value]) for value in columns))
    assert _verdicts(odds).tolist() == [verdict]


@pytest.mark.parametrize(
    ("most", "none", "tellable"), [(0.05, 1, 1), (1, 0.05, 1), (0.06, 0.06, 0)]
)
def test_too_little_is_known_where_neither_end_would_be_unlikely(
    most: float, none: float, tellable: int
) -> None:
    odds = Odds(*(np.array([value]) for value in (1.0, 1.0, 1.0, most, none)))
    assert _verdicts(odds).tolist() == [("too_little_data", "chance")[tellable]]


def test_districts_are_compared_by_the_networks_they_share(engine: Engine) -> None:
    found = overlap(engine(DRAWN), of="districts")
    assert [(*pair(row), row.shared) for row in found.rows] == [
        ("district:a", "district:b", 1),
        ("district:b", "district:c", 1),
    ]
    assert found.total_pairs == 3


def test_names_top_and_at_least_filter_rows_and_nothing_else(davis: Reader) -> None:
    every = {pair(row): row for row in overlap(davis, at_least=0).rows}
    one = overlap(davis, "E8")
    assert one.total_pairs == 91
    assert all("E8" in pair(row) and row == every[pair(row)] for row in one.rows)
    assert len(one.rows) == 13
    three = overlap(davis, "E1", "E2", "E3", at_least=0)
    assert {pair(row) for row in three.rows} == {("E1", "E2"), ("E1", "E3"), ("E2", "E3")}
    assert overlap(davis, top=3).rows == overlap(davis).rows[:3]
    many = overlap(davis, at_least=5).rows
    assert {pair(r) for r in many if r.shared < 5} == {("E10", "E5"), ("E12", "E5")}


def test_rows_come_by_chance_then_shared_then_ids(davis: Reader) -> None:
    rows = overlap(davis, at_least=0).rows
    keys = [(round(r.p_more, 9), -r.shared, *pair(r)) for r in rows]
    assert keys == sorted(keys)
    assert all(a < b for a, b in map(pair, rows))


def test_who_takes_no_part_is_named(engine: Engine) -> None:
    store = engine(DRAWN)
    with pytest.raises(QuestionError, match="network:z takes no part in this comparison"):
        overlap(store, "network:z")
    with pytest.raises(QuestionError, match="none of the networks"):
        overlap(store, "district:a")


def enumerated(
    table: np.ndarray[tuple[int, ...], np.dtype[np.int64]], a: int, b: int
) -> tuple[float, float, float]:
    """Expected overlap and both tails, over all outcomes of all rows."""
    rows, columns = classes(table.sum(axis=1)), classes(table.sum(axis=0))
    cells = cell_probabilities(rows, columns)[rows.of][:, columns.of]
    chances = (cells[:, a] * cells[:, b]).tolist()
    shared = int(table[:, a] @ table[:, b])
    more = fewer = 0.0
    for outcome in product((0, 1), repeat=len(chances)):
        chance = prod(p if one else 1 - p for one, p in zip(outcome, chances, strict=True))
        more += chance * (sum(outcome) >= shared)
        fewer += chance * (sum(outcome) <= shared)
    return sum(chances), more, fewer


@given(data=st.data())
def test_random_tables_have_the_tails_that_enumeration_gives(
    opened: Opened, two_mode: SearchStrategy[list[Record]], data: DataObject
) -> None:
    with opened(data.draw(two_mode)) as store:
        _, networks, sparse, _ = incidence(store)
        found = overlap(store, at_least=0)
    table = sparse.toarray()
    place = {node.id: number for number, node in enumerate(networks)}
    assert {pair(row) for row in found.rows} == set(combinations(sorted(place), 2))
    for row in found.rows:
        expected, more, fewer = enumerated(table, place[row.a.id], place[row.b.id])
        assert row.expected == pytest.approx(expected, abs=1e-9)
        assert [row.p_more, row.p_fewer] == pytest.approx([more, fewer], abs=1e-9)


@given(data=st.data())
def test_q_is_the_correction_of_all_pairs(
    opened: Opened, two_mode: SearchStrategy[list[Record]], data: DataObject
) -> None:
    with opened(data.draw(two_mode)) as store:
        every, some = overlap(store, at_least=0), overlap(store)
    assert every.total_pairs == some.total_pairs == len(every.rows)
    for tail in ("p_more", "p_fewer"):
        values = [getattr(row, tail) for row in every.rows]
        order = np.argsort(values)
        q = np.empty(len(values))
        smallest = 1.0
        for rank in range(len(values), 0, -1):
            at = order[rank - 1]
            smallest = min(smallest, values[at] * len(values) / rank)
            q[at] = smallest
        assert [getattr(r, tail.replace("p", "q", 1)) for r in every.rows] == pytest.approx(q)
    rows = {pair(row): row for row in every.rows}
    assert all(rows[pair(row)] == row for row in some.rows)


def test_the_correction_of_values_by_hand() -> None:
    values, counts = np.array([0.5, 0.01, 0.02]), np.array([2, 1, 1])
    assert corrected(values, counts).tolist() == pytest.approx([0.5, 0.04, 0.04])
    # A case of which there is no pair plays no part.
    assert corrected(np.array([0.5, 0.001]), np.array([2, 0])).tolist() == pytest.approx([0.5, 0.5])


def figures(store: Reader) -> list[str]:
    found = overlap(store, at_least=0).rows
    return sorted(
        " ".join(f"{v:.8f}" if isinstance(v, float) else str(v) for v in row[2:]) for row in found
    )


@given(data=st.data())
def test_other_ids_and_another_order_of_rows_change_nothing(
    opened: Opened, two_mode: SearchStrategy[list[Record]], data: DataObject
) -> None:
    records = data.draw(two_mode)
    order = data.draw(st.permutations(range(len(records))))
    with opened(records) as store:
        first = figures(store)
    with opened(renamed(records, order)) as store:
        assert figures(store) == first


def test_one_hundred_alike_are_as_quick_as_one(engine: Engine) -> None:
    records: list[Record] = [Node(f"network:{n:03}", "network", str(n)) for n in range(100)]
    records += [Node(f"district:{n}", "district", str(n)) for n in range(4)]
    records += [
        Statement(f"district:{(n + i) % 4}", "MEMBER_OF", f"network:{n:03}")
        for n in range(100)
        for i in range(2)
    ]
    found = overlap(engine(records), at_least=0)
    assert found.total_pairs == len(found.rows) == 4950
