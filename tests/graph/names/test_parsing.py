"""Two ways to write a district come apart into the same parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names.folding import plain
from graph.names.numerals import Number, take_numbers
from graph.names.parsing import parse
from graph.names.states import runs, state_in, state_of


@pytest.mark.parametrize(
    ("one", "other", "state"),
    [
        ("Mt. Zion CUSD 3", "Mount Zion Community Unit School District 3", "IL"),
        ("HASKELL CISD", "Haskell Consolidated I.S.D.", "TX"),
        ("South Seneca CSD", "SOUTH SENECA CENTRAL SCHOOL DISTRICT", "NY"),
        ("Cedar Rapids CSD", "Cedar Rapids Comm School District", "IA"),
        ("Freeport UFSD", "FREEPORT UNION FREE SCHOOL DISTRICT", "NY"),
        ("M S D Warren Township", "Metropolitan School District of Warren Township", "IN"),
        ("Marengo-Union E Cons D 165", "Marengo-Union Elementary Consolidated District 165", "IL"),
        ("Hagar Township S/D #6", "Hagar Township School District 6", "MI"),
        ("Bigfork H S", "Bigfork High School District", "MT"),
        ("ST. CROIX CENTRAL SD", "Saint Croix Central School District", "WI"),
        ("ACCOMACK CO PBLC SCHS", "Accomack County Public Schools", "VA"),
        ("FT TOTTEN 30", "Fort Totten Public School District 30", "ND"),
    ],
)
def test_short_and_long_forms_are_one(one: str, other: str, state: str) -> None:
    left, right = parse(one, state), parse(other, state)
    assert (left.core, left.forms, left.level, left.numbers) == (
        right.core,
        right.forms,
        right.level,
        right.numbers,
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("marquand-zion r-vi", Number("6", "r")),
        ("weld re-8", Number("8", "r")),
        ("gunnison watershed re1j", Number("1", "r", "j")),
        ("de beque 49-jt", Number("49", "", "j")),
        ("webster 18-4", Number("18-4")),
        ("smee 05-05", Number("5-5")),
        ("elgin u-46", Number("46", "u")),
        ("sigel #3f", Number("3", "", "f")),
        ("lexington district four", Number("4")),
        ("lexington 04", Number("4")),
        ("regional district no. 5", Number("5")),
        ("msad # 60", Number("60", "", "", "sad")),
        ("rsu 02", Number("2", "", "", "rsu")),
    ],
)
def test_numbers_are_read_as_states_write_them(text: str, number: Number) -> None:
    assert take_numbers(text)[1] == (number,)


def test_letters_that_only_one_number_has_are_no_matter() -> None:
    assert Number("49").agrees(Number("49", "", "j"))
    assert not Number("1", "c").agrees(Number("1", "r"))
    assert not Number("18-4").agrees(Number("18-5"))


def test_a_number_with_a_unit_is_its_own() -> None:
    assert [str(n) for n in parse("RSU 03/MSAD 03", "ME").numbers] == ["RSU 3", "SAD 3"]


def test_central_is_a_part_of_the_name_where_it_stands_for_the_place() -> None:
    assert parse("East Central ISD", "TX").core == ("east", "central")
    assert parse("Central Kitsap School District", "WA").core == ("central", "kitsap")
    assert parse("Afton Central Schools", "NY").core == ("afton",)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Lindsay Unified, CA", "CA"),
        ("Plymouth, Massachusetts School District", "MA"),
        ("Miami-Dade County (Fla.) Public Schools", "FL"),
        ("Cedar Rapids Community School District (Iowa)", "IA"),
        ("Rock Hill Schools in South Carolina", "SC"),
    ],
)
def test_a_state_that_the_name_mentions_is_no_part_of_the_place(text: str, state: str) -> None:
    name = parse(text, state)
    assert name.state == state
    assert name.hints == ()


def test_a_town_in_brackets_or_after_a_comma_is_a_hint() -> None:
    assert parse("West Valley School District (Spokane)", "WA").hints == ("spokane",)
    assert parse("Meadows Valley School District, New Meadows", "ID").hints == ("new meadows",)
    assert parse("Waterboro-based RSU 57", "ME").hints == ("waterboro",)


def test_a_name_that_was_cut_off_is_still_read() -> None:
    assert parse("NORTH BRANFORD SCHOOL DISTRIC", "CT").core == ("north", "branford")
    cut = "De Beque Joint District No. 49 of the counties of Mesa and"
    assert parse(cut, "CO").core == ("de", "beque")


def test_what_sort_of_agency_it_is_is_told_apart() -> None:
    assert parse("Franklin Academy", "OH").agency == "charter"
    assert parse("Miami County ESC", "OH").agency == "service"
    assert parse("Kent ISD", "MI").agency == "service"
    assert parse("Kent ISD", "TX").agency == "district"
    assert parse("Orange East Supervisory Union", "VT").agency == "service"


def test_a_state_is_known_by_code_name_and_short_form() -> None:
    written = {
        "NC": "NC|n.c.|N. C.|North Carolina|N. Carolina|No. Carolina|N. Car.|N.Car.",
        "ND": "N. Dak.|N.Dak.|No. Dakota|n dakota",
        "NH": "N.H.|N. H.|New Hamp.|N. Hampshire",
        "WV": "W.Va.|W. Va.|W. Virginia",
        "DC": "D.C.|Washington, D.C.|Wash., D. C.|Dist. of Columbia",
        "OR": "Ore.|Oreg.",
        "VI": "V.I.|U.S. Virgin Islands",
    }
    for postal, texts in written.items():
        assert {state_of(text) for text in texts.split("|")} == {postal}
    assert state_of("Ontario") is None
    assert [state_in(cell) for cell in ("Minn., USA", "US-MN", "27", "MN/WI", "USA")] == [
        *("MN", "MN", "MN"),
        *("MN/WI", "USA"),
    ]
    assert (runs("5900001"), runs("0622710"), runs("12")) == ("BI", "CA", None)


@given(st.text(max_size=60))
def test_any_text_comes_apart_and_case_is_no_matter(text: str) -> None:
    assert parse(text, "OH") == parse(text, "OH")
    assert plain(plain(text)) == plain(text)
