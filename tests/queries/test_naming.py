"""Which entity a written name means: first what could be meant, then which."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

from graph.errors import AmbiguousNameError, NotFoundError, WrongKindError
from graph.model import Node, Spelling
from graph.schema import COLLECTIVES
from queries.affiliations import affiliations
from queries.asking.naming import NameWarning, resolve
from queries.show import show

if TYPE_CHECKING:
    from graph.store import Reader
    from tests.conftest import Draw, Engine

TOWN = """
    district:sanborn = Sanborn Regional School District | SAU 17 | SRSD {state=NH nces_id=3306080}
    school:sanborn = Sanborn Regional High School
    district:springfield-ma = Springfield Public Schools {state=MA city=Springfield county=Hampden}
    district:springfield-vt = Springfield School District {state=VT city=Springfield}
    district:springfield-or = Springfield SD 19 {state=OR city=Springfield enrollment=9000}
    district:blue-kc = Blue Valley USD 229 {state=KS city=OVERLAND-PARK}
    district:blue-randolph = Blue Valley USD 384 {state=KS city=RANDOLPH}
    district:huntley = Consolidated School District 158 {state=IL city=Algonquin}
    district:risc = Rural Schools {nces_id=0200020 state=AK}
    network:risc = Reinventing Schools Coalition | RISC
    organization:risc = Re-Inventing Schools Coalition | RISC
    network:lis = League of Innovative Schools | The League
    network:nel = League of Innovative Schools (New England) {scope_state=MA}
    district:year = Class of 3306080
    person:league = Ivy League
    district:comma = Foo, Bar, MA {state=MA}
    school:sanborn PART_OF district:sanborn
    district:sanborn MEMBER_OF network:nel
    district:springfield-ma MEMBER_OF network:lis
    district:springfield-ma MEMBER_OF network:nel
    district:blue-kc MEMBER_OF network:lis
    district:blue-randolph MEMBER_OF network:lis
"""
SPELLED = [
    Spelling("district:huntley", "Huntley CSD #158", "a list"),
    Spelling("district:huntley", "Huntley", "a list"),
    Spelling("district:springfield-or", "Springfield, MA", "a list"),
]


@pytest.fixture
def town(engine: Engine, draw: Draw) -> Reader:
    return engine([*draw(TOWN), *SPELLED])


@pytest.mark.parametrize(
    ("text", "node_id", "others"),
    [
        ("district:sanborn", "district:sanborn", 0),
        ("DISTRICT:Sanborn", "district:sanborn", 0),
        (" 3306080 ", "district:sanborn", 0),
        ("class of 3306080", "district:year", 0),
        # Tier 1: a whole name, alias or spelling.
        ("  Sanborn   REGIONAL school-district ", "district:sanborn", 0),
        ("sau 17", "district:sanborn", 0),
        ("huntley csd 158", "district:huntley", 0),
        ("Huntley", "district:huntley", 0),
        # Tier 2: less the words that districts carry.
        ("Sanborn", "district:sanborn", 1),
        ("Sanborn Reg Sch Dist", "district:sanborn", 0),
        ("Blue Valley 384", "district:blue-randolph", 0),
        # Those with a tie come before those without; the district, where one fits.
        ("Springfield", "district:springfield-ma", 2),
        ("Springfield SD", "district:springfield-ma", 2),
        # Places.
        ("Springfield, VT", "district:springfield-vt", 0),
        ("Springfield (Oregon)", "district:springfield-or", -1),
        ("Blue Valley, Overland Park, KS", "district:blue-kc", -1),
        ("Blue Valley (Randolph, Kansas)", "district:blue-randolph", -1),
        ("Blue Valley, Randolph", "district:blue-randolph", -1),
        # A text that as a whole is a name, or was written for one, is not cut.
        ("Foo, Bar, MA", "district:comma", 0),
        ("Springfield, MA", "district:springfield-or", 0),
        ("League of Innovative Schools (New England)", "network:nel", 0),
        # Tier 3: consecutive whole words.
        ("ivy", "person:league", -1),
        ("regional high", "school:sanborn", -1),
        # Tier 4: what the desk accepts.
        ("Springfield School District, Springfield, Ore.", "district:springfield-or", -1),
    ],
)
def test_a_name_means_the_same_on_every_engine(
    town: Reader, text: str, node_id: str, others: int
) -> None:
    """``others``: how many others fit; -1 where it is told loosely, with or without others."""
    found = resolve(town, text)
    assert found.node.id == node_id
    if others == 0:
        assert found.note is None
    else:
        assert found.note is not None
        assert (f"{others} other" in found.note) == (others > 0)


def test_a_choice_is_told_with_its_place(town: Reader) -> None:
    assert resolve(town, "Sanborn").note == (
        "'Sanborn' is taken for Sanborn Regional School District (NH), district:sanborn."
        " 1 other fits."
    )


@pytest.mark.parametrize("text", ["born reg", "SA", "Springfield, CA", "Springfield, Boston, MA"])
def test_parts_of_words_little_words_and_other_places_mean_nobody(town: Reader, text: str) -> None:
    with pytest.raises(NotFoundError):
        resolve(town, text)


def test_six_digits_are_no_nces_id_and_seven_are_no_part(town: Reader) -> None:
    for text in ("330608", "9999999"):
        with pytest.raises(NotFoundError):
            resolve(town, text)


def test_kinds_that_are_not_asked_for_are_left_out_first(town: Reader) -> None:
    assert resolve(town, "RISC", COLLECTIVES) == (
        town.nodes(["network:risc"])["network:risc"],
        None,
    )
    assert resolve(town, "league", {"person"}).node.id == "person:league"


def test_ties_come_first_only_where_that_is_asked_for(town: Reader) -> None:
    with pytest.raises(AmbiguousNameError):
        resolve(town, "Springfield SD", tied_first=False)


def test_several_are_shown_with_place_size_and_networks(town: Reader) -> None:
    in_networks = "in League of Innovative Schools, League of Innovative Schools (New England))"
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(town, "Springfield", tied_first=False)
    assert str(caught.value).splitlines() == [
        "'Springfield' fits 2 names. Say which, by its id or its place (NAME, CITY, STATE):",
        "  district:springfield-ma  Springfield Public Schools (Springfield, MA; Hampden; "
        + in_networks,
        "  district:springfield-vt  Springfield School District (Springfield, VT; in no network)",
    ]


def test_more_districts_never_change_silently_what_a_name_means(engine: Engine, draw: Draw) -> None:
    more = [
        Node("district:other", "district", "Sanborn", (), {"state": "TX"}),
        Node("district:full", "district", "Sanborn Schools", (), {"state": "MN"}),
    ]
    store = engine([*draw(TOWN), *more])
    for text in ("Sanborn", "Sanborn Schools"):
        found = resolve(store, text)
        assert found.node.id == "district:sanborn"
        assert found.note is not None


def test_ids_that_differ_in_case_alone_can_both_be_reached(engine: Engine) -> None:
    store = engine([Node("A", "district", "One"), Node("a", "district", "Two")])
    assert resolve(store, "A").node.name == "One"
    assert resolve(store, " a ").node.name == "Two"


def test_a_number_alone_is_told_even_where_nothing_else_fits(engine: Engine) -> None:
    found = resolve(engine([Node("a", "district", "Central School District 9")]), "Union 9")
    assert found.note is not None


def test_one_of_another_kind_is_named_in_the_refusal(town: Reader) -> None:
    said = r"'srsd' is Sanborn Regional School District \(NH\), district:sanborn, a"
    with pytest.raises(WrongKindError, match=said + " district. This question takes: cohort"):
        resolve(town, "srsd", COLLECTIVES)


@pytest.mark.parametrize("text", ["Sanborne Regionl School Distrct", "Sprngfield, VT"])
def test_an_unknown_name_brings_the_nearest_of_the_place_that_is_said(
    town: Reader, text: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve(town, text)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith(f"Nothing here is named {text!r}.")
    nearest = "district:springfield-vt" if "VT" in text else "district:sanborn"
    assert lines[1].split()[0] == nearest
    assert "VT" not in text or len(lines) == 2


def test_whom_the_directory_alone_knows_is_told(town: Reader) -> None:
    with pytest.raises(NotFoundError, match=r"knows Lindsay Unified \(Lindsay, CA\), district:06"):
        resolve(town, "Lindsay Unified School District, CA")


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


def test_in_python_a_choice_is_a_warning(town: Reader) -> None:
    with pytest.warns(NameWarning, match="'Springfield' is taken for Springfield Public Schools"):
        assert len(affiliations(town, "Springfield")) == 2
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert show(town, "sau 17").id == "district:sanborn"
