"""The picture of surroundings: rings, ties among them, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netweave.visuals import ego
from netweave.visuals.ego import view_ego
from netweave.visuals.picture.limits import TooLargeError, ViewError
from tests.visuals.reading import names, read

if TYPE_CHECKING:
    from tests.conftest import Engine

AROUND = """
    cohort:c = Cohort {stated_members=20}
    district:b = Birch
    district:a = Alder
    district:a MEMBER_OF cohort:c 2012..
    district:b MEMBER_OF cohort:c 2014.. [chair]
    person:p LEADS cohort:c
    person:p WORKS_IN district:a
    district:a MEMBER_OF network:far
    district:z MEMBER_OF network:far
"""


def test_what_is_tied_to_it_stands_around_it_by_kind_and_name(engine: Engine) -> None:
    page = view_ego(engine(AROUND), "Cohort")
    assert names(page) == ["Cohort", "Alder", "Birch", "p"]
    centre = read(page)["nodes"][0]
    assert (centre["x"], centre["y"]) == (0, 0)


def test_ties_among_its_neighbours_are_drawn_too(engine: Engine) -> None:
    about = read(view_ego(engine(AROUND), "Cohort"))["about"]
    ties = [(tie[0], tie[2], tie[1]) for tie in about["ties"]]
    assert ties == [
        (1, "MEMBER_OF", 0),
        (2, "MEMBER_OF", 0),
        (3, "LEADS", 0),
        (3, "WORKS_IN", 1),
    ]
    assert [line["emphasised"] for line in about["lines"]] == [True, True, True, False]


def test_the_page_says_what_there_is_and_what_is_missing(engine: Engine) -> None:
    assert view_ego(engine(AROUND), "Cohort").words == (
        "Tied to it: 2 districts, 1 person. 1 tie joins these to each other. "
        "Its roster is incomplete: 2 of about 20 known."
    )


def test_a_radius_of_two_adds_a_ring(engine: Engine) -> None:
    page = view_ego(engine(AROUND), "Cohort", radius=2)
    assert names(page) == ["Cohort", "Alder", "Birch", "p", "far"]
    assert "One step further are 1 more." in page.words


def test_memberships_alone_leave_people_out(engine: Engine) -> None:
    assert names(view_ego(engine(AROUND), "Cohort", through="memberships")) == [
        "Cohort",
        "Alder",
        "Birch",
    ]


def test_only_ties_of_the_date_are_drawn(engine: Engine) -> None:
    page = view_ego(engine(AROUND), "Cohort", as_of="2013")
    assert names(page) == ["Cohort", "Alder", "p"]
    assert "as of 2013" in page.html


def test_what_is_tied_to_nothing_has_a_page(engine: Engine) -> None:
    page = view_ego(engine("district:a = Alone"), "Alone")
    assert names(page) == ["Alone"]
    assert page.words == "Nothing here is tied to it."


@pytest.mark.every_engine
def test_each_spell_is_a_tie_and_all_of_a_pair_are_one_line(engine: Engine) -> None:
    drawing = "district:a MEMBER_OF network:n 2010..2011\ndistrict:a MEMBER_OF network:n 2014..2015"
    about = read(view_ego(engine(drawing), "network:n"))["about"]
    assert [tie[4] for tie in about["ties"]] == ["2010 to 2011", "2014 to 2015"]
    assert [line["ties"] for line in about["lines"]] == [[0, 1]]


def test_weak_and_inferred_ties_look_different(engine: Engine) -> None:
    drawing = """
        district:a ATTENDS event:e 2011..
        district:a MEMBER_OF network:n .. <page.org> inferred
        district:a MEMBER_OF network:m
    """
    edges = read(view_ego(engine(drawing), "district:a"))["edges"]
    assert [edge["dashes"] for edge in edges] == [[6, 5], False, [2, 4]]


def test_another_radius_is_refused(engine: Engine) -> None:
    with pytest.raises(ViewError, match="1 or 2; 3 was given"):
        view_ego(engine(AROUND), "Cohort", radius=3)


def test_too_much_is_refused_with_narrower_questions_and_the_table(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ego, "EGO_NODES", 4)
    assert names(view_ego(engine(AROUND), "Cohort"))
    with pytest.raises(
        TooLargeError, match=r"has 4 entities around it; a picture holds 4\. Ask .*"
    ):
        view_ego(engine(AROUND), "Cohort", radius=2)
    with pytest.raises(TooLargeError, match=r"--radius 1, --through memberships.*show cohort:c"):
        view_ego(engine(AROUND), "Cohort", radius=2)


def test_above_five_hundred_nodes_the_page_is_a_large_one(engine: Engine) -> None:
    drawing = "\n".join(f"district:d{i} MEMBER_OF network:n" for i in range(500))
    page = view_ego(engine(drawing), "network:n")
    assert read(page)["about"]["large"]
    assert "data-large" in page.html
