"""A source that still names what has joined another entity means the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from loaders.check import check
from loaders.checks.known import Known
from loaders.load import load
from loaders.merging import merge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store

DISTRICTS = """\
id,name,aliases,state,nces_id
district:a,Alpha,,NH,
district:b,Alpha District,Second,ME,3300001
district:c,Gamma,,,
"""
NETWORKS = "id,kind,name\nnetwork:x,network,X\nnetwork:y,network,Y\n"
TIES = """\
source_id,type,target_id
district:a,MEMBER_OF,network:x
district:b,MEMBER_OF,network:x
district:b,MEMBER_OF,network:y
district:a,PARTNERS_WITH,district:b
"""
MERGED = {"district:b": "district:a"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "rosters"
    folder.mkdir()
    for name, text in (
        ("districts", DISTRICTS),
        ("networks", NETWORKS),
        ("relationships", TIES),
    ):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Iterator[Store]:
    """A store where one district has joined the other."""
    with open_store(tmp_path / "graph.db", create=True) as store:
        load([folder], store)
        nodes = store.nodes(["district:a", "district:b"])
        merge(nodes["district:a"], nodes["district:b"], store)
        yield store


def test_the_same_source_again_doubles_nothing(store: Store, folder: Path) -> None:
    assert check([folder], store) == []
    before = store.facts(), list(store.all_nodes())
    report = load([folder], store)
    assert report.problems == ()
    facts, nodes = store.facts(), list(store.all_nodes())
    assert facts.nodes == before[0].nodes
    assert nodes == before[1]
    assert facts.ties == 2
    assert {s.source_id for s in store.all_statements()} == {"district:a"}


def test_ties_alone_may_name_what_is_no_longer_there(store: Store, folder: Path) -> None:
    for name in ("districts", "networks"):
        (folder / f"{name}.csv").unlink()
    ties = "source_id,type,target_id\ndistrict:b,MEMBER_OF,network:y\ndistrict:b,LEADS,district:a\n"
    (folder / "relationships.csv").write_text(ties.replace("LEADS", "USES_MODEL"), encoding="utf-8")
    load([folder], store, keep=True)
    assert store.facts().ties == 2


def test_after_the_merge_is_taken_back_it_is_an_entity_of_its_own_again(
    store: Store, folder: Path
) -> None:
    store.history.undo()
    assert load([folder], store).changes.nothing
    assert "district:b" in store.nodes(["district:b"])


def test_where_the_other_is_not_there_the_one_stays_itself(tmp_path: Path, folder: Path) -> None:
    (folder / "districts.csv").write_text(
        DISTRICTS.replace("district:a,Alpha,,NH,\n", ""), encoding="utf-8"
    )
    (folder / "relationships.csv").unlink()
    with open_store(tmp_path / "new.db", create=True) as store:
        load([folder], store, merged=MERGED)
        load([folder], store, merged=MERGED)
        assert set(store.nodes(["district:a", "district:b"])) == {"district:b"}


def test_a_chain_of_merges_is_followed_to_its_end(store: Store, folder: Path) -> None:
    nodes = store.nodes(["district:a", "district:c"])
    merge(nodes["district:c"], nodes["district:a"], store)
    load([folder], store)
    assert {s.source_id for s in store.all_statements()} == {"district:c"}
    assert store.facts().nodes == 3


def test_a_circle_of_merges_has_an_end_too(store: Store) -> None:
    known = Known(store, {"district:b": "district:a", "district:a": "district:b"})
    known.learn(["district:a", "district:b"])
    assert known.now("district:b") == "district:a"
    assert known.now("district:a") == "district:a"
