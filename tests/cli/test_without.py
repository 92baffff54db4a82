"""What is private stays in the house: it is searched for in everything that was written."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, is_zipfile

import pytest

from graph.model import Spelling
from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask

HOUSE = {
    "districts": (
        "id,name,state,superintendent,e-mail,notes\n"
        "district:a,Alpha District,NH,Sam Secret-people,secret-notes@example.org,Secret-notes\n"
        "district:b,Beta District,ME,,,\n"
    ),
    "networks": "id,kind,name,remarks\nnetwork:x,network,Net,Secret-notes\n",
    "people": "id,name\nperson:p,Dr Secret-people\n",
    "relationships": (
        "source_id,type,target_id,since,role,comments\n"
        "district:a,MEMBER_OF,network:x,2012,Secret-roles,Secret-notes\n"
        "district:b,MEMBER_OF,network:x,2013,,\n"
        "person:p,LEADS,district:a,2015,Secret-roles,\n"
    ),
}
WRITTEN = (
    ("export", "{}/house/"),
    ("export", "{}/graph.graphml"),
    ("export", "{}/graph.json"),
    ("view", "ego", "Alpha District", "-o", "{}/ego.html"),
    ("view", "path", "Alpha District", "Beta District", "-o", "{}/path.html"),
    ("show", "Alpha District", "-o", "{}/show.json"),
    ("members", "Net", "-o", "{}/members.csv"),
    ("changes", "2011", "2014", "-o", "{}/changes.json"),
    ("list", "person", "-o", "{}/people.csv"),
    ("memo", "connect", "Alpha District", "Beta District", "-o", "{}/memo.docx"),
)
"""Ways in which something leaves the house."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with people, notes and roles in it."""
    folder = tmp_path_factory.mktemp("private") / "house"
    folder.mkdir()
    for name, text in HOUSE.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def secrets(place: Path) -> set[str]:
    """The words of private things in what was written, packed files included."""
    found = b""
    for path in filter(lambda path: path.is_file(), place.rglob("*")):
        found += path.read_bytes()
        if is_zipfile(path):
            with ZipFile(BytesIO(path.read_bytes())) as packed:
                found += b"".join(map(packed.read, packed.namelist()))
    return {word for word in ("people", "notes", "roles") if f"ecret-{word}".encode() in found}


def test_each_of_the_three_is_left_out_of_all_that_is_written(
    ask: Ask, house: Path, tmp_path: Path
) -> None:
    store = str(tmp_path / "s.db")
    assert ask("load", str(house), "--store", store).status == 0

    def written(name: str, *options: str) -> set[str]:
        place = tmp_path / name
        place.mkdir()
        for command in WRITTEN:
            words = [word.format(place) for word in command]
            done = ask(*words, "--store", store, *options)
            assert done.status == 0, done.err
        return secrets(place)

    assert written("whole") == {"people", "notes", "roles"}
    assert "people" not in written("a", "--without", "people")
    assert written("b", "--without", "notes, people") == {"roles"}
    assert "roles" not in written("c", "--without", "Roles")
    assert written("d", "--without", "people,notes,roles") == set()


def test_what_a_source_wrote_for_who_is_left_is_a_name_there_too(
    ask: Ask, house: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "s.db")
    ask("load", str(house), "--store", path)
    with open_store(path) as store:
        store.write([Spelling("district:a", "The Alphas"), Spelling("person:p", "Nick Secret")])
    left = [
        ask("show", text, "--store", path, "--without", "people") for text in ("the alphas", "nick")
    ]
    assert [done.status for done in left] == [0, 1]
    assert "Secret" not in left[1].err


def test_what_cannot_be_left_out_is_wrong_usage(ask: Ask, house: Path, tmp_path: Path) -> None:
    ask("load", str(house), "--store", str(tmp_path / "s.db"))
    done = ask("show", "Alpha District", "--without", "names", "--store", str(tmp_path / "s.db"))
    assert (done.status, "people, notes, roles" in done.err) == (2, True)
