"""How every engine gives the ties around entities, with their evidence or for walking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import days
from graph.model import TieKey
from graph.schema import TIE_TYPES
from graph.store import DATED, STATED, STRONG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Direction
    from graph.store import Reader
    from tests.graph.conftest import Written


@pytest.mark.parametrize(
    ("ids", "types", "direction", "on", "expected"),
    [
        (["network:x"], ["MEMBER_OF"], "in", None, ["y x", "B x", "a x", "s x"]),
        (["network:x"], ["MEMBER_OF"], "out", None, []),
        (["network:x"], ["MEMBER_OF", "PART_OF"], "in", "2012", ["B x", "a x", "s x"]),
        (["cohort:y"], ["PART_OF", "MEMBER_OF"], "out", None, ["y x", "y x"]),
        (["district:a"], TIE_TYPES, None, None, ["a x", "s a"]),
        (["district:a", "network:x"], ["MEMBER_OF"], None, "2012", ["B x", "a x", "s x"]),
        (["district:a", "network:x"], ["MEMBER_OF"], None, "2018", []),
        (["district:a", "nobody"], ["MEMBER_OF"], None, "2015", []),
        (["district:a"], [], None, None, []),
        ([], TIE_TYPES, None, None, []),
        (["person:p"], TIE_TYPES, None, "2015-08", []),
    ],
)
def test_ties_around_entities_come_once_each_in_the_order_of_their_keys(
    town: Reader, ids: list[str], types: Iterable[str], direction: Direction | None, on: str | None,
    expected: list[str],
) -> None:  # fmt: skip
    found = town.ties(ids, list(types), None if on is None else days(on), direction)
    ends = [f"{t.source_id.split(':')[1]} {t.target_id.split(':')[1]}" for t in found]
    assert ends == expected
    assert [tie.key for tie in found] == sorted(tie.key for tie in found)
    if direction is not None:
        links = town.links(ids, list(types), None if on is None else days(on), direction)
        assert links == [tie.key for tie in found]


def test_ties_bring_the_spells_that_hold_and_their_statements(
    town: Reader, written: Written
) -> None:
    def held(on: str | None) -> list[str]:
        ties = town.ties(["district:a"], ["MEMBER_OF"], None if on is None else days(on))
        return [written(spell) for tie in ties for spell in tie.spells]

    assert held(None) == ["2012..2014 [chair]", "2018.. [member]"]
    assert held("2014-12") == ["2012..2014 [chair]"]
    (tie,) = town.ties(["district:a"], ["MEMBER_OF"], None)
    (source,) = tie.spells[0].sources
    assert (source.url, source.as_of, source.confidence) == ("https://page.org", "2015", "stated")


def test_ties_between_pairs_are_found_in_either_direction(town: Reader) -> None:
    types = ["MEMBER_OF", "PART_OF", "LEADS"]
    pairs = [("network:x", "cohort:y"), ("person:p", "district:B"), ("district:a", "cohort:y")]
    assert [tie.key for tie in town.between(pairs, types, None)] == [
        TieKey("cohort:y", "MEMBER_OF", "network:x"),
        TieKey("cohort:y", "PART_OF", "network:x"),
        TieKey("person:p", "LEADS", "district:B"),
    ]
    assert town.between(pairs, types, days("2012")) == []
    assert town.between(pairs, ["HOSTS"], None) == []
    assert town.between([], types, None) == []


@pytest.mark.parametrize(
    ("on", "size"), [(None, 4), ("2012", 3), ("2013", 4), ("2015", 3), ("2009", 0), ("2017", 0)]
)
def test_the_size_of_a_collective_is_its_distinct_members(
    town: Reader, on: str | None, size: int
) -> None:
    sizes = town.sizes(["network:x", "cohort:y", "nobody"], None if on is None else days(on))
    assert sizes == {"network:x": size, "cohort:y": 0}


@pytest.mark.parametrize(
    ("types", "on", "expected"),
    [
        (["MEMBER_OF"], None, {"a": 7, "B": STRONG, "s": 7, "y": 7}),
        (["MEMBER_OF", "PART_OF"], "2015", {"B": STRONG, "s": 7, "y": 7}),
        (["ATTENDS"], None, {"p": STATED + DATED}),
        (["ATTENDS"], "2013", {}),
        (["HOSTS"], None, {}),
    ],
)
def test_a_walk_sees_the_steps_around_an_entity(
    town: Reader, types: list[str], on: str | None, expected: dict[str, int]
) -> None:
    walk = town.walk(types, None if on is None else days(on))
    handles = walk.handles(["network:x", "nobody"])
    assert list(handles) == ["network:x"]
    marks: dict[str, int] = {}
    for node, other, mark in walk.around(list(handles.values())):
        assert node == handles["network:x"]
        name = walk.ids([other])[other].split(":")[1]
        marks[name] = marks.get(name, 0) | mark
    assert marks == expected


@pytest.mark.parametrize(
    ("types", "on", "expected"),
    [
        (["MEMBER_OF"], None, ["B x", "a x", "a x", "s x", "y x"]),
        (["MEMBER_OF"], "2013", ["B x", "a x", "s x", "y x"]),
        (["PART_OF", "LEADS"], None, ["p B", "s a", "y x"]),
        (["HOSTS"], None, []),
    ],
)
def test_a_walk_as_a_whole_is_the_ends_of_every_spell_that_holds(
    town: Reader, types: list[str], on: str | None, expected: list[str]
) -> None:
    walk = town.walk(types, None if on is None else days(on))
    pairs = list(walk.pairs())
    names = {
        handle: i.split(":")[1] for handle, i in walk.ids({h for p in pairs for h in p}).items()
    }
    assert sorted(f"{names[a]} {names[b]}" for a, b in pairs) == expected
