"""What is wrong with sources, collected: every problem rather than the first one.

Problems are found out of order (a tie may be judged only when all entities have been read),
so they are put in the order of sources, files and lines at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.errors import Severity

KEPT = 10_000
"""How many errors, and how many warnings, are kept; more are only counted."""


class Findings:
    """All problems of one reading.

    Parameters
    ----------
    problems
        The list that problems are added to.

    Attributes
    ----------
    errors, warnings
        How many there are, those that were not kept included.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.errors = 0
        self.warnings = 0
        self._ranks: dict[str, int] = {}

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it if it is not one too many."""
        if problem.severity == "error":
            self.errors += 1
            count = self.errors
        else:
            self.warnings += 1
            count = self.warnings
        if count <= KEPT:
            self.problems.append(problem)

    def about(self, file: str) -> Reporter:
        """Who reports on a file. Files are ordered as they are first asked for here."""
        self._ranks.setdefault(file, len(self._ranks))
        return Reporter(file, self)

    def finish(self) -> None:
        """Order the problems by source, file and line, and say how many were not kept."""
        self.problems.sort(key=lambda p: (self._ranks.get(p.file, -1), p.line or 0))
        last = self.problems[-1].file if self.problems else ""
        if self.errors > KEPT:
            self.problems.append(_not_kept(last, self.errors - KEPT, "error"))
        if self.warnings > KEPT:
            self.problems.append(_not_kept(last, self.warnings - KEPT, "warning"))


def _not_kept(file: str, count: int, severity: Severity) -> Problem:
    return Problem(
        file,
        None,
        None,
        "too-many-problems",
        f"Not listed: {count:,} more of severity {severity}.",
        "Correct those above, then check again.",
        severity,
    )


class Reporter:
    """Reports problems of one file, at the line it was last set to.

    Attributes
    ----------
    file
        The name of the file as the user knows it.
    line
        1-based line of the current row; None for the file as a whole.
    faults
        Errors reported since the line was set: a row with one is left out.
    columns
        What the user calls columns that are known here under another name.
    """

    __slots__ = ("_findings", "columns", "faults", "file", "line")

    def __init__(self, file: str, findings: Findings) -> None:
        self.file = file
        self.line: int | None = None
        self.faults = 0
        self.columns: Mapping[str, str] = {}
        self._findings = findings

    def at(self, line: int | None) -> None:
        """Go to the row that begins on a line."""
        self.line = line
        self.faults = 0

    def error(self, column: str | None, rule: str, problem: str, fix: str) -> None:
        """Report what keeps the row, or the file, out of the store."""
        self.faults += 1
        self._findings.add(Problem(self.file, self.line, self._named(column), rule, problem, fix))

    def warning(self, column: str | None, rule: str, problem: str, fix: str) -> None:
        """Report what looks odd and may be right."""
        column = self._named(column)
        self._findings.add(Problem(self.file, self.line, column, rule, problem, fix, "warning"))

    def _named(self, column: str | None) -> str | None:
        return self.columns.get(column, column) if column else column
