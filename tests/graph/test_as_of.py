"""Which ties hold on a date, on every engine: the clauses of the contract on time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import days
from graph.schema import TIE_TYPES

if TYPE_CHECKING:
    from tests.conftest import Engine


def held(engine: Engine, drawing: str, on: str | None) -> list[str]:
    """The sources of the ties that hold, from ties and from steps alike."""
    store = engine(drawing)
    day = None if on is None else days(on)
    ids = sorted(node.id for node in store.all_nodes())
    ties = store.ties(ids, TIE_TYPES, day, "out")
    walk = store.walk(TIE_TYPES, day)
    handles = walk.handles(ids)
    steps = walk.ids({n for n, other, _ in walk.around(list(handles.values())) if n != other})
    assert {end for t in ties for end in (t.source_id, t.target_id)} == set(steps.values())
    assert store.links(ids, TIE_TYPES, day, "out") == [tie.key for tie in ties]
    return [tie.source_id.partition(":")[2] for tie in ties]


@pytest.mark.parametrize(
    ("dates", "on", "expected"),
    [
        ("2012..2014", None, ["a"]),
        ("2012..2014", "2012-01-01", ["a"]),
        ("2012..2014", "2014-12-31", ["a"]),
        ("2012..2014", "2011", []),
        ("2012..2014", "2015", []),
        ("2012-06..2014-06", "2012", ["a"]),
        ("2012-06..2014-06", "2012-05", []),
        ("2012-06..2014-06", "2014", ["a"]),
        ("2012-06..2014-06", "2014-07", []),
        ("2012..", "2080", ["a"]),
        ("..2014", "1901", ["a"]),
        ("..2014", "2015", []),
        ("..", "1901", ["a"]),
    ],
)
def test_a_spell_holds_if_it_touches_the_date(
    engine: Engine, dates: str, on: str | None, expected: list[str]
) -> None:
    assert held(engine, f"district:a MEMBER_OF network:x {dates}", on) == expected


@pytest.mark.parametrize(
    ("on", "expected"), [("2011", ["a"]), ("2012", []), ("2013", ["a"]), (None, ["a"])]
)
def test_between_two_spells_a_tie_does_not_hold(
    engine: Engine, on: str | None, expected: list[str]
) -> None:
    drawing = """
        district:a MEMBER_OF network:x 2010..2011
        district:a MEMBER_OF network:x 2013..2014
    """
    assert held(engine, drawing, on) == expected


@pytest.mark.parametrize(
    ("on", "expected"), [("2013", []), ("2014", ["p"]), ("2014-07", ["p"]), ("2015", [])]
)
def test_a_momentary_tie_holds_for_the_days_of_its_date(
    engine: Engine, on: str, expected: list[str]
) -> None:
    assert held(engine, "person:p ATTENDS event:e 2014..", on) == expected


def test_an_undated_statement_does_not_make_a_dated_tie_pass(engine: Engine) -> None:
    drawing = """
        district:a MEMBER_OF network:x 2013..2014
        district:a MEMBER_OF network:x ..
    """
    assert held(engine, drawing, "2010") == []
    assert held(engine, drawing, "2013") == ["a"]


@pytest.mark.parametrize(
    ("life", "on", "expected"),
    [
        ("founded=2010", "2009", []),
        ("founded=2010", "2010", ["a"]),
        ("founded=2010-09", "2010", ["a"]),
        ("founded=2010-09", "2010-08", []),
        ("founded=2010-09", "2010-09-01", ["a"]),
        ("ended=2014", "2014-12-31", ["a"]),
        ("ended=2014", "2015", []),
        ("ended=2014-06", "2014", ["a"]),
        ("ended=2014-06", "2014-07", []),
        ("founded=2010 ended=2014", None, ["a"]),
        ("founded=2010 ended=2014", "2012", ["a"]),
    ],
)
@pytest.mark.parametrize("dates", ["..", "2000.."])
def test_no_tie_of_a_collective_holds_before_its_founding_or_after_its_end(
    engine: Engine, life: str, dates: str, on: str | None, expected: list[str]
) -> None:
    drawing = f"network:x = X {{{life}}}\ndistrict:a MEMBER_OF network:x {dates}"
    assert held(engine, drawing, on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2009", []),
        ("2010", ["p", "o"]),
        ("2012", ["x", "p", "o"]),
        ("2014", ["x"]),
        ("2016", []),
        (None, ["x", "p", "o"]),
    ],
)
def test_the_life_of_a_collective_counts_at_either_end_and_for_every_type(
    engine: Engine, on: str | None, expected: list[str]
) -> None:
    drawing = """
        network:x = X {founded=2012 ended=2015}
        event:e = E {founded=2010 ended=2013}
        network:x PARTNERS_WITH district:a
        person:p LEADS event:e
        organization:o HOSTS event:e
    """
    assert sorted(held(engine, drawing, on)) == sorted(expected)


def test_founded_and_ended_of_a_district_play_no_part(engine: Engine) -> None:
    drawing = """
        district:a = A {founded=2010 ended=2014}
        district:a PARTNERS_WITH district:b
    """
    assert held(engine, drawing, "1999") == ["a"]


def test_a_tie_with_both_ends_out_of_step_never_holds_on_a_date(engine: Engine) -> None:
    drawing = """
        network:x = X {ended=2010}
        network:y = Y {founded=2012}
        network:x PART_OF network:y
    """
    assert [held(engine, drawing, on) for on in ("2009", "2011", "2013", None)] == [
        [],
        [],
        [],
        ["x"],
    ]
