"""What measures compute once is kept by the store, and answers stay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from queries.bridges import bridges
from queries.clusters import clusters
from queries.measures.kept import name_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Draw

DRAWN = """
    district:a MEMBER_OF network:x 2010..2012
    district:b MEMBER_OF network:x
    district:b MEMBER_OF network:y
    person:p LEADS network:y
"""


@pytest.fixture
def path(tmp_path: Path, draw: Draw) -> Path:
    """A store in a file."""
    target = tmp_path / "graph.db"
    with open_store(target, create=True) as store:
        store.write(draw(DRAWN))
    return target


def test_the_second_answer_comes_without_a_search(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(path) as store:
        first = bridges(store)
    monkeypatch.delattr("queries.measures.betweenness.betweenness")
    with open_store(path) as store:
        assert bridges(store) == first


def test_structural_holes_are_kept_for_each_side_of_the_graph(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(path) as store:
        members = bridges(store, kind="district")
        everyone = bridges(store)
    monkeypatch.delattr("queries.measures.structural_holes.of_projection")
    with open_store(path) as store:
        assert (bridges(store, kind="district"), bridges(store)) == (members, everyone)
    assert None not in {row.constraint for row in everyone.rows}


def test_the_second_clusters_come_without_a_search(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(path) as store:
        first = clusters(store)
    monkeypatch.delattr("queries.measures.communities.leiden")
    with open_store(path) as store:
        assert clusters(store) == first


def test_dates_and_types_of_ties_have_answers_of_their_own(path: Path) -> None:
    asked: list[dict[str, str]] = [{}, {"as_of": "2015"}, {"through": "all"}]
    answers = []
    for _ in range(2):
        with open_store(path) as store:
            answers.append([bridges(store, **one) for one in asked])  # type: ignore[arg-type] # by name
    assert answers[0] == answers[1]
    assert len({len(found.rows) for found in answers[0]}) == 3


def test_a_changed_graph_has_another_answer(path: Path, draw: Draw) -> None:
    with open_store(path) as store:
        before = bridges(store)
        store.write(draw("district:c MEMBER_OF network:y"))
        after = bridges(store)
    assert len(after.rows) == len(before.rows) + 1


def test_a_name_tells_types_and_days_apart() -> None:
    assert name_of("x/1", ["B", "A"], None) == "x/1 A+B always"
    assert name_of("x/1", ["A", "B"], None) == name_of("x/1", {"B", "A"}, None)
