"""What is private stays in the house: it is searched for in everything that was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import Spelling
from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    district:a = Alpha District {state=NH}
    network:x = Net
    person:p = Dr Secret Name
    district:a MEMBER_OF network:x 2012.. [SecretRole] <roster.csv:2>
    person:p LEADS district:a 2015..
"""


def texts(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "{}/house/"),
        ("export", "{}/graph.graphml"),
        ("view", "ego", "Alpha District", "-o", "{}/ego.html"),
        ("show", "Alpha District", "-o", "{}/show.json"),
        ("list", "person", "-o", "{}/people.csv"),
    ],
)
def test_people_and_roles_are_left_out_where_asked(
    ask: Ask, drawn: Drawn, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    store, place = drawn(DRAWN), tmp_path / "out"
    place.mkdir()
    words = [word.format(place) for word in arguments]
    ask(*words, "--store", store)
    assert b"Secret" in texts(place)
    done = ask(*words, "--store", store, "--without", "people,roles", "--force")
    assert (done.status, b"Secret" in texts(place)) == (0, False), done.err


def test_what_a_source_wrote_for_who_is_left_is_a_name_there_too(ask: Ask, drawn: Drawn) -> None:
    path = drawn(DRAWN)
    with open_store(path) as store:
        store.write([Spelling("district:a", "The Alphas"), Spelling("person:p", "Nick Secret")])
    left = [
        ask("show", text, "--store", path, "--without", "people") for text in ("the alphas", "nick")
    ]
    assert [done.status for done in left] == [0, 1]
    assert "Secret" not in left[1].err


def test_what_cannot_be_left_out_is_wrong_usage(ask: Ask, drawn: Drawn) -> None:
    done = ask("show", "Alpha District", "--without", "names", "--store", drawn(DRAWN))
    assert (done.status, "people, notes, roles" in done.err) == (2, True)
