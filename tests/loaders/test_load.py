"""Sources go into a store whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import LoadError, StoreError
from graph.opening import open_store
from loaders.load import load
from netweave.data import bundled

if TYPE_CHECKING:
    from graph.store import Store
    from tests.loaders.conftest import WriteHouse

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
GOOD = {
    "districts": "id,name\nd:1,Alpha\nd:2,Beta\n",
    "networks": "id,kind,name,host_id\nn:1,network,One,d:1\n",
    "relationships": "source_id,type,target_id\nd:1,MEMBER_OF,n:1\nd:2,MEMBER_OF,n:1\n",
}
BAD_TIE = "source_id,type,target_id\nd:1,MEMBER_OF,n:1\nd:1,MEMBER_OF,n:9\n"


def size(store: Store) -> tuple[int, int]:
    return store.facts().nodes, store.facts().ties


@pytest.mark.parametrize(("folder", "expected"), [(bundled(), (964, 1509)), (MINI, (39, 86))])
def test_the_data_sets_have_their_known_size(
    blank: Store, folder: Path, expected: tuple[int, int]
) -> None:
    report = load([folder], blank)
    assert size(blank) == expected
    assert report.problems == ()
    assert (report.changes.nodes_added, report.skipped) == (expected[0], 0)


def test_a_report_counts_rows_and_changes(blank: Store, write: WriteHouse) -> None:
    folder = write(**GOOD)
    report = load([folder], blank)
    assert (report.sources, report.rows, report.skipped) == ((folder,), 5, 0)
    assert (report.changes.nodes_added, report.changes.statements_added) == (3, 3)
    assert size(blank) == (3, 3)


def test_loading_again_changes_nothing(blank: Store, write: WriteHouse) -> None:
    folder = write(**GOOD)
    load([folder], blank)
    before = blank.facts()
    again = load([folder], blank)
    assert again.changes.nothing
    assert again.changes.unchanged == 6
    assert blank.facts() == before


def test_a_gzipped_copy_says_nothing_new(blank: Store, write: WriteHouse) -> None:
    load([write("plain", **GOOD)], blank)
    packed = write("packed", **{f"{name}_gz": text for name, text in GOOD.items()})
    assert load([packed], blank).changes.nothing


def test_an_error_keeps_everything_out(blank: Store, write: WriteHouse) -> None:
    load([write("good", **GOOD)], blank)
    before = blank.facts()
    bad = write("bad", districts="id,name\nd:3,New\n", relationships=BAD_TIE)
    with pytest.raises(LoadError) as caught:
        load([bad], blank)
    assert [(p.line, p.rule) for p in caught.value.problems] == [(3, "unknown-id")]
    assert blank.facts() == before


def test_a_failed_first_load_leaves_no_store_behind(tmp_path: Path, write: WriteHouse) -> None:
    path = tmp_path / "graph.db"
    with pytest.raises(LoadError), open_store(path, create=True) as store:
        load([write(relationships=BAD_TIE)], store)
    assert not path.exists()


def test_an_error_in_one_source_keeps_the_other_out(blank: Store, write: WriteHouse) -> None:
    with pytest.raises(LoadError):
        load([write("good", **GOOD), write("bad", relationships=BAD_TIE)], blank)
    assert load([write("good")], blank).changes.nodes_added == 3


def test_all_problems_come_with_the_error_in_order(blank: Store, write: WriteHouse) -> None:
    folder = write(
        relationships="source_id,type,target_id,since\nd:1,MEMBER_OF,n:1,1999\nd:1,X,n:1,\n",
        districts="id,name\nd:1,Alpha\nd:2,\n",
        networks="id,kind,name,founded\nn:1,network,One,2001\n",
    )
    with pytest.raises(LoadError) as caught:
        load([folder], blank)
    assert [(p.file, p.line, p.severity) for p in caught.value.problems] == [
        ("districts.csv", 3, "error"),
        ("relationships.csv", 2, "warning"),
        ("relationships.csv", 3, "error"),
    ]


def test_warnings_keep_nothing_out(blank: Store, write: WriteHouse) -> None:
    folder = write(
        **{**GOOD, "networks": "id,kind,name,stated_members\nn:1,network,One,1\n"},
    )
    report = load([folder], blank)
    assert [p.rule for p in report.problems] == ["roster-too-large"]
    assert size(blank) == (3, 2)


def test_bad_rows_are_skipped_and_reported_if_asked_for(blank: Store, write: WriteHouse) -> None:
    districts = "id,name\nd:1,Alpha\nd:2,\n"
    folder = write(**{**GOOD, "districts": districts, "people": "id,name\np\n"})
    report = load([folder], blank, skip_bad=True)
    assert [(p.file, p.line, p.rule) for p in report.problems] == [
        ("districts.csv", 3, "empty-name"),
        ("people.csv", 2, "ragged-row"),
        ("relationships.csv", 3, "end-left-out"),
    ]
    assert (report.rows, report.skipped) == (6, 3)
    assert size(blank) == (2, 2)


def test_a_tie_column_that_is_bad_counts_as_a_skipped_row(blank: Store, write: WriteHouse) -> None:
    networks = "id,kind,name,host_id\nn:1,network,One,d:9\n"
    report = load([write(**{**GOOD, "networks": networks})], blank, skip_bad=True)
    assert report.skipped == 1
    assert size(blank) == (3, 2)


@pytest.mark.parametrize(
    "table",
    [
        {"people": "name\nPat\n"},
        {"people": 'id,name\np:1,Pat\np:2,"Lee\n'},
        {"people_gz": "id,name\n", "people": "id,name\n"},
        {"relationships": "source_id,type\nd:1,HOSTS\n"},
    ],
)
def test_a_file_that_cannot_be_read_is_more_than_a_bad_row(
    blank: Store, write: WriteHouse, table: dict[str, str]
) -> None:
    with pytest.raises(LoadError) as caught:
        load([write(**{**GOOD, **table})], blank, skip_bad=True)
    assert len(caught.value.problems) == 1


def test_so_is_a_source_that_is_missing(blank: Store, write: WriteHouse) -> None:
    with pytest.raises(LoadError):
        load([write(**GOOD), Path("nowhere")], blank, skip_bad=True)


def test_a_dry_run_reports_and_writes_nothing(blank: Store, write: WriteHouse) -> None:
    load([write("good", **GOOD)], blank)
    before = blank.facts()
    more = write("more", people="id,name\np:1,Pat\n", districts="id,name\nd:1,Alef\n")
    report = load([more], blank, dry_run=True)
    assert (report.changes.nodes_added, report.changes.nodes_changed) == (1, 1)
    assert blank.facts() == before


def test_a_dry_run_finds_the_same_errors(blank: Store, write: WriteHouse) -> None:
    with pytest.raises(LoadError):
        load([write(relationships=BAD_TIE)], blank, dry_run=True)


def test_progress_is_told(blank: Store, write: WriteHouse) -> None:
    told: list[int] = []
    load([write(**GOOD)], blank, progress=told.append)
    assert told[-1] == 6


def test_what_a_source_no_longer_says_stays_if_it_is_to_be_kept(
    blank: Store, write: WriteHouse
) -> None:
    load([write("roster", **GOOD)], blank)
    fewer = "source_id,type,target_id\nd:1,MEMBER_OF,n:1\n"
    report = load([write("roster", relationships=fewer)], blank, keep=True)
    assert report.changes.vanished == 1
    assert size(blank) == (3, 3)


def test_a_store_that_is_none_is_left_alone(tmp_path: Path, write: WriteHouse) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and no database at all.", encoding="utf-8")
    with pytest.raises(StoreError), open_store(path, create=True) as store:
        load([write(**GOOD)], store)
    assert path.read_text(encoding="utf-8").startswith("These are my notes")
