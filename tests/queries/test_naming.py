"""Which entity a written name means: the first tier with a hit counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import AmbiguousNameError, NotFoundError, WrongKindError
from graph.model import Node
from graph.schema import COLLECTIVES
from queries.asking.naming import resolve

if TYPE_CHECKING:
    from graph.store import Reader
    from tests.conftest import Engine

TOWN = """
    district:sanborn = Sanborn Regional | SAU 17 | SRSD {state=NH nces_id=3306080}
    district:springfield-ma = Springfield {state=MA}
    district:springfield-vt = Springfield {state=VT}
    district:risc = Rural Schools {nces_id=0200020}
    network:risc = Reinventing Schools Coalition | RISC
    organization:risc = Re-Inventing Schools Coalition | RISC
    network:lis = League of Innovative Schools | The League
    network:nel = League of Innovative Schools (New England) | League of Innovative Schools
    district:year = Class of 3306080
    person:league = Ivy League
    event:sanborn = Sanborn Summit
"""


@pytest.fixture
def town(engine: Engine) -> Reader:
    return engine(TOWN)


@pytest.mark.parametrize(
    ("text", "node_id"),
    [
        ("district:sanborn", "district:sanborn"),
        ("DISTRICT:Sanborn", "district:sanborn"),
        ("3306080", "district:sanborn"),
        (" 3306080 ", "district:sanborn"),
        ("sanborn regional", "district:sanborn"),
        ("  Sanborn   REGIONAL ", "district:sanborn"),
        ("srsd", "district:sanborn"),
        ("born reg", "district:sanborn"),
        ("summit", "event:sanborn"),
        ("league of innovative schools", "network:lis"),
        ("ivy", "person:league"),
        ("class of 3306080", "district:year"),
    ],
)
def test_one_entity_of_the_first_tier_with_a_hit_is_taken_without_a_word(
    town: Reader, text: str, node_id: str
) -> None:
    found = resolve(town, text)
    assert (found.node.id, found.note) == (node_id, None)


def test_six_digits_are_no_nces_id(town: Reader) -> None:
    assert resolve(town, "330608").node.id == "district:year"


def test_of_several_the_only_district_is_taken_and_said(town: Reader) -> None:
    found = resolve(town, "sanborn")
    assert found.node.id == "district:sanborn"
    assert found.note == "'sanborn' fits 2 names; taken: Sanborn Regional (district:sanborn)."


def test_of_several_the_only_one_of_a_kind_that_is_asked_for_is_taken_and_said(
    town: Reader,
) -> None:
    found = resolve(town, "RISC", COLLECTIVES)
    assert found.node.id == "network:risc"
    assert found.note == "'RISC' fits 2 names; taken: Reinventing Schools Coalition (network:risc)."


def test_several_of_which_none_is_the_only_district_are_shown(town: Reader) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(town, "RISC")
    assert str(caught.value).splitlines() == [
        "'RISC' fits 2 names. Say which, by its id:",
        "  network:risc  Reinventing Schools Coalition (network)",
        "  organization:risc  Re-Inventing Schools Coalition (organization)",
    ]


def test_two_districts_are_shown_with_their_states(town: Reader) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(town, "springfield")
    assert str(caught.value).splitlines()[1:] == [
        "  district:springfield-ma  Springfield (district, MA)",
        "  district:springfield-vt  Springfield (district, VT)",
    ]


def test_of_several_only_the_kinds_that_are_asked_for_are_shown(town: Reader) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(town, "league", COLLECTIVES)
    assert [line.split()[0] for line in str(caught.value).splitlines()[1:]] == [
        "network:lis",
        "network:nel",
    ]


def test_an_earlier_tier_with_a_hit_hides_the_later_ones(engine: Engine) -> None:
    store = engine("""
        district:a = Acton
        network:x = Network | Acton
        district:b = Acton Boxborough
        person:p = 2500001
        district:c = C {nces_id=2500001}
    """)
    assert resolve(store, "acton").node.id == "district:a"
    assert resolve(store, "2500001").node.id == "district:c"
    with pytest.raises(WrongKindError):
        resolve(store, "acton", COLLECTIVES)


def test_ids_that_differ_in_case_alone_can_both_be_reached(engine: Engine) -> None:
    store = engine([Node("A", "district", "One"), Node("a", "district", "Two")])
    assert resolve(store, "A").node.name == "One"
    assert resolve(store, " a ").node.name == "Two"


def test_one_of_another_kind_is_named_in_the_refusal(town: Reader) -> None:
    said = r"'srsd' is Sanborn Regional \(district:sanborn\), a district\. This question takes: "
    with pytest.raises(WrongKindError, match=said + "cohort, consortium, event, network, program"):
        resolve(town, "srsd", COLLECTIVES)


@pytest.mark.parametrize("text", ["Sanborne Regionl", "SANBORNE  REGIONL"])
def test_an_unknown_name_brings_the_nearest_best_first(town: Reader, text: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve(town, text)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"Nothing here is named {text!r}. The nearest names are:"
    assert lines[1] == "  district:sanborn  Sanborn Regional"
    assert len(lines) <= 6


@pytest.mark.parametrize("text", ["", "  ", "qqqqqqqq", "%", "9999999"])
def test_a_name_like_no_other_says_how_to_search(town: Reader, text: str) -> None:
    with pytest.raises(NotFoundError, match=f"Nothing here is named '{text}'"):
        resolve(town, text)


def test_many_candidates_are_cut_off_and_counted(engine: Engine) -> None:
    store = engine([Node(f"school:{n:02}", "school", "Central") for n in range(15)])
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(store, "central")
    lines = str(caught.value).splitlines()
    assert (len(lines), lines[-1]) == (14, "  … and 3 more")
