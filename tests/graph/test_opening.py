"""The one place that chooses where a graph is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import StoreError
from graph.model import Node
from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("as_text", [True, False])
def test_a_path_opens_an_offline_file(tmp_path: Path, as_text: bool) -> None:
    path = tmp_path / "graph.db"
    with open_store(str(path) if as_text else path, create=True) as store:
        store.write([Node("a", "district", "A")])
    with open_store(str(path) if as_text else path) as store:
        assert store.facts()[:3] == ("offline", 1, 0)


def test_the_first_write_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with open_store(path, create=True) as store:
        assert not path.exists()
        store.write([])
        assert path.exists()


@pytest.mark.parametrize("scheme", ["http", "sqlite", "gopher"])
@pytest.mark.parametrize("create", [True, False])
def test_an_address_of_no_engine_is_refused(scheme: str, create: bool) -> None:
    with pytest.raises(StoreError, match=f"{scheme}:// is no kind of store"):
        open_store(f"{scheme}://page.org/graph", create=create)
