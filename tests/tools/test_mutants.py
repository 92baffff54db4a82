"""The table of changes that tests must notice fits the code; `make mutants` tries them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.mutants import HOUSE, Mutant, copied, mutants

if TYPE_CHECKING:
    from pathlib import Path


def test_each_change_stands_once_in_its_file_and_has_tests() -> None:
    table = mutants()
    assert len({mutant.promise for mutant in table}) == len(table) >= 60
    assert [m.promise for m in table if not m.tests or m.old == m.new] == []
    files = {test for mutant in table for test in mutant.tests}
    assert {name for name in files if not (HOUSE / name).exists()} == set()


def test_those_are_tried_whose_promise_file_or_tests_hold_a_word() -> None:
    mutant = Mutant("Spells merge", "graph/spells.py", "<", "<=", ["tests/graph/test_spells.py"])
    assert mutant.has([])
    assert mutant.has(["nothing", "test_spells"])
    assert not mutant.has(["routes"])


def test_a_copy_holds_the_tree_and_nothing_that_it_made(tmp_path: Path) -> None:
    tree = copied(tmp_path / "tree")
    assert (tree / "graph" / "spells.py").is_file()
    assert not (tree / ".venv").exists()
    assert list(tree.rglob("__pycache__")) == []
