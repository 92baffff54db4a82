"""Ties whose ends are in bad rows, in unreadable files or in another source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import Statement
from loaders.check import check
from loaders.checks.known import Known
from loaders.reading import read

if TYPE_CHECKING:
    from tests.loaders.conftest import ReadHouse, WriteHouse

BAD_DISTRICT = "id,name,lat\nd:1,Alpha,x\nd:2,Beta,\n"
TIES = "source_id,type,target_id\nd:1,MEMBER_OF,n:1\nd:2,MEMBER_OF,n:1\n"


def test_a_row_that_names_a_bad_row_is_not_blamed(ties: ReadHouse) -> None:
    assert ties(districts=BAD_DISTRICT, relationships=TIES).rules == ["bad-number"]


@pytest.mark.parametrize(
    "districts",
    [BAD_DISTRICT, "id,name\nd:1\nd:2,Beta\n", "id,name\nd:1,A\0lpha\nd:2,Beta\n"],
)
def test_but_it_is_left_out_with_it(ties: ReadHouse, districts: str) -> None:
    result = ties(skip_bad=True, districts=districts, relationships=TIES)
    assert [s.source_id for s in result.statements] == ["d:2"]
    assert result.spots[1:] == [("relationships.csv", 2, "source_id", "end-left-out")]


def test_a_school_keeps_its_place_if_only_its_district_is_bad(ties: ReadHouse) -> None:
    result = ties(
        skip_bad=True,
        districts=BAD_DISTRICT,
        schools="id,name,district_id\ns:1,A,d:1\ns:2,B,d:2\n,C,d:2\n",
    )
    assert [s.source_id for s in result.statements] == ["s:2"]
    assert result.spots == [
        ("districts.csv", 2, "lat", "bad-number"),
        ("schools.csv", 2, "district_id", "end-left-out"),
        ("schools.csv", 4, "id", "empty-id"),
    ]
    assert "s:1" in {record[0] for record in result.records}


def test_a_kind_that_cannot_be_read_excuses_the_ties_of_its_row(ties: ReadHouse) -> None:
    networks = "id,kind,name\nn:1,club,One\nn:2,cohort,Two\n"
    assert ties(networks=networks, relationships=TIES).rules == ["unknown-kind"]


@pytest.mark.parametrize(
    "districts", ["id\nd:1\n", 'id,name\nd:1,"Alpha\n', b"\xff\xfei\0", b"", 'id,name\nd:1,"A" x\n']
)
def test_where_a_file_cannot_be_read_nobody_is_called_unknown(
    ties: ReadHouse, districts: str | bytes
) -> None:
    assert len(ties(districts=districts, relationships=TIES).problems) == 1


def test_unless_rows_are_to_be_skipped(ties: ReadHouse) -> None:
    districts = 'id,name\nd:1,"Alpha" x\nd:2,Beta\n'
    result = ties(skip_bad=True, districts=districts, relationships=TIES)
    assert result.rules == ["stray-quote", "unknown-id"]
    assert [s.source_id for s in result.statements] == ["d:2"]


def test_a_bad_row_does_no_harm_to_what_another_source_says(
    write: WriteHouse, places: dict[str, str]
) -> None:
    good = write("good", **places)
    bad = write("bad", districts=BAD_DISTRICT, relationships=TIES)
    for sources in ([good, bad], [bad, good]):
        result = list(read(sources, Known(), [], skip_bad=True))
        assert sum(isinstance(record, Statement) for record in result) == 2


def test_ties_may_name_entities_of_any_source(write: WriteHouse, places: dict[str, str]) -> None:
    ties = write("ties", relationships=TIES)
    entities = write("places", **places)
    assert check([ties, entities]) == []
    assert check([entities, ties]) == []
