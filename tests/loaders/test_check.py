"""Checking survives whatever it is given, and agrees with loading."""

from __future__ import annotations

import csv
import shutil
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import LoadError, StoreError
from graph.opening import open_store
from loaders.check import check
from loaders.checks.known import Known
from loaders.house.layout import LAYOUTS
from loaders.load import load
from loaders.reading import read
from netweave.data import bundled

if TYPE_CHECKING:
    from tests.loaders.conftest import WriteHouse

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
FILES = [layout.file for layout in LAYOUTS]


@pytest.mark.parametrize("folder", [bundled(), MINI])
def test_the_data_sets_are_sound(folder: Path) -> None:
    assert check([folder]) == []


def test_checking_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mini"
    shutil.copytree(MINI, folder)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    check([folder])
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_store_that_cannot_be_read_is_no_empty_store(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "missing.db", create=True) as store,
        pytest.raises(StoreError),
    ):
        check([MINI], store)


def test_no_sources_have_no_problems() -> None:
    assert check([]) == []


@given(content=st.binary(max_size=200), name=st.sampled_from(FILES), packed=st.booleans())
def test_no_bytes_make_it_fail(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str, packed: bool
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / (f"{name}.gz" if packed else name)).write_bytes(content)
    for problem in check([folder]):
        assert str(problem).isprintable()
        assert problem.problem.endswith(".")
        assert problem.fix.endswith((".", "?"))


CELL = st.sampled_from(["", "d:1", "d:2", "n:1", "x", "2012", "2013-13", "MEMBER_OF", "part_of"])
CELLS = st.one_of(CELL, st.text(max_size=5))


def rows(*columns: str) -> st.SearchStrategy[list[list[str]]]:
    """Tables with these columns, most of whose rows are of the right width."""
    row = st.lists(CELLS, min_size=len(columns), max_size=len(columns)) | st.lists(CELLS)
    return st.lists(row, max_size=6).map(lambda found: [list(columns), *found])


@settings(max_examples=30)  # each is written to a store, twice
@given(
    districts=rows("id", "name", "nces_id"),
    networks=rows("id", "kind", "name", "host_id", "founded", "stated_members"),
    relationships=rows("source_id", "type", "target_id", "since", "until"),
)
def test_loading_fails_exactly_where_checking_finds_an_error(
    tmp_path_factory: pytest.TempPathFactory, **tables: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    tables["districts"][1:1] = [["d:1", "Alpha", ""]]
    tables["networks"][1:1] = [["n:1", "network", "One", "", "", ""]]
    for name, table in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    problems = check([folder])
    with open_store(folder / "graph.db", create=True) as store:
        if any(p.severity == "error" for p in problems):
            with pytest.raises(LoadError) as caught:
                load([folder], store)
            assert list(caught.value.problems) == problems
            report = load([folder], store, skip_bad=True)
            assert report.skipped > 0
        else:
            assert list(load([folder], store).problems) == problems
        assert "d:1" in store.nodes(["d:1"])


def test_rows_of_ties_pass_through_without_staying_in_memory(write: WriteHouse) -> None:
    ties = "".join(
        f"d:{i % 7},MEMBER_OF,n:1,20{i % 90 + 10},https://example.org/{i}\n" for i in range(40_000)
    )
    folder = write(
        districts="id,name\n" + "".join(f"d:{i},D\n" for i in range(7)),
        networks="id,kind,name,stated_members\nn:1,network,One,9\n",
        relationships=f"source_id,type,target_id,since,source_url\n{ties}",
    )
    del ties
    tracemalloc.start()
    count = sum(1 for _ in read([folder], Known(), []))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 40_008
    assert peak < 3 << 20
