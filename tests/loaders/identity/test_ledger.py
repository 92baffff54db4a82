"""Decisions are added, never changed; the last one counts, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import LoadError
from loaders.identity.ledger import Ledger, LedgerError, Ruling, beside
from loaders.identity.review import read_review

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "written_name,written_state,file,line,candidate_1,candidate_2,decision,chosen_id,why\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "g.identity.csv")


def test_a_ledger_is_beside_its_store() -> None:
    assert str(beside("out/demo.db")) == "out/demo.identity.csv"
    assert str(beside("neo4j://host:7687")) == "netweave.identity.csv"


def test_decisions_are_read_back_as_they_were_made(ledger: Ledger) -> None:
    ledger.add([Ruling("same", '=cmd("x"), Inc', "ME", "district:a", "she said, yes")])
    again = Ledger.open(ledger.path)
    assert again.lines == ledger.lines
    assert again.lines[0].when
    assert again.lines[0].who
    assert "'=cmd" in ledger.path.read_text(encoding="utf-8")


def test_the_last_decision_counts_and_undo_brings_the_one_before_back(ledger: Ledger) -> None:
    ledger.add([Ruling("same", "Franklin", "OH", "district:a")])
    ledger.add([Ruling("same", "Franklin", "OH", "district:b")])
    now = ledger.ruling("FRANKLIN", "OH")
    assert now
    assert now.id == "district:b"
    assert ledger.undo("a mistake").id == "district:b"
    before = Ledger.open(ledger.path).ruling("Franklin", "OH")
    assert before
    assert before.id == "district:a"
    assert [line.decision for line in ledger.lines] == ["same", "same", "undo"]
    ledger.undo()
    assert ledger.ruling("Franklin", "OH") is None
    with pytest.raises(LedgerError, match="no decision to take back"):
        ledger.undo()


def test_decisions_that_contradict_each_other_are_named(ledger: Ledger) -> None:
    ledger.add([Ruling("same", "Franklin", "OH", "district:a")])
    assert ledger.contradictions() == []
    ledger.add([Ruling("same", "Franklin", "OH", "district:b")])
    ledger.add([Ruling("not the same", "Franklin", "OH", "district:a")])
    assert len(ledger.contradictions()) == 2
    assert ledger.refused("Franklin", "OH") == {"district:a"}
    assert ledger.refused("Franklin", "PA") == frozenset()


def test_entities_that_joined_are_followed_to_the_end(ledger: Ledger) -> None:
    ledger.add([Ruling("merge", "a", "", "b"), Ruling("merge", "b", "", "c")])
    assert ledger.merged() == {"a": "c", "b": "c"}
    ledger.undo()
    assert ledger.merged() == {"a": "b"}


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("id,name\n1,x\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="does not begin with"):
        Ledger.open(path)
    path.write_text("when,who,decision,written_name,written_state,id,why\n,,maybe,,,,\n")
    ledger = Ledger.open(path)
    assert ledger.lines == []
    assert "line 2 is no decision and is passed over: 'maybe' is none of" in ledger.passed_over[0]


def test_a_review_is_read_whatever_spreadsheet_saved_it(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    text = (HEADER + "Café,Ohio,r.csv,2,a,b,SAME,2,phoned\nPeru,OH,r.csv,3,a,b,No,,\n").replace(
        ",", ";"
    ) + "Lima;OH;r.csv;4;a;b;;;\n"
    for encoding in ("cp1252", "utf-8-sig"):
        path.write_bytes(text.encode(encoding))
        review = read_review(path, {"a", "b"})
        assert [(r.decision, r.written_name, r.written_state, r.id) for r in review.rulings] == [
            ("same", "Café", "OH", "b"),
            ("not the same", "Peru", "OH", "a"),
            ("not the same", "Peru", "OH", "b"),
        ]
        assert review.rulings[0].why == "phoned"
        assert review.left_open == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Peru,OH,,,a,b,same,,", "which of the candidates"),
        ("Peru,OH,,,a,b,same,c,", "no entity with the id 'c'"),
        ("Peru,OH,,,a,b,perhaps,,", "'perhaps' is no decision"),
        ("Peru,OH,,,,,no,,", "not said what it is not"),
    ],
)
def test_a_decision_that_says_too_little_refuses_the_whole_file(
    tmp_path: Path, row: str, said: str
) -> None:
    path = tmp_path / "review.csv"
    path.write_text(f"{HEADER}Lima,OH,,,a,,same,,\n{row}\n", encoding="utf-8")
    with pytest.raises(LoadError, match=said):
        read_review(path, {"a", "b"})


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text("name,decision\nx,same\n", encoding="utf-8")
    with pytest.raises(LoadError, match="written_name is missing"):
        read_review(path, set())
