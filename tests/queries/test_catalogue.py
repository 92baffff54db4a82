"""All of a kind, and what a text finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import QuestionError
from queries.catalogue import Entry, Hit, catalogue, find

if TYPE_CHECKING:
    from tests.conftest import Engine

DRAWING = """
    district:b = beta {state=NH}
    district:z = Alpha {state=NH nces_id=3300001}
    district:a = Alpha | First {state=ME}
    school:s = Élan {state=NH}
    network:x = Zeta {scope_state=NH state=ME}
    cohort:c = Alphabet | Beta
    person:p = A 3300001
"""


@pytest.mark.parametrize(
    ("kind", "state", "ids"),
    [
        ("district", None, ["district:a", "district:z", "district:b"]),
        ("Districts", None, ["district:a", "district:z", "district:b"]),
        ("district", "nh", ["district:z", "district:b"]),
        ("collective", None, ["cohort:c", "network:x"]),
        ("network", "NH", ["network:x"]),
        ("network", "ME", []),
        ("people", None, ["person:p"]),
        ("event", None, []),
        ("all", "NH", ["district:z", "network:x", "district:b", "school:s"]),
    ],
)
def test_all_of_a_kind_and_state_are_ordered_by_name_then_id(
    engine: Engine, kind: str, state: str | None, ids: list[str]
) -> None:
    assert [entry.id for entry in catalogue(engine(DRAWING), kind, state=state)] == ids


def test_an_entry_has_its_names_state_and_nces_id(engine: Engine) -> None:
    store = engine(DRAWING)
    a, z, _ = catalogue(store, "district")
    assert a == Entry("Alpha", "district", "ME", ("First",), None, "district:a")
    assert z == Entry("Alpha", "district", "NH", (), "3300001", "district:z")
    assert catalogue(store, "network") == [Entry("Zeta", "network", "NH", (), None, "network:x")]


def test_no_kind_of_that_name_lists_the_kinds(engine: Engine) -> None:
    with pytest.raises(
        QuestionError, match=r"'planet' is no kind of entity\. Ask for one of: district"
    ):
        catalogue(engine(DRAWING), "planet")


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("alpha", ["bare district:a", "bare district:z"]),
        ("BETA", ["alias cohort:c", "bare district:b"]),
        ("3300001", ["nces_id district:z"]),
        ("district:z", ["id district:z"]),
        ("é", []),
        ("ZET", []),
        ("nothing", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_text_finds_by_id_nces_id_name_alias_and_part_each_entity_once(
    engine: Engine, text: str, hits: list[str]
) -> None:
    assert [f"{hit.found_by} {hit.id}" for hit in find(engine(DRAWING), text)] == hits


def test_a_hit_has_its_names_and_state(engine: Engine) -> None:
    assert find(engine(DRAWING), "first") == [
        Hit("bare", "Alpha", "district", "ME", None, ("First",), "district:a")
    ]


def test_a_town_a_state_and_a_place_find_the_districts_there(engine: Engine) -> None:
    store = engine("""
        district:ada = West Ada Joint School District {state=ID city=MERIDIAN}
        district:meridian = Meridian {state=MS city=Meridian}
        district:other = Other {state=ID city=Boise}
    """)

    def found(text: str, state: str | None = None) -> list[str]:
        return [f"{hit.found_by} {hit.id}" for hit in find(store, text, state=state)]

    assert found("meridian") == ["bare district:meridian", "city district:ada"]
    assert found("Meridian", "Idaho") == found("Meridian, ID") == ["city district:ada"]
    assert found("west ada") == ["bare district:ada"]
    assert found("Meridian", "MT") == []
    with pytest.raises(QuestionError, match="'Mars' is no state"):
        find(store, "Meridian", state="Mars")
