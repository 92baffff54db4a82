"""Everything that is known of one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import NotFoundError
from graph.model import Ref, Source
from queries.show import show

if TYPE_CHECKING:
    from tests.conftest import Engine

DRAWING = """
    district:a = Alpha | First | 1st {state=NH nces_id=3300001}
    network:x = X {founded=2010 ended=2016}
    network:B = b
    district:a MEMBER_OF network:x 2014.. [member] <page.org 2015>
    district:a MEMBER_OF network:x 2011..2012 [chair] <roster.csv:7> inferred
    district:a MEMBER_OF network:x .. [guest]
    district:a MEMBER_OF network:B ..2013
    district:a PARTNERS_WITH district:b 2012..
    district:c PARTNERS_WITH district:a 2011..
    school:s PART_OF district:a
    person:p ATTENDS network:x
"""


def lines(engine: Engine, name: str, as_of: str | None = None) -> list[str]:
    return [
        f"{t.type} {t.direction} {t.other.id} "
        f"{held.since or ''}..{held.until or ''} {held.role or '-'}"
        for t in show(engine(DRAWING), name, as_of=as_of).ties
        for held in [t.tenure]
    ]


def test_an_entity_comes_with_its_names_and_properties(engine: Engine) -> None:
    profile = show(engine(DRAWING), "alpha")
    assert profile[:4] == ("district:a", "district", "Alpha", ("First", "1st"))
    assert dict(profile.properties) == {"state": "NH", "nces_id": "3300001"}


def test_each_spell_is_a_row_ordered_by_type_direction_other_id_and_since(engine: Engine) -> None:
    assert lines(engine, "district:a") == [
        "MEMBER_OF out network:B ..2013 -",
        "MEMBER_OF out network:x 2011..2012 chair; guest",
        "MEMBER_OF out network:x 2014.. member",
        "PARTNERS_WITH in district:c 2011.. -",
        "PARTNERS_WITH out district:b 2012.. -",
        "PART_OF in school:s .. -",
    ]


def test_a_row_says_who_says_so_and_whether_it_is_dated(engine: Engine) -> None:
    ties = show(engine(DRAWING), "district:a").ties
    assert [tie.tenure.undated for tie in ties] == [True, False, False, False, False, True]
    assert ties[1].tenure.sources == (Source(None, "roster.csv", 7, None, "inferred"), Source())
    assert ties[2].tenure.sources == (Source("https://page.org", as_of="2015"),)
    assert ties[2].other == Ref("network:x", "network", "X")


@pytest.mark.parametrize(
    ("as_of", "others"),
    [
        ("2011", ["network:B", "network:x", "district:c", "school:s"]),
        ("2013", ["network:B", "district:c", "district:b", "school:s"]),
        ("2015", ["network:x", "district:c", "district:b", "school:s"]),
        ("2017", ["district:c", "district:b", "school:s"]),
    ],
)
def test_on_a_date_only_what_held_is_shown(engine: Engine, as_of: str, others: list[str]) -> None:
    assert [line.split()[2] for line in lines(engine, "district:a", as_of)] == others


def test_a_tie_is_seen_from_the_other_end_as_in(engine: Engine) -> None:
    assert lines(engine, "district:b") == ["PARTNERS_WITH in district:a 2012.. -"]
    assert lines(engine, "person:p") == ["ATTENDS out network:x .. -"]


def test_an_entity_without_ties_or_properties_is_shown_all_the_same(engine: Engine) -> None:
    assert show(engine("person:p"), "p") == ("person:p", "person", "p", (), {}, ())


def test_a_tie_to_itself_is_one_row(engine: Engine) -> None:
    profile = show(engine("district:a PARTNERS_WITH district:a"), "district:a")
    assert [(tie.direction, tie.other.id) for tie in profile.ties] == [("out", "district:a")]


def test_an_unknown_name_is_refused(engine: Engine) -> None:
    with pytest.raises(NotFoundError):
        show(engine(DRAWING), "qqqqqq")
