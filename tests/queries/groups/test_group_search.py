"""The best groups against trying every group, under every sort of limit."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from queries.groups.bound import bound, exchanged, greedy
from queries.groups.exact import largest_cover
from queries.groups.problem import NOWHERE, CoverProblem, NoGroupError
from queries.groups.search import MOST_TIES, best_groups, smallest_group
from tests.queries.groups.conftest import Limits, every_best

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

MOST = 20
"""Groups as good that an answer lists."""


@st.composite
def problems(draw: DrawFn) -> CoverProblem:
    """Small ones, with and without limits; some are impossible."""
    count, targets = draw(st.integers(1, 8)), draw(st.integers(1, 9))
    row = st.lists(st.integers(0, 1), min_size=targets, max_size=targets)
    rows = draw(st.lists(row, min_size=count, max_size=count))
    size = draw(st.integers(1, count))
    forced = draw(st.sets(st.integers(0, count - 1), max_size=min(2, size)))
    numbers = st.lists(st.integers(NOWHERE, 2), min_size=count, max_size=count)
    clusters = np.array(draw(numbers) if draw(st.booleans()) else [NOWHERE] * count)
    return CoverProblem(
        csr_array(np.array(rows, dtype=float)),
        size,
        tuple(sorted(forced)),
        np.array(draw(numbers)),
        draw(st.sampled_from((None, None, 1, 2))),
        clusters,
        frozenset(clusters.tolist()) - {NOWHERE},
    )


def by_hand(problem: CoverProblem) -> tuple[int, list[tuple[int, ...]]]:
    """The best groups by trying all."""
    table = problem.cover.toarray()
    names = [f"{i}" for i in range(problem.candidates)]
    limits = Limits(
        problem.size,
        frozenset(f"{i}" for i in problem.forced),
        {n: None if s == NOWHERE else str(s) for n, s in zip(names, problem.states, strict=True)},
        problem.most,
        {n: int(c) for n, c in zip(names, problem.clusters, strict=True) if c != NOWHERE},
    )
    reached = {n: {f"{j}" for j in np.flatnonzero(table[i])} for i, n in enumerate(names)}
    best, groups = every_best(reached, limits)
    return best, [tuple(int(n) for n in group) for group in groups]


def soon() -> float:
    return monotonic() + 60


@given(problems())
def test_the_best_groups_are_those_that_trying_all_finds(problem: CoverProblem) -> None:
    best, groups = by_hand(problem)
    if best < 0:
        with pytest.raises(NoGroupError):
            best_groups(problem, soon())
        return
    found = best_groups(problem, soon())
    assert (found.covered, found.bound) == (best, best)
    assert found.complete == (len(groups) <= MOST_TIES)
    if found.complete:
        assert found.groups == groups
    else:
        assert len(found.groups) == MOST_TIES
        assert found.groups == sorted(set(found.groups))
        assert set(found.groups) <= set(groups)


@given(problems())
def test_the_integer_programme_agrees_on_its_own(problem: CoverProblem) -> None:
    best, _ = by_hand(problem)
    solved = largest_cover(problem, np.ones(problem.candidates, dtype=bool), soon())
    assert solved.finished
    assert (-1 if solved.members is None else problem.value(solved.members)) == best


@given(problems())
def test_the_bound_is_above_every_group_and_drops_nobody_who_matters(problem: CoverProblem) -> None:
    best, groups = by_hand(problem)
    for known in {-1, best}:
        limit = bound(problem, known)
        assert limit.most >= best
        assert all(limit.promising[list(group)].all() for group in groups)


@given(problems())
def test_quick_groups_meet_the_limits(problem: CoverProblem) -> None:
    best, groups = by_hand(problem)
    start = greedy(problem)
    if start is None:
        return
    better = exchanged(problem, start)
    for group in (start, better):
        assert len(set(group)) == problem.size
        limited = problem._replace(cover=csr_array(np.zeros(problem.cover.shape)))
        assert tuple(group) in by_hand(limited)[1], "it meets all limits, whatever it covers"
    assert problem.value(start) <= problem.value(better) <= best
    assert groups


@given(problems())
def test_the_smallest_group_is_the_first_size_that_covers_everything(problem: CoverProblem) -> None:
    everything = problem.value(range(problem.candidates))
    sizes = range(max(len(problem.forced), 1), problem.candidates + 1)
    enough = [n for n in sizes if by_hand(problem._replace(size=n))[0] == everything]
    if not enough:
        with pytest.raises(NoGroupError):
            smallest_group(problem, soon())
        return
    assert smallest_group(problem, soon()) == (enough[0], enough[0])


def plain(rows: list[list[int]], size: int) -> CoverProblem:
    """A problem without limits."""
    nowhere = np.full(len(rows), NOWHERE)
    cover = csr_array(np.array(rows, dtype=float))
    return CoverProblem(cover, size, (), nowhere, None, nowhere, frozenset())


def test_without_time_the_best_known_group_comes_with_a_bound() -> None:
    # The seven lines of Fano's plane: any two meet in a point and cover 5 of 7. With 2/7 of each
    # line every point would be covered to 6/7: without a proof in whole numbers it could be 6.
    lines = [{(i + step) % 7 for step in (0, 1, 3)} for i in range(7)]
    fano = plain([[int(j in line) for j in range(7)] for line in lines], 2)
    hurried = best_groups(fano, monotonic() - 1)
    assert (hurried.covered, hurried.bound, hurried.complete) == (5, 6, False)
    proved = best_groups(fano, soon())
    # All 21 pairs are as good, one more than are listed.
    assert (proved.covered, proved.bound, proved.complete) == (5, 5, False)
    assert len(proved.groups) == MOST_TIES


def test_without_time_the_smallest_group_comes_with_a_bound() -> None:
    # To cover Fano's plane takes three lines; 7/3 is what halves and thirds could do.
    lines = [{(i + step) % 7 for step in (0, 1, 3)} for i in range(7)]
    fano = plain([[int(j in line) for j in range(7)] for line in lines], 2)
    assert smallest_group(fano, soon()) == (3, 3)
    size, at_least = smallest_group(fano, monotonic() - 1)
    assert at_least <= 3 <= size


def test_greed_can_fail_where_exchanges_and_proof_do_not() -> None:
    # The largest covers 4 of 6; the two others cover all between them.
    three = plain([[0, 1, 1, 1, 1, 0], [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], 2)
    assert three.value(greedy(three) or []) == 5
    assert best_groups(three, soon()).groups == [(1, 2)]


@pytest.mark.parametrize(("candidates", "complete"), [(MOST, True), (MOST + 1, False)])
def test_twenty_groups_as_good_are_all_listed_and_of_more_the_first(
    candidates: int, complete: bool
) -> None:
    # Each candidate has one target of its own, and the group one member.
    nowhere = np.full(candidates, NOWHERE)
    cover = csr_array(np.eye(candidates))
    found = best_groups(CoverProblem(cover, 1, (), nowhere, None, nowhere, frozenset()), soon())
    assert len(found.groups) == MOST
    assert found.complete == complete


def test_a_limit_for_each_state_does_not_limit_those_of_none() -> None:
    states = np.array([NOWHERE, NOWHERE, NOWHERE, 0, 0])
    nowhere = np.full(5, NOWHERE)
    problem = CoverProblem(csr_array(np.eye(5)), 4, (), states, 1, nowhere, frozenset())
    assert problem.allows([0, 1, 2, 3])
    assert not problem.allows([0, 1, 3, 4])
    assert problem.open_to([0, 1, 3]).tolist() == [False, False, True, False, False]
