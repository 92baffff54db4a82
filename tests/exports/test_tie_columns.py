"""What goes into `district_id` and `host_id`, and what stays in relationships.csv."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from graph.model import Node, Source, Statement

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exports.conftest import RoundTrip

PAGE = "https://page.org"
ENTITIES = [
    Node("district:a", "district", "A"),
    Node("district:b", "district", "B"),
    Node("school:s", "school", "S", (), {"source_url": PAGE}),
    Node("school:t", "school", "T"),
    Node("org:o", "organization", "O"),
    Node("org:p", "organization", "P"),
    Node("network:n", "network", "N", (), {"source_url": PAGE}),
]


def part(school: str, district: str, evidence: Source, role: str | None = None) -> Statement:
    return Statement(school, "PART_OF", district, role, evidence=evidence)


def column(folder: Path, file: str, name: str) -> dict[str, str]:
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row[name] for row in csv.DictReader(lines) if row[name]}


def relationships(folder: Path) -> list[tuple[str, str]]:
    with (folder / "relationships.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["source_id"], row["target_id"]) for row in csv.DictReader(lines)]


FITTING = [
    part("school:s", "district:a", Source(PAGE)),
    part("school:s", "district:a", Source(PAGE, "other.csv", 7)),
    part("school:t", "district:a", Source(None, "schools.csv", 3)),
]
OTHER = [
    part("school:s", "district:a", Source("https://other.org")),
    part("school:s", "district:a", Source(PAGE), role="annex"),
    part("school:s", "district:a", Source(PAGE, as_of="2015")),
    part("school:s", "district:a", Source(PAGE, confidence="inferred")),
    part("school:s", "district:a", Source(None, "schools.csv", 3)),
    part("school:t", "district:a", Source(PAGE)),
    part("school:t", "district:a", Source(None, "relationships.csv", 3)),
    Statement("school:s", "PART_OF", "district:a", None, "2012", None, Source(PAGE)),
    Statement("school:s", "PART_OF", "district:a", None, None, "2012", Source(PAGE)),
    Statement("school:s", "PART_OF", "district:a", evidence=Source(PAGE), properties={"note": "x"}),
]


@pytest.mark.parametrize("statement", FITTING)
def test_a_bare_tie_by_the_source_of_its_row_goes_into_the_column(
    round_trip: RoundTrip, statement: Statement
) -> None:
    trip = round_trip([*ENTITIES, statement])
    assert trip.after == trip.before
    assert column(trip.folder, "schools.csv", "district_id") == {statement.source_id: "district:a"}
    assert relationships(trip.folder) == []


@pytest.mark.parametrize("statement", OTHER)
def test_a_tie_that_says_more_stays_a_row(round_trip: RoundTrip, statement: Statement) -> None:
    trip = round_trip([*ENTITIES, statement])
    assert trip.after == trip.before
    assert column(trip.folder, "schools.csv", "district_id") == {}
    assert relationships(trip.folder) == [(statement.source_id, "district:a")]


def test_of_several_that_fit_the_first_goes_into_the_column(round_trip: RoundTrip) -> None:
    both = [part("school:s", f"district:{end}", Source(PAGE)) for end in "ba"]
    trip = round_trip([*ENTITIES, *both])
    assert trip.after == trip.before
    assert column(trip.folder, "schools.csv", "district_id") == {"school:s": "district:a"}
    assert relationships(trip.folder) == [("school:s", "district:b")]


def test_all_that_is_said_of_one_tie_comes_back(round_trip: RoundTrip) -> None:
    # Two statements without a page would be one, since the folder holds them in one file.
    statements = [s for s in [*FITTING, *OTHER] if s.evidence.url]
    trip = round_trip([*ENTITIES, *statements])
    assert trip.after == trip.before
    assert column(trip.folder, "schools.csv", "district_id") == {"school:s": "district:a"}


def test_a_host_goes_into_the_column_of_its_network(round_trip: RoundTrip) -> None:
    hosts = [
        Statement("org:p", "HOSTS", "network:n", evidence=Source(PAGE)),
        Statement("org:o", "HOSTS", "network:n", evidence=Source(PAGE)),
        Statement("org:o", "HOSTS", "network:n", None, "2014", None, Source(PAGE)),
        Statement("org:o", "HOSTS", "org:p", evidence=Source(PAGE)),
    ]
    trip = round_trip([*ENTITIES, *hosts])
    assert trip.after == trip.before
    assert column(trip.folder, "networks.csv", "host_id") == {"network:n": "org:o"}
    assert relationships(trip.folder) == [
        ("org:o", "network:n"),
        ("org:o", "org:p"),
        ("org:p", "network:n"),
    ]
