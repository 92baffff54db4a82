"""Stores that earlier versions wrote open: they are read as they are, and written to.

Each file under tests/data/stores was written by the code of its format, from the folder `tiny`
beside it.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import networkx as nx
import pytest

from graph.in_memory.to_networkx import to_networkx
from graph.offline.file import MIGRATIONS
from graph.opening import open_store
from loaders.load import load

STORES = Path(__file__).resolve().parents[1] / "data" / "stores"
FORMATS = range(1, len(MIGRATIONS) + 1)


def test_a_store_of_every_format_is_kept() -> None:
    kept = {path.name for path in STORES.glob("*.gz")}
    assert kept == {f"format-{number}.db.gz" for number in FORMATS}


@pytest.fixture(params=FORMATS)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store as the code of one format left it."""
    path = tmp_path / "older.db"
    path.write_bytes(gzip.decompress((STORES / f"format-{request.param}.db.gz").read_bytes()))
    return path


def test_it_holds_what_a_new_store_of_the_same_folder_holds(older: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db", create=True) as new:
        load([STORES / "tiny"], new)
        with open_store(older) as old:
            assert old.facts() == new.facts()
            assert nx.utils.graphs_equal(to_networkx(old), to_networkx(new))


def test_a_load_into_it_brings_it_up_to_date_and_can_be_taken_back(
    older: Path, tmp_path: Path
) -> None:
    (tmp_path / "districts.csv").write_text("id,name\ndistrict:c,Third\n", encoding="utf-8")
    with open_store(older) as store:
        before = store.facts()
        load([tmp_path / "districts.csv"], store)
        assert store.facts().nodes == before.nodes + 1
        store.history.undo()
        assert store.facts() == before
