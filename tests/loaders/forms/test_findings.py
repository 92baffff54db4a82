"""Problems are collected, ordered and not kept without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.check import check
from loaders.forms.findings import KEPT, Findings

if TYPE_CHECKING:
    from graph.errors import Problem
    from tests.loaders.conftest import ReadHouse, WriteHouse


def test_problems_are_ordered_by_file_and_line() -> None:
    problems: list[Problem] = []
    findings = Findings(problems)
    first, second = findings.about("z.csv"), findings.about("a.csv")
    for reporter, line in ((second, 2), (first, 9), (first, 10), (second, None)):
        reporter.at(line)
        reporter.error(None, "rule", "What is wrong.", "What to do.")
    findings.finish()
    assert [(p.file, p.line) for p in problems] == [
        ("z.csv", 9),
        ("z.csv", 10),
        ("a.csv", None),
        ("a.csv", 2),
    ]


def test_problems_of_one_row_stay_in_the_order_in_which_they_were_found() -> None:
    problems: list[Problem] = []
    findings = Findings(problems)
    reporter = findings.about("x.csv")
    reporter.at(3)
    reporter.error("b", "one", "", "")
    reporter.warning("a", "two", "", "")
    findings.finish()
    assert [p.rule for p in problems] == ["one", "two"]


def test_a_reporter_counts_the_errors_of_its_row() -> None:
    reporter = Findings([]).about("x.csv")
    reporter.error(None, "rule", "", "")
    reporter.warning(None, "rule", "", "")
    assert reporter.faults == 1
    reporter.at(2)
    assert reporter.faults == 0


def test_beyond_a_number_problems_are_only_counted(reading: ReadHouse) -> None:
    result = reading(people="id,name\n" + "p,\n" * (KEPT + 5))
    assert len(result.problems) == KEPT + 1
    last = result.problems[-1]
    assert (last.rule, last.severity, last.line) == ("too-many-problems", "error", None)
    assert last.problem == f"Not listed: {KEPT + 9:,} more of severity error."


def test_warnings_do_not_push_errors_out() -> None:
    problems: list[Problem] = []
    findings = Findings(problems)
    reporter = findings.about("x.csv")
    for _ in range(KEPT + 1):
        reporter.warning(None, "rule", "", "")
    reporter.error(None, "rule", "", "")
    findings.finish()
    assert findings.errors == 1
    assert sum(p.severity == "error" for p in problems) == 1
    assert problems[-1].problem == "Not listed: 1 more of severity warning."


def test_check_orders_by_source_then_file_then_line(write: WriteHouse) -> None:
    ties = "source_id,type,target_id\nx,MEMBER_OF,y\n"
    one = write("z", relationships=ties, people="id,name\np,\n")
    two = write("a", districts="id,name\nd,\n", schools="id,name,district_id\ns,S,x\n")
    assert [(p.file, p.line) for p in check([one, two])] == [
        (f"{one}/people.csv", 2),
        (f"{one}/relationships.csv", 2),
        (f"{one}/relationships.csv", 2),
        (f"{two}/districts.csv", 2),
        (f"{two}/schools.csv", 2),
    ]
