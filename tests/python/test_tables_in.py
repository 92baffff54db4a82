"""Tables that a program holds go the way of files: the same rosters, the same desk."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import netweave
from loaders.forms.in_memory import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS: list[dict[str, Any]] = [
    {"District": "Lindsay Unified", "ST": "CA", "Network": "West League", "Since": 2012},
    {"District": "RSU 2", "ST": "ME", "Network": "West League", "Since": None},
    {"District": "Park Hill", "ST": "MO", "Network": "East League", "Since": 2015},
]
COLUMNS = {"name": "District", "state": "ST", "network": "Network", "since": "Since"}
MAPPING = {"rows": "membership", "columns": COLUMNS}
TERMS: dict[str, Any] = {
    "member": "District",
    "state": "ST",
    "network": "Network",
    "since": "Since",
}


@pytest.fixture
def store() -> Iterator[netweave.Store]:
    with netweave.open_store(":memory:") as one:
        yield one


def hashed(rows: Any) -> str:
    with netweave.from_memberships(rows, **TERMS) as made:
        return made.facts().data_hash


def test_a_frame_and_a_file_of_the_same_rows_give_the_same_graph(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(
        "District,ST,Network,Since\nLindsay Unified,CA,West League,2012\n"
        "RSU 2,ME,West League,\nPark Hill,MO,East League,2015\n",
        encoding="utf-8",
    )
    with netweave.open_store(tmp_path / "graph.db", create=True) as store:
        netweave.load(store, path, mapping=MAPPING)
        expected = store.facts().data_hash
    assert {hashed(rows) for rows in (ROWS, pd.DataFrame(ROWS), pl.DataFrame(ROWS))} == {expected}
    assert (
        hashed(pl.LazyFrame(ROWS)) == hashed(pd.DataFrame(ROWS).set_index("District")) == expected
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (np.float64("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (np.datetime64("NaT"), ""),
        (2012.0, "2012"),
        (np.float32(2012), "2012"),
        (np.int64(621870), "621870"),
        (0.5, "0.5"),
        (True, "true"),
        (np.True_, "true"),
        (date(2012, 9, 1), "2012-09-01"),
        (datetime(2012, 9, 1, tzinfo=UTC), "2012-09-01"),
        (pd.Timestamp("2012-09-01"), "2012-09-01"),
        (pd.Timestamp("2012-09-01 10:30"), "2012-09-01 10:30:00"),
        (np.datetime64("2012-09"), "2012-09"),
        (pd.Period("2012-09", "M"), "2012-09"),
        (["East", "West"], "East; West"),
        (np.array(["East", "West"]), "East; West"),
        ({"b", "a"}, "a; b"),
    ],
)
def test_a_cell_means_what_it_means_in_its_library(value: Any, text: str) -> None:
    rows = [cells for _, cells in sheet_of([{"x": value}], "t").open().rows(lambda _: None)]
    assert rows == [["x"], [text]]


def test_what_is_not_sure_waits_and_is_decided_from_a_program(store: netweave.Store) -> None:
    rows = [*ROWS, {"District": "Qqq Unified", "ST": "ME", "Network": "West League"}]
    with pytest.warns(netweave.LoadWarning) as told:
        netweave.load(store, {"survey": rows}, mapping=MAPPING)
    assert [str(one.message)[:26] for one in told] == [
        "survey line 5 (District): ",
        "1 row waits for a decision",
    ]
    (question,) = netweave.review(store)
    with pytest.raises(netweave.LoadError, match="no question that waits"):
        netweave.decide(store, {"x-1": "new"})
    with pytest.raises(netweave.LoadError, match="cannot be followed"):
        netweave.decide(store, {question.number: "Qqq"})
    done = netweave.decide(store, {question.number: "RSU 2"}, why="said on the phone")
    assert (done.decided, done.left) == (1, [])
    names = [row.member.name for row in netweave.members(store, "West League")]
    assert names == ["Lindsay Unified", "RSU 02"]


def test_what_a_person_decided_counts_for_the_next_table(store: netweave.Store) -> None:
    netweave.load(store, {"one": ROWS}, mapping=MAPPING)
    rows = [{"District": "Our Town Schools", "ST": "ME", "Network": "North", "Since": None}]
    with pytest.warns(netweave.LoadWarning):
        netweave.load(store, {"two": rows}, mapping=MAPPING)
    (question,) = netweave.review(store)
    netweave.decide(store, {question.number: "RSU 2"})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        netweave.load(store, {"three": [rows[0] | {"Network": "South"}]}, mapping=MAPPING)
    assert [row.member.name for row in netweave.members(store, "South")] == ["RSU 02"]


def test_any_kinds_may_belong_to_any_collectives(tmp_path: Path) -> None:
    rows = [{"who": "Evelyn", "what": "E1"}, {"who": "Laura", "what": "E1"}]
    terms: dict[str, Any] = {"kind": "event", "member_kind": "person", "unknown": "create"}
    with netweave.open_store(tmp_path / "davis.db", create=True) as store:
        netweave.from_memberships(rows, member="who", network="what", store=store, **terms)
        assert [row.member.name for row in netweave.members(store, "E1")] == ["Evelyn", "Laura"]


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (ROWS, "A table needs a name"),
        (pd.DataFrame(ROWS), "A table needs a name"),
        ({"": ROWS}, "is no name of a table"),
        ({"survey": "roster.csv"}, "str is no table"),
        ({"survey": [1, 2]}, "A row of the table is no dict but int"),
        (17, "int cannot be loaded"),
        ([17], "A source is a path"),
    ],
)
def test_what_is_no_source_is_refused(store: netweave.Store, sources: Any, said: str) -> None:
    with pytest.raises(netweave.QuestionError, match=said):
        netweave.load(store, sources, mapping=MAPPING)


def test_a_mapping_that_says_nonsense_is_refused(store: netweave.Store) -> None:
    with pytest.raises(netweave.MappingError, match="Did you mean columns"):
        netweave.load(store, {"survey": ROWS}, mapping={"rows": "membership", "colums": {}})
    with pytest.raises(netweave.LoadError, match="The column 'Distrikt' is missing"):
        netweave.from_memberships(ROWS, member="Distrikt", network="Network")
    with pytest.raises(netweave.LoadError, match="Give a mapping"):
        netweave.load(store, {"survey": [{"alpha": 1, "beta": 2}]})


def test_terms_of_a_load_are_read_as_those_of_questions(store: netweave.Store) -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"dated": "lately"}, "'lately' is not a date"),
        ({"snapshot": True}, "needs its date"),
        ({"dry_run": "no"}, "Give True or False"),
        ({"keep": True, "replace": True}, "ask for one of them"),
        ({"within": "Atlantis"}, "within='Atlantis' makes no sense"),
    ]
    for terms, said in refused:
        with pytest.raises(netweave.NetweaveError, match=said):
            netweave.load(store, {"survey": ROWS}, mapping=MAPPING, **terms)
    report = netweave.load(store, {"survey": ROWS}, mapping=MAPPING, dated=date(2020, 9, 1))
    assert report.changes.statements_added == 3
    (said_by,) = netweave.members(store, "East League")[0].tenure.sources
    assert (said_by.file, said_by.line, said_by.as_of) == ("survey", 4, "2020-09-01")


def test_the_store_comes_first_and_the_order_of_old_is_told(store: netweave.Store) -> None:
    with pytest.warns(DeprecationWarning, match="The store comes first"):
        netweave.load({"survey": ROWS}, store, mapping=MAPPING)  # type: ignore[arg-type]
    assert [p.rule for p in netweave.check(store, {"bad": [{"alpha": "1"}]})] == ["no-mapping"]
    assert netweave.unload(store, "survey").nodes_removed == 5
    with pytest.raises(netweave.QuestionError, match="str is no store"):
        netweave.load("graph.db", {"survey": ROWS})  # type: ignore[arg-type]


def test_entities_are_merged_by_name_and_it_is_noted(store: netweave.Store) -> None:
    netweave.load(store, {"survey": ROWS}, mapping=MAPPING)
    netweave.merge(store, "West League", "East League", why="renamed")
    assert len(netweave.members(store, "East League")) == 3
    assert store.history.entries()[0].act == "merge"


def test_the_example_is_one_call() -> None:
    with netweave.example() as store:
        assert store.facts()[:3] == ("offline", 964, 1509)
        path = store.where
    with pytest.raises(netweave.StoreError, match="is closed"):
        store.facts()
    with pytest.raises(netweave.StoreError):
        netweave.open_store(path)
