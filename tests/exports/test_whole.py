"""All of a file or folder, or nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from graph.errors import QuestionError
from graph.model import Node
from graph.opening import open_store
from netweave.exports.export import export, is_folder
from netweave.exports.house import is_house_file
from netweave.exports.whole import ExportError, whole_file, whole_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "stores").mkdir()
    with open_store(tmp_path / "stores" / "store.db", create=True) as store:
        store.write([Node("district:a", "district", "A")])
        yield store


def spoil(draft: Path) -> None:
    draft.write_text("new", encoding="utf-8")
    raise KeyError


def listed(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/not/mounted/page.html")],
    ids=["pipe", "folder", "dangling link"],
)
def test_what_is_no_plain_file_is_left_alone(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    target = tmp_path / "page.html"
    make(target)
    before = target.lstat()
    with pytest.raises(ExportError, match="as it was"), whole_file(target) as draft:
        draft.write_text("new", encoding="utf-8")
    assert (target.lstat().st_ino, target.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert listed(tmp_path) == {"page.html"}


@pytest.mark.parametrize("before", [None, "old"])
def test_a_file_that_fails_half_way_is_as_it_was(tmp_path: Path, before: str | None) -> None:
    target = tmp_path / "graph.json"
    if before:
        target.write_text(before, encoding="utf-8")
    with pytest.raises(KeyError), whole_file(target) as draft:
        spoil(draft)
    assert listed(tmp_path) == ({"graph.json"} if before else set())
    assert not before or target.read_text(encoding="utf-8") == before


def test_a_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "graph.json"
    target.write_text("old", encoding="utf-8")
    with whole_file(target) as draft:
        draft.write_text("new", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "new"
    assert listed(tmp_path) == {"graph.json"}


def test_a_folder_that_fails_half_way_is_as_it_was(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "people.csv").write_text("old", encoding="utf-8")
    with pytest.raises(KeyError), whole_folder(house, is_house_file) as draft:
        spoil(draft / "people.csv")
    assert (house / "people.csv").read_text(encoding="utf-8") == "old"
    assert listed(tmp_path) == {"house"}


@pytest.mark.parametrize("there", [True, False])
def test_a_new_or_empty_folder_is_filled(store: Store, tmp_path: Path, *, there: bool) -> None:
    if there:
        (tmp_path / "house").mkdir()
    export(store, f"{tmp_path}/house")
    assert len(listed(tmp_path / "house")) == 6
    assert listed(tmp_path) == {"house", "stores"}


def test_of_a_house_folder_its_own_files_are_replaced_in_all_their_forms(
    store: Store, tmp_path: Path
) -> None:
    house = tmp_path / "house"
    house.mkdir()
    for name in ("Districts.csv", "networks.csv.gz", "people.csv", "NOTES.md"):
        (house / name).write_text("old", encoding="utf-8")
    export(store, f"{house}/")
    assert listed(house) == {
        *("districts.csv", "schools.csv", "networks.csv", "organizations.csv", "people.csv"),
        *("relationships.csv", "NOTES.md"),
    }
    assert (house / "NOTES.md").read_text(encoding="utf-8") == "old"
    assert (house / "people.csv").read_text(encoding="utf-8").startswith("id,name")


def test_a_folder_of_other_things_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="stores holds other files, and no house folder"):
        export(store, f"{tmp_path}/stores")
    assert listed(tmp_path / "stores") == {"store.db"}


def test_a_file_in_the_place_of_a_folder_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "house").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="house is a file, and the export is a folder"):
        export(store, f"{tmp_path}/house")
    assert (tmp_path / "house").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["graph.json", "graph.gexf", "house/", "house"])
def test_a_place_that_is_not_there_is_named(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"There is no folder .*nowhere to write"):
        export(store, f"{tmp_path}/nowhere/{name}")


def test_a_file_where_a_folder_should_be_is_an_export_error(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError):
        export(store, f"{tmp_path}/file/graph.json")


def test_the_working_folder_can_be_written_to(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    export(store, ".")
    assert len(listed(tmp_path / "empty")) == 6


@pytest.mark.parametrize("target", ["x.csv", "x.db", "x.2015", "x.graphml.gz"])
def test_an_ending_that_is_not_known_is_a_question_without_an_answer(
    store: Store, tmp_path: Path, target: str
) -> None:
    with pytest.raises(QuestionError, match="is none that can be written"):
        export(store, f"{tmp_path}/{target}")


@pytest.mark.parametrize(
    ("target", "folder"),
    [("out", True), ("out/", True), ("out.d/", True), ("a.b/out", True), ("out.json", False)],
)
def test_a_folder_has_no_ending_or_a_slash(target: str, *, folder: bool) -> None:
    assert is_folder(target) is folder
