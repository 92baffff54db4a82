"""A source that is loaded again replaces what it said, and nothing that others said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph import spool
from graph.errors import QuestionError
from loaders.load import load
from loaders.merging import merge
from loaders.replacing import ReplacementError
from loaders.unload import unload

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.store import Store
    from loaders.load import LoadReport

HEADER = "source_id,type,target_id,since,source_url\n"
NAMES = {"d:a": "Alpha", "d:b": "Beta", "d:c": "Gamma", "d:d": "Delta"}


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., Path]:
    """Writes a house folder of members of One: a letter each, with the districts of the letters."""

    def write(name: str, who: str, since: str = "2012") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        rows = "".join(f"d:{w},{NAMES[f'd:{w}']},NH\n" for w in who)
        (folder / "districts.csv").write_text(f"id,name,state\n{rows}", "utf-8")
        (folder / "networks.csv").write_text("id,kind,name\nn:1,network,One\n", "utf-8")
        rows = "".join(f"d:{w},MEMBER_OF,n:1,{since},https://page.org\n" for w in who)
        (folder / "relationships.csv").write_text(f"{HEADER}{rows}", "utf-8")
        return folder

    return write


def members(store: Store) -> str:
    """Who is said to belong to One."""
    ties = store.ties(["n:1"], ["MEMBER_OF"], None, "in")
    return "".join(tie.source_id[-1] for tie in ties)


def there(store: Store) -> str:
    """The districts that the store has."""
    return "".join(node.id[-1] for node in store.catalogue(["district"]))


def told(report: LoadReport) -> list[tuple[str, list[str], list[str], int]]:
    """Network, who joined, who left, and how many are as before."""
    return [
        (t.network.name, [w.name for w in t.joined], [w.name for w in t.left], t.same)
        for t in report.turnover
    ]


def test_what_it_says_no_more_goes_in_the_same_act(
    blank: Store, given: Callable[..., Path]
) -> None:
    load([given("roster", "abc")], blank)
    before = blank.facts()
    report = load([given("roster", "abd")], blank)
    assert (members(blank), there(blank)) == ("abd", "abd")
    assert (report.changes.statements_withdrawn, report.changes.nodes_removed) == (1, 1)
    assert told(report) == [("One", ["Delta"], ["Gamma"], 2)]
    assert [entry.act for entry in blank.history.entries()] == ["load", "load"]
    blank.history.undo()
    assert (members(blank), there(blank), blank.facts()) == ("abc", "abc", before)


def test_the_same_again_changes_nothing(blank: Store, given: Callable[..., Path]) -> None:
    folders = [given("one", "ab"), given("two", "bc")]
    load(folders, blank)
    before = blank.facts()
    for again in (folders, folders[:1], folders[1:]):
        assert load(again, blank).changes.nothing
    assert blank.facts() == before
    assert len(blank.history.entries()) == 1


def test_what_another_source_says_too_stays(blank: Store, given: Callable[..., Path]) -> None:
    load([given("one", "abc")], blank)
    load([given("two", "c")], blank)
    load([given("one", "ab")], blank)
    assert (members(blank), there(blank)) == ("abc", "abc")
    assert blank.history.entities_of("one") == ["d:a", "d:b", "n:1"]
    unload("two", blank)
    assert (members(blank), there(blank)) == ("ab", "ab")


def test_sources_that_are_loaded_together_are_replaced_apart(
    blank: Store, given: Callable[..., Path]
) -> None:
    load([given("one", "abc"), given("two", "cd")], blank)
    assert [one.name for one in blank.history.origins()] == ["one", "two"]
    load([given("one", "ab")], blank)
    assert members(blank) == "abcd"
    load([given("one", "ab"), given("two", "d")], blank)
    assert (members(blank), there(blank)) == ("abd", "abd")
    blank.history.undo()
    blank.history.undo()
    blank.history.undo()
    assert members(blank) == ""


def test_many_small_transactions_are_one_act(
    blank: Store, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 2)
    load([given("one", "abc"), given("two", "cd")], blank)
    before = blank.facts()
    load([given("one", "bcd"), given("two", "cd")], blank)
    assert (members(blank), there(blank)) == ("bcd", "bcd")
    blank.history.undo()
    assert (members(blank), blank.facts()) == ("abcd", before)


def test_a_source_may_lose_half_and_no_more_unless_it_is_told_what_is_meant(
    blank: Store, given: Callable[..., Path]
) -> None:
    load([given("roster", "abcd")], blank)
    load([given("roster", "ab")], blank)
    assert members(blank) == "ab"
    load([given("roster", "abcd")], blank)
    before = blank.facts()
    with pytest.raises(ReplacementError, match="gave 4 statements, of which 1 are there again"):
        load([given("roster", "a")], blank)
    assert blank.facts() == before
    kept = load([given("roster", "a")], blank, keep=True)
    assert (members(blank), kept.changes.vanished) == ("abcd", 6)
    load([given("roster", "a")], blank, replace=True)
    assert (members(blank), there(blank)) == ("a", "a")


def test_what_is_corrected_is_there_again(blank: Store, given: Callable[..., Path]) -> None:
    load([given("roster", "ab", "2012")], blank)
    load([given("roster", "ab", "2014")], blank)
    ties = blank.ties(["n:1"], ["MEMBER_OF"], None, "in")
    assert [spell.since for tie in ties for spell in tie.spells] == ["2014", "2014"]


def test_a_dry_run_tells_the_same(blank: Store, given: Callable[..., Path]) -> None:
    load([given("roster", "abc")], blank)
    report = load([given("roster", "abd")], blank, dry_run=True)
    assert members(blank) == "abc"
    assert [(c.change, c.id) for c in report.changes.rows if c.change != "added"] == [
        ("withdrawn", "d:c"),
        ("removed", "d:c"),
    ]
    assert told(report) == [("One", ["Delta"], ["Gamma"], 2)]


def test_a_source_goes_on_naming_what_has_joined_another(
    blank: Store, given: Callable[..., Path]
) -> None:
    load([given("roster", "abc")], blank)
    nodes = blank.nodes(["d:a", "d:c"])
    merge(nodes["d:a"], nodes["d:c"], blank)
    again = load([given("roster", "abc")], blank)
    assert (again.changes.nothing, members(blank)) == (True, "ab")
    load([given("roster", "bc")], blank)
    assert (members(blank), there(blank)) == ("ab", "ab")  # the third is the first by now


def test_a_membership_that_a_complete_list_has_ended_is_not_opened_again(
    blank: Store, given: Callable[..., Path], tmp_path: Path
) -> None:
    house = given("house", "abc")
    load([house], blank)
    complete = tmp_path / "list"
    complete.mkdir()
    rows = "".join(f"d:{who},MEMBER_OF,n:1,,https://list.org\n" for who in "ab")
    (complete / "relationships.csv").write_text(f"{HEADER}{rows}", "utf-8")
    load([complete], blank, dated="2020", snapshot=True)
    assert load([house], blank).changes.nothing
    (tie,) = (t for t in blank.ties(["d:c"], ["MEMBER_OF"], None, "out"))
    assert [(spell.since, spell.until) for spell in tie.spells] == [("2012", "2019")]


def test_rows_that_are_left_out_take_nothing_back(blank: Store, given: Callable[..., Path]) -> None:
    load([given("roster", "abc")], blank)
    worse = given("roster", "ab")
    with (worse / "relationships.csv").open("a", encoding="utf-8") as file:
        file.write("d:zzz,MEMBER_OF,n:1,,https://page.org\n")
    report = load([worse], blank, skip_bad=True)
    assert members(blank) == "abc"
    assert "not-replaced" in {problem.rule for problem in report.problems}


def test_to_keep_and_to_replace_is_a_contradiction(
    blank: Store, given: Callable[..., Path]
) -> None:
    with pytest.raises(QuestionError):
        load([given("roster", "a")], blank, keep=True, replace=True)
