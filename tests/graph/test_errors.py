"""Errors say what is wrong, where, and what to do."""

from __future__ import annotations

from inspect import getmembers, isclass

import pytest

from graph import errors
from graph.errors import LoadError, NetweaveError, Problem, Severity


def problem(
    line: int | None = 7, column: str | None = None, severity: Severity = "error"
) -> Problem:
    return Problem("ties.csv", line, column, "unknown-id", "'x' is unknown.", "Add it.", severity)


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        (7, "target_id", "ties.csv line 7 (target_id): 'x' is unknown. Add it."),
        (7, None, "ties.csv line 7: 'x' is unknown. Add it."),
        (None, "target_id", "ties.csv (target_id): 'x' is unknown. Add it."),
        (None, None, "ties.csv: 'x' is unknown. Add it."),
    ],
)
def test_a_problem_names_its_place_as_far_as_there_is_one(
    line: int | None, column: str | None, text: str
) -> None:
    assert str(problem(line, column)) == text


def test_a_load_error_keeps_every_problem_and_shows_the_errors() -> None:
    error = LoadError([problem(2), problem(3, severity="warning"), problem(4)])
    assert [p.line for p in error.problems] == [2, 3, 4]
    assert str(error).splitlines() == [
        "2 problems; nothing was written.",
        "  ties.csv line 2: 'x' is unknown. Add it.",
        "  ties.csv line 4: 'x' is unknown. Add it.",
    ]


def test_one_problem_is_told_in_the_singular() -> None:
    assert str(LoadError([problem()])).startswith("1 problem; nothing was written.")


def test_a_load_error_shows_twenty_and_counts_the_rest() -> None:
    lines = str(LoadError([problem(i) for i in range(1, 24)])).splitlines()
    assert len(lines) == 22
    assert lines[-2:] == ["  ties.csv line 20: 'x' is unknown. Add it.", "  … and 3 more"]


def test_all_errors_have_one_root() -> None:
    raised = [kind for _, kind in getmembers(errors, isclass) if issubclass(kind, Exception)]
    assert len(raised) >= 8
    assert all(issubclass(kind, NetweaveError) for kind in raised)
