"""Rows and columns that stand for ties, and what can be wrong with them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from graph.model import Node, Source, Statement
from graph.schema import TIE_TYPES, may_join

if TYPE_CHECKING:
    from tests.loaders.conftest import ReadHouse


HEADER = "source_id,type,target_id,since,until,role,as_of,source_url,confidence\n"


def test_a_row_becomes_a_statement_with_its_evidence(ties: ReadHouse) -> None:
    page = "https://example.org/members"
    result = ties(
        relationships=HEADER
        + f"d:1,MEMBER_OF,n:1,2012-09,2014,founding member,2019-10-17,{page},inferred\n"
    )
    assert result.statements == [
        Statement(
            "d:1",
            "MEMBER_OF",
            "n:1",
            "founding member",
            "2012-09",
            "2014",
            Source(page, "relationships.csv", 2, "2019-10-17", "inferred"),
        )
    ]


def test_three_columns_are_enough_and_the_line_is_the_evidence(ties: ReadHouse) -> None:
    result = ties(relationships="target_id,Type,source_id\n\nn:1,MEMBER_OF,d:1\n")
    assert result.statements == [
        Statement("d:1", "MEMBER_OF", "n:1", evidence=Source(None, "relationships.csv", 3))
    ]


def test_other_columns_become_properties_of_the_statement(ties: ReadHouse) -> None:
    rows = "source_id,type,target_id,fee,lat\nd:1,MEMBER_OF,n:1,250,1.5\nd:2,MEMBER_OF,n:1,,\n"
    result = ties(relationships=rows)
    assert [dict(s.properties) for s in result.statements] == [{"fee": "250", "lat": 1.5}, {}]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("", "stated"), ("stated", "stated"), ("Inferred", "inferred"), ("STATED", "stated")],
)
def test_a_confidence_is_stated_unless_it_says_otherwise(
    ties: ReadHouse, written: str, meant: str
) -> None:
    result = ties(relationships=f"source_id,type,target_id,confidence\nd:1,HOSTS,n:1,{written}\n")
    assert [s.evidence.confidence for s in result.statements] == [meant]


@pytest.mark.parametrize("written", ["MEMBER_OF", "member_of", "Member_Of"])
def test_the_type_may_be_written_in_whatever_case(ties: ReadHouse, written: str) -> None:
    result = ties(relationships=f"source_id,type,target_id\nd:1,{written},n:1\n")
    assert [s.type for s in result.statements] == ["MEMBER_OF"]


def test_repeated_rows_stay_statements_of_their_own(ties: ReadHouse) -> None:
    rows = "source_id,type,target_id\nd:1,HOSTS,n:1\nd:1,HOSTS,n:1\n"
    assert [s.evidence.line for s in ties(relationships=rows).statements] == [2, 3]


def test_the_district_of_a_school_and_the_host_of_a_network_are_ties(ties: ReadHouse) -> None:
    result = ties(
        schools="id,name,district_id,source_url\ns:1,A,d:1,https://example.org/s\ns:2,B,,\n",
        networks="id,kind,name,host_id\nn:1,network,One,\nn:2,network,Two,o:1\n",
        relationships="source_id,type,target_id\nd:1,MEMBER_OF,n:1\n",
    )
    assert result.problems == []
    assert result.statements == [
        Statement(
            "s:1", "PART_OF", "d:1", evidence=Source("https://example.org/s", "schools.csv", 2)
        ),
        Statement("o:1", "HOSTS", "n:2", evidence=Source(None, "networks.csv", 3)),
        Statement("d:1", "MEMBER_OF", "n:1", evidence=Source(None, "relationships.csv", 2)),
    ]
    written = [r for r in result.records if isinstance(r, Node | Statement)]
    assert not any({"district_id", "host_id"} & set(record.properties) for record in written)


# Problems --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (",MEMBER_OF,n:1,,,,,,", "source_id", "empty-id"),
        ("d:1,MEMBER_OF,,,,,,,", "target_id", "empty-id"),
        ("d:1,,n:1,,,,,,", "type", "empty-type"),
        ("d:9,MEMBER_OF,n:1,,,,,,", "source_id", "unknown-id"),
        ("d:1,MEMBER_OF,N:1,,,,,,", "target_id", "unknown-id"),
        ("d:1,JOINED,n:1,,,,,,", "type", "unknown-type"),
        ("d:1,MEMBER_OF,d:2,,,,,,", "type", "tie-not-allowed"),
        ("d:1,MEMBER_OF,n:1,2012-9,,,,,", "since", "bad-date"),
        ("d:1,MEMBER_OF,n:1,,now,,,,", "until", "bad-date"),
        ("d:1,MEMBER_OF,n:1,,,,10/17/19,,", "as_of", "bad-date"),
        ("d:1,MEMBER_OF,n:1,2015,2014-12-31,,,,", "since", "since-after-until"),
        ("d:1,MEMBER_OF,n:1,,,,,,sure", "confidence", "bad-confidence"),
    ],
)
def test_a_bad_cell_is_reported_at_its_line_and_column(
    ties: ReadHouse, row: str, column: str, rule: str
) -> None:
    result = ties(relationships=f"{HEADER}d:1,HOSTS,n:1,,,,,,\n{row}\n")
    assert result.spots == [("relationships.csv", 3, column, rule)]
    assert result.only.severity == "error"


def test_all_problems_of_a_row_are_reported(ties: ReadHouse) -> None:
    assert ties(relationships=f"{HEADER}x,y,z,1,2,,3,,4\n").rules == [
        "unknown-type",
        "bad-confidence",
        "bad-date",
        "bad-date",
        "bad-date",
        "unknown-id",
        "unknown-id",
    ]


def test_a_tie_that_may_not_be_says_what_may(ties: ReadHouse) -> None:
    problem = ties(relationships="source_id,type,target_id\nd:1,LEADS,n:1\n").only
    assert problem.problem == "LEADS cannot join a district to a network."
    assert "a person to any kind" in problem.fix


@pytest.mark.parametrize("tie_type", TIE_TYPES)
def test_exactly_the_ties_of_the_schema_are_allowed(ties: ReadHouse, tie_type: str) -> None:
    kinds = {
        "d:1": "district",
        "s:1": "school",
        "n:1": "network",
        "n:2": "cohort",
        "o:1": "organization",
        "p:1": "person",
    }
    pairs = list(product(kinds, kinds))
    rows = "".join(f"{a},{tie_type},{b}\n" for a, b in pairs)
    problems = ties(relationships=f"source_id,type,target_id\n{rows}").problems
    refused = {p.line for p in problems if p.rule == "tie-not-allowed"}
    assert refused == {
        line
        for line, (a, b) in enumerate(pairs, start=2)
        if not may_join(tie_type, kinds[a], kinds[b])
    }


@pytest.mark.parametrize(
    ("written", "fix"),
    [("MEMBERSHIP_OF", "Did you mean MEMBER_OF?"), ("PART OF", "Did you mean PART_OF?")],
)
def test_the_nearest_type_is_offered(ties: ReadHouse, written: str, fix: str) -> None:
    assert ties(relationships=f"source_id,type,target_id\nd:1,{written},n:1\n").only.fix == fix


def test_where_no_type_is_near_all_are_listed(ties: ReadHouse) -> None:
    fix = ties(relationships="source_id,type,target_id\nd:1,#,n:1\n").only.fix
    assert all(name in fix for name in TIE_TYPES)


@pytest.mark.parametrize(
    ("since", "until"), [("2014", "2014-03"), ("2014-12-31", "2014"), ("2014", "2014")]
)
def test_a_tie_may_begin_and_end_within_the_same_date(
    ties: ReadHouse, since: str, until: str
) -> None:
    assert not ties(relationships=f"{HEADER}d:1,MEMBER_OF,n:1,{since},{until},,,,\n").problems


def test_the_cells_of_tie_columns_are_judged_as_well(ties: ReadHouse) -> None:
    assert ties(
        schools="id,name,district_id\ns:1,A,d:9\ns:2,B,o:1\n",
        networks="id,kind,name,host_id\nn:1,network,One,o:9\nn:2,network,Two,d:1\n",
    ).spots == [
        ("schools.csv", 2, "district_id", "unknown-id"),
        ("schools.csv", 3, "type", "tie-not-allowed"),
        ("networks.csv", 2, "host_id", "unknown-id"),
    ]


# Dates of collectives --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "columns"),
    [
        ("2010", "2015", []),
        ("2009", "", ["since"]),
        ("2009-12-31", "2015-01", ["since"]),
        ("", "2009", ["until"]),
        ("2016", "", ["since"]),
        ("2012", "2016-01-01", ["until"]),
        ("2008", "2009", ["since", "until"]),
        ("2009", "2020", ["since", "until"]),
        ("", "", []),
    ],
)
def test_dates_outside_the_life_of_a_collective_are_warned_of(
    ties: ReadHouse, since: str, until: str, columns: list[str]
) -> None:
    result = ties(relationships=f"{HEADER}d:1,MEMBER_OF,n:2,{since},{until},,,,\n")
    assert [(p.column, p.rule, p.severity) for p in result.problems] == [
        (column, "outside-lifetime", "warning") for column in columns
    ]
    assert len(result.statements) == 1


def test_a_collective_at_the_start_of_a_tie_counts_too(ties: ReadHouse) -> None:
    problem = ties(relationships=f"{HEADER}n:2,PARTNERS_WITH,n:1,2016,,,,,\n").only
    assert problem.problem == "2016 is after n:2 had ended (2015)."
