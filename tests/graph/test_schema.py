"""What may exist, and which tie may join what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.schema import (
    CARRYING_TYPES,
    COLLECTIVES,
    JOINING_TYPES,
    LOOSE_TYPES,
    MEMBERSHIP_TYPES,
    MOMENTARY_TYPES,
    NODE_KINDS,
    PROPERTIES,
    TIE_TYPES,
    WEAK_TYPES,
    joins_what,
    kinds_named,
    may_join,
)

if TYPE_CHECKING:
    from collections.abc import Container

ALL = frozenset(NODE_KINDS)
PERSON = frozenset({"person"})
SCHOOL = frozenset({"school"})


def test_the_kinds_are_those_of_the_house_folder() -> None:
    assert list(NODE_KINDS) == [
        "district",
        "school",
        "network",
        "consortium",
        "cohort",
        "event",
        "program",
        "organization",
        "person",
    ]
    assert {"network", "consortium", "cohort", "event", "program"} == COLLECTIVES


def test_the_types_of_ties_and_what_is_special_about_some() -> None:
    assert set(TIE_TYPES) == {
        *("MEMBER_OF", "PART_OF", "AFFILIATED_WITH", "HOSTS", "CONVENES", "OFFERS", "ATTENDS"),
        *("PRESENTED_AT", "USES_MODEL", "LEADS", "WORKS_IN", "WRITES_FOR", "PARTNERS_WITH"),
        "PROFILED_BY",
    }
    assert {"MEMBER_OF", "PART_OF"} == MEMBERSHIP_TYPES
    assert {"ATTENDS", "PRESENTED_AT", "PROFILED_BY", "WRITES_FOR"} == MOMENTARY_TYPES
    assert {"PROFILED_BY", "WRITES_FOR", "ATTENDS", "PRESENTED_AT"} == WEAK_TYPES
    assert set(JOINING_TYPES) == {"MEMBER_OF", "HOSTS", "CONVENES", "LEADS"}
    assert set(CARRYING_TYPES) == {"HOSTS", "CONVENES", "OFFERS", "LEADS"}
    assert set(LOOSE_TYPES) == {"AFFILIATED_WITH", "USES_MODEL"}


@pytest.mark.parametrize(
    ("tie_type", "sources", "targets"),
    [
        ("MEMBER_OF", ALL, COLLECTIVES),
        ("AFFILIATED_WITH", ALL, ALL),
        ("HOSTS", ALL, ALL),
        ("CONVENES", ALL, ALL),
        ("OFFERS", ALL, ALL),
        ("ATTENDS", ALL, ALL),
        ("PRESENTED_AT", ALL, ALL),
        ("USES_MODEL", ALL, ALL),
        ("PARTNERS_WITH", ALL, ALL),
        ("PROFILED_BY", ALL, ALL),
        ("LEADS", PERSON, ALL),
        ("WORKS_IN", PERSON, ALL),
        ("WRITES_FOR", PERSON, ALL),
    ],
)
def test_a_tie_joins_these_kinds_and_no_others(
    tie_type: str, sources: Container[str], targets: Container[str]
) -> None:
    for one in NODE_KINDS:
        for other in NODE_KINDS:
            expected = one in sources and other in targets
            assert may_join(tie_type, one, other) is expected, (one, other)


def test_a_school_is_part_of_a_district_and_a_collective_of_a_collective() -> None:
    joined = {
        (one, other)
        for one in NODE_KINDS
        for other in NODE_KINDS
        if may_join("PART_OF", one, other)
    }
    nesting = {(one, other) for one in COLLECTIVES for other in COLLECTIVES}
    assert joined == nesting | {("school", "district")}


@pytest.mark.parametrize("tie_type", sorted(TIE_TYPES))
def test_the_rule_in_words_says_who_may_begin_a_tie(tie_type: str) -> None:
    words = joins_what(tie_type)
    anybody = all(may_join(tie_type, kind, "network") for kind in NODE_KINDS)
    assert words.startswith("any kind") is anybody
    assert words.startswith("a person") is (tie_type in {"LEADS", "WORKS_IN", "WRITES_FOR"})


def test_every_kind_and_type_has_the_words_that_people_read() -> None:
    for kind in NODE_KINDS.values():
        assert kind.label == kind.name.capitalize()
        assert kind.meaning.endswith(".")
        assert kind.plural
    for tie in TIE_TYPES.values():
        assert tie.meaning.endswith(".")
        assert tie.out_phrase
        assert tie.in_phrase


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nces_id", "text"),
        ("founded", "date"),
        ("ended", "date"),
        ("stated_members", "integer"),
        ("competency_since", "date"),
        ("enrollment", "integer"),
        ("lat", "number"),
        ("lon", "number"),
    ],
)
def test_some_properties_are_more_than_text(name: str, kind: str) -> None:
    assert PROPERTIES[name].type == kind


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("district", {"district"}),
        ("Districts", {"district"}),
        ("people", {"person"}),
        ("CONSORTIA", {"consortium"}),
        ("collective", COLLECTIVES),
        ("collectives", COLLECTIVES),
        ("all", ALL),
        ("any", ALL),
        ("planet", None),
        ("", None),
    ],
)
def test_a_word_stands_for_a_kind_in_one_or_many_or_for_several(
    word: str, kinds: set[str] | None
) -> None:
    assert kinds_named(word) == kinds
