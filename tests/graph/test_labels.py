"""Entities are found by what people write."""

from __future__ import annotations

import pytest

from graph.labels import fold, labels_of, namings
from graph.model import Node
from graph.naming import TIERS

NODE = Node(
    "district:NH-Sanborn",
    "district",
    "Sanborn  Regional",
    ("SAU 17", "SRSD"),
    {"nces_id": "3306080"},
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sanborn", "sanborn"),
        ("  RSU \t 2\n", "rsu 2"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ÉCOLE", "école"),
        (" ", ""),
    ],
)
def test_case_and_runs_of_white_space_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_an_entity_has_an_id_an_nces_id_a_name_and_aliases() -> None:
    assert list(labels_of(NODE)) == [
        ("id", "district:nh-sanborn"),
        ("nces_id", "3306080"),
        ("name", "sanborn regional"),
        ("alias", "sau 17"),
        ("alias", "srsd"),
    ]
    assert list(labels_of(Node("a", "district", "A"))) == [("id", "a"), ("name", "a")]


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("district:nh-sanborn", {"id"}),
        ("3306080", {"nces_id"}),
        ("sanborn regional", {"name", "part"}),
        ("sau 17", {"alias", "part"}),
        ("born reg", {"part"}),
        ("sau", {"part"}),
        ("nh-sanborn", set()),
        ("330", set()),
        ("17 srsd", set()),
    ],
)
def test_a_part_is_a_part_of_a_name_or_alias_and_of_nothing_else(
    text: str, tiers: set[str]
) -> None:
    found = namings([NODE], [text], parts=True)
    assert {naming.tier for naming in found[text]} == tiers


def test_the_tiers_are_tried_in_this_order() -> None:
    assert TIERS == ("id", "nces_id", "name", "alias", "part")
