"""Rows that wait in a store, and what is decided of them, on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.load import load
from loaders.reviewing import QuestionDecision, decide, open_questions, waiting
from loaders.unload import unload

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store

ROSTER = """District,State,Network,Joined,Status
Huntley Comm Sch Dist 158,IL,North Network,2017,
Nowhere,IL,North Network,2018,
Peoria SD 150,IL,North Network,2018,on hold
Elmbrook School District,WI,North Network,2019,
"""


def members(store: Store) -> dict[str, tuple[str | None, str | None]]:
    return {said.source_id: (said.since, said.until) for said in store.all_statements()}


def test_what_is_decided_goes_in_without_its_file_and_is_taken_back_as_a_whole(
    blank: Store, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    load([path], blank, drafting=True)
    path.unlink()
    first = members(blank)
    assert sorted(first) == ["district:1719830", "district:5501770"]
    left = waiting(blank)
    assert [(one.origin, one.waits, one.rejected) for one in left] == [("roster.csv", 2, 0)]
    name, status = open_questions(left)
    assert (name.sort, status.sort) == ("districts", "statuses")
    decisions = [
        QuestionDecision(name.asked.key, "new"),
        QuestionDecision(status.asked.key, "left 2020"),
    ]
    done = decide(blank, decisions, str(tmp_path / "none.db"), batch="one")
    assert (done.left, waiting(blank)) == ([], [])
    now = members(blank)
    assert len(now) == 4
    assert ("2018", "2020") in now.values()
    assert {entry.batch for entry in blank.history.entries()} == {"one", ""}
    for entry in blank.history.entries():
        if entry.batch == "one":
            blank.history.undo()
    assert members(blank) == first
    assert open_questions(waiting(blank)) == [name, status]


def test_a_decision_of_a_name_counts_for_sources_that_come_later(
    blank: Store, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    load([path], blank, drafting=True)
    name, _ = open_questions(waiting(blank))
    decide(blank, [QuestionDecision(name.asked.key, "not in the graph")], "none.db")
    path.rename(tmp_path / "other.csv")
    report = load([tmp_path / "other.csv"], blank, drafting=True)
    assert [table.waiting for table in report.tables] == [1]
    assert len(members(blank)) == 2


def test_what_a_source_has_left_to_people_goes_with_it(blank: Store, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    load([path], blank, drafting=True)
    unload("roster.csv", blank)
    assert (waiting(blank), members(blank)) == ([], {})
    blank.history.undo()
    assert [one.waits for one in waiting(blank)] == [2]
