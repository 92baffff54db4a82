"""Rows of entity files as entities, and what can be wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import Node
from loaders.check import check
from loaders.checks.known import Known
from loaders.reading import read

if TYPE_CHECKING:
    from graph.errors import Problem
    from tests.loaders.conftest import ReadHouse, WriteHouse


def test_every_file_gives_entities_of_its_kind(reading: ReadHouse) -> None:
    records, problems = reading(
        districts="id,name\nd:1,Alpha\n",
        schools="id,name\ns:1,Alpha High\n",
        networks="id,kind,name\nn:1,network,One\nn:2,Cohort,Two\nn:3,EVENT,Three\n",
        organizations="id,name\no:1,Org\n",
        people="id,name\np:1,Pat\n",
    )
    assert problems == []
    assert [(r.id, r.kind) for r in records if isinstance(r, Node)] == [
        ("d:1", "district"),
        ("s:1", "school"),
        ("n:1", "network"),
        ("n:2", "cohort"),
        ("n:3", "event"),
        ("o:1", "organization"),
        ("p:1", "person"),
    ]


def test_columns_become_properties_of_their_type_and_empty_cells_none(reading: ReadHouse) -> None:
    records, _ = reading(
        networks=(
            "stated_members,Founded,lat,mascot,aliases,NAME,kind,id,scope_state,nces_id\n"
            "29,2015-09,43.5,'+bear,O|One,One,network,n:1,NH,0200800\n"
            ",,,,,Two,network,n:2,,\n"
        )
    )
    properties: dict[str, str | int | float] = {
        "stated_members": 29,
        "founded": "2015-09",
        "lat": 43.5,
        "mascot": "+bear",
        "scope_state": "NH",
        "nces_id": "0200800",
    }
    assert records == [
        Node("n:1", "network", "One", ("O", "One"), properties),
        Node("n:2", "network", "Two"),
    ]


def test_ids_are_kept_as_they_are_written(reading: ReadHouse) -> None:
    records, problems = reading(districts="id,name\nDistrict:É 1,A\ndistrict:é 1,B\n")
    assert problems == []
    assert [r.id for r in records if isinstance(r, Node)] == ["District:É 1", "district:é 1"]


def test_a_kind_column_of_another_file_is_a_property(reading: ReadHouse) -> None:
    assert reading(people="id,name,kind\np:1,Pat,coach\n").records == [
        Node("p:1", "person", "Pat", (), {"kind": "coach"})
    ]


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (",One,network,,,,", "id", "empty-id"),
        ("n:9,,network,,,,", "name", "empty-name"),
        ("n:\u200b9,One,network,,,,", "id", "invisible-character"),
        ('"n:\n9",One,network,,,,', "id", "invisible-character"),
        ("n:9,One,club,,,,", "kind", "unknown-kind"),
        ("n:9,One,,,,,", "kind", "unknown-kind"),
        ("n:9,One,district,,,,", "kind", "unknown-kind"),
        ("n:9,One,network,2015-13,,,", "founded", "bad-date"),
        ("n:9,One,network,,soon,,", "ended", "bad-date"),
        ("n:9,One,network,,,about 29,", "stated_members", "bad-number"),
        ("n:9,One,network,,,,200800", "nces_id", "bad-nces-id"),
        ("n:9,One,network,2016,2015-12,,", "founded", "founded-after-ended"),
    ],
)
def test_a_bad_cell_is_reported_at_its_line_and_column(
    reading: ReadHouse, row: str, column: str, rule: str
) -> None:
    header = "id,name,kind,founded,ended,stated_members,nces_id\n"
    records, problems = reading(networks=f"{header}\n{row}\n")
    assert records == []
    assert [(p.file, p.line, p.column, p.rule) for p in problems] == [
        ("networks.csv", 3, column, rule)
    ]


def test_all_problems_of_a_row_are_reported(reading: ReadHouse) -> None:
    header = "id,name,competency_since,lat,nces_id\n"
    assert reading(districts=f"{header},,x,y,1\n").spots == [
        ("districts.csv", 2, "id", "empty-id"),
        ("districts.csv", 2, "name", "empty-name"),
        ("districts.csv", 2, "competency_since", "bad-date"),
        ("districts.csv", 2, "lat", "bad-number"),
        ("districts.csv", 2, "nces_id", "bad-nces-id"),
    ]


def test_a_collective_may_end_in_the_year_in_which_it_was_founded(reading: ReadHouse) -> None:
    assert not reading(networks="id,name,kind,founded,ended\nn,N,event,2015-06,2015\n").problems


def test_an_id_that_is_there_twice_says_both_places(reading: ReadHouse) -> None:
    problem = reading(
        districts="id,name\nx,Alpha\n", people="id,name\np:1,Pat\nx,Alpha again\n"
    ).only
    assert (problem.file, problem.line, problem.column) == ("people.csv", 3, "id")
    assert problem.rule == "duplicate-id"
    assert problem.problem == "The id 'x' is also on line 2 of districts.csv."


def test_an_nces_id_that_is_there_twice_says_both_places(reading: ReadHouse) -> None:
    problem = reading(
        districts="id,name,nces_id\na,A,0200800\nb,B,\nc,C,0200800\n",
    ).only
    assert (problem.line, problem.column, problem.rule) == (4, "nces_id", "duplicate-nces-id")
    assert problem.problem == "The NCES id '0200800' belongs to 'a' on line 2 of districts.csv."


# Several sources -------------------------------------------------------------------------------


def test_the_same_id_in_a_second_source_is_an_update(write: WriteHouse) -> None:
    one = write("one", districts="id,name,state,nces_id\na,A,NH,0200800\n")
    two = write("two", districts="id,name,state,nces_id\na,A new,,0200800\n")
    problems: list[Problem] = []
    records = list(read([one, two], Known(), problems))
    assert problems == []
    assert records == [
        Node("a", "district", "A", (), {"state": "NH", "nces_id": "0200800"}),
        Node("a", "district", "A new", (), {"nces_id": "0200800"}),
    ]


def test_a_second_source_may_not_change_a_kind(write: WriteHouse) -> None:
    one, two = write("one", districts="id,name\na,A\n"), write("two", people="id,name\n\na,A\n")
    (problem,) = check([one, two])
    assert (problem.file, problem.line, problem.rule) == (f"{two}/people.csv", 3, "kind-differs")
    assert (
        problem.problem == f"'a' is a person here and a district on line 2 of {one}/districts.csv."
    )


def test_an_id_twice_within_the_second_source_is_twice(write: WriteHouse) -> None:
    one, two = (
        write("one", districts="id,name\na,A\n"),
        write("two", districts="id,name\na,A\na,A\n"),
    )
    (problem,) = check([one, two])
    assert problem.problem == f"The id 'a' is also on line 2 of {two}/districts.csv."


def test_a_source_that_is_named_twice_is_read_once(write: WriteHouse) -> None:
    folder = write(districts="id,name\na,A\n")
    assert len(list(read([folder, folder], Known(), []))) == 1


def test_nces_ids_are_unique_across_sources(write: WriteHouse) -> None:
    one = write("one", districts="id,name,nces_id\na,A,0200800\n")
    two = write("two", districts="id,name,nces_id\nb,B,0200800\n")
    assert [p.rule for p in check([one, two])] == ["duplicate-nces-id"]


# Skipping --------------------------------------------------------------------------------------


def test_bad_rows_are_left_out_if_asked_for(reading: ReadHouse) -> None:
    text = "id,name,lat\na,A,1\nb,,2\nc,C,x\nd\ne,E,5\na,again,1\n"
    records, problems = reading(skip_bad=True, districts=text)
    assert [r.id for r in records if isinstance(r, Node)] == ["a", "e"]
    assert [(p.line, p.rule) for p in problems] == [
        (3, "empty-name"),
        (4, "bad-number"),
        (5, "ragged-row"),
        (7, "duplicate-id"),
    ]


def test_without_that_nothing_comes_after_the_first_error(reading: ReadHouse) -> None:
    records, problems = reading(districts="id,name\na,A\nb,\nc,C\nd,\n")
    assert [r.id for r in records if isinstance(r, Node)] == ["a"]
    assert [p.line for p in problems] == [3, 5]
