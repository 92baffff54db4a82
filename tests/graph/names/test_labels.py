"""Entities are found by what people write."""

from __future__ import annotations

import pytest

from graph.model import Node
from graph.names.folding import fold, folded
from graph.names.labels import Nameable, labels_of, namings, needles, scans
from graph.naming import RANKS, TIERS

NODE = Node(
    "district:NH-Sanborn",
    "district",
    "Sanborn  Regional",
    ("SAU 17", "SRSD"),
    {"nces_id": "3306080"},
)
KNOWN = Nameable(NODE, ("Sanborn Reg. S.D. #17",))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Sanborn", "sanborn"),
        ("  RSU \t 2\n", "rsu 2"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ÉCOLE", "école"),
        (" ", ""),
    ],
)
def test_case_and_runs_of_white_space_make_no_difference_to_ids(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peñasco", "PENASCO"),
        ("St. Mary's & Co", "St Marys and Co"),
        ("Bourne–Sandwich", "Bourne Sandwich"),
        ("LaFargeville", "La Fargeville"),
        ("U.S.D. #229*", "USD 229"),
        ("Kankakee (111)", "Kankakee 111"),
        ("Hamilton and Wenham", "Hamilton-Wenham"),
    ],
)
def test_case_accents_punctuation_and_blanks_are_set_aside(one: str, other: str) -> None:
    assert folded(one).key == folded(other).key


@pytest.mark.parametrize(
    ("text", "bare", "full"),
    [
        ("Portland", "portland", False),
        ("Portland Public Schools", "portland", True),
        ("Blue Valley USD 229", "bluevalley229", True),
        ("Isle of Wight", "islewight", False),
        ("Union County High School District", "unioncountyhigh", True),
        ("School District No. 12", "12", True),
        ("Board of Education", "education", True),
    ],
)
def test_a_bare_name_is_less_the_words_that_districts_carry_and_keeps_its_numbers(
    text: str, bare: str, full: bool
) -> None:
    assert (folded(text).bare, folded(text).full) == (bare, full)


def test_an_entity_is_looked_up_by_ids_whole_names_bare_names_and_words() -> None:
    assert list(labels_of(NODE, KNOWN.spellings)) == [
        ("id", "district:nh-sanborn"),
        ("nces_id", "3306080"),
        ("key", "sanbornregional"),
        ("key", "sau17"),
        ("key", "srsd"),
        ("key", "sanbornregsd17"),
        ("bare", "sanborn"),
        ("bare", "sau17"),
        ("bare", "srsd"),
        ("bare", "sanborn17"),
        ("word", "sanborn"),
        ("word", "regional"),
        ("word", "sau"),
        ("word", "17"),
        ("word", "srsd"),
        ("word", "reg"),
        ("word", "sd"),
    ]
    assert list(labels_of(Node("a", "person", "A"))) == [("id", "a"), ("key", "a")]


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("district:nh-sanborn", {"id"}),
        ("3306080", {"nces_id"}),
        ("sanborn regional", {"name", "bare", "part"}),
        ("Sanborn School District", {"bare"}),
        ("sanborn", {"bare", "part"}),
        ("sau 17", {"alias", "bare", "part"}),
        ("SRSD", {"bare", "part"}),
        ("Sanborn Reg SD 17", {"spelling", "bare", "part"}),
        ("Sanborn 17", {"bare"}),
        ("born reg", set()),
        ("regional", {"part"}),
        ("sau", {"part"}),
        ("17", set()),
        ("nh-sanborn", set()),
        ("330", set()),
        ("17 srsd", set()),
    ],
)
def test_a_text_names_a_district_in_these_ways(text: str, tiers: set[str]) -> None:
    found = namings([KNOWN], [text])[text]
    assert {naming.tier for naming in found} == tiers
    if tiers and not scans(text):
        assert not {*needles(text)}.isdisjoint(labels_of(NODE, KNOWN.spellings))


def test_of_other_kinds_a_bare_name_is_a_full_one() -> None:
    network = Nameable(Node("network:p", "network", "Portland"))
    assert {naming.tier for naming in namings([network], ["portland"])["portland"]} == {
        "name",
        "part",
    }


def test_the_surest_ways_come_first() -> None:
    assert TIERS == ("id", "nces_id", "name", "alias", "spelling", "bare", "part")
    assert [RANKS[tier] for tier in TIERS] == [0, 0, 1, 1, 1, 2, 3]
