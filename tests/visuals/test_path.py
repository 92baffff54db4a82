"""The picture of a path: what is drawn, what is listed, and what is said."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from graph.errors import QuestionError
from netweave.visuals.picture.limits import TooLargeError
from netweave.visuals.routes.view import view_path
from tests.visuals.reading import names, read

if TYPE_CHECKING:
    from tests.conftest import Engine

FORK = """
    district:a = Alder {state=ME}
    district:b = Birch {state=NH}
    network:n = North {stated_members=9 website=https://north.example.org}
    network:s = South
    district:a MEMBER_OF network:n 2011..2014 [founder] <alder.org 2015>
    district:b MEMBER_OF network:n 2012.. <birch.org>
    district:a MEMBER_OF network:s 2010..2011
    district:b MEMBER_OF network:s 2013..
    district:c MEMBER_OF network:s
"""


def test_the_best_route_is_emphasised_and_in_the_middle(engine: Engine) -> None:
    data = read(view_path(engine(FORK), "Alder", "Birch"))
    rows = {
        about[0]: place["y"]
        for about, place in zip(data["about"]["nodes"], data["nodes"], strict=True)
    }
    assert rows == {"Alder": 0, "North": 0, "Birch": 0, "South": -130}
    assert [node[0] for node in data["about"]["nodes"] if node[3]] == ["Alder", "North", "Birch"]
    assert [line["emphasised"] for line in data["about"]["lines"]] == [True, True, False, False]


def test_physics_is_off_and_every_node_has_its_place(engine: Engine) -> None:
    data = read(view_path(engine(FORK), "Alder", "Birch"))
    assert json.loads(data["options"])["physics"] == {"enabled": False}
    assert all({"x", "y"} <= node.keys() for node in data["nodes"])


def test_the_page_says_how_far_apart_they_are_and_what_is_incomplete(engine: Engine) -> None:
    page = view_path(engine(FORK), "Alder", "Birch")
    assert page.title == "How Alder (ME) and Birch (NH) are connected"
    assert page.words == (
        "They are 2 ties apart. There are 2 shortest routes; all are drawn. 2 routes, some of them "
        "longer, have no stop in common. Both have belonged, at one time, to North. Both have "
        "belonged, never at one time, to South. Rosters here are incomplete: North (1 of about 9 "
        "known). On some routes the two ties at South never held on the same day."
    )


@pytest.mark.every_engine
def test_ties_carry_role_dates_and_sources(engine: Engine) -> None:
    about = read(view_path(engine(FORK), "Alder", "Birch", k=1))["about"]
    source, target, kind, role, when, since, until, said = about["ties"][0]
    assert (about["nodes"][source][0], kind, about["nodes"][target][0]) == (
        "Alder",
        "MEMBER_OF",
        "North",
    )
    assert (role, when, since, until) == ("founder", "2011 to 2014", "2011", "2014")
    assert [about["references"][i][0] for i in said] == ["alder.org, 2015"]


def test_more_than_five_routes_are_listed_below_the_picture(engine: Engine) -> None:
    ties = "\n".join(f"district:{e} MEMBER_OF network:n{i}" for i in range(7) for e in "ab")
    page = view_path(engine(ties), "district:a", "district:b", k=6)
    assert names(page) == ["a", "n0", "b", "n1", "n2", "n3", "n4"]
    assert "There are 7 shortest routes; the 5 best are drawn." in page.words
    assert "Further routes, not drawn" in page.html
    assert "a – n5 – b" in page.html
    assert "a – n6 – b" not in page.html


def test_without_a_route_the_page_says_so_and_what_would_help(engine: Engine) -> None:
    drawing = "district:a USES_MODEL network:n\ndistrict:b HOSTS network:n"
    page = view_path(engine(drawing), "district:a", "district:b")
    assert names(page) == ["a", "b"]
    assert page.words.startswith(
        "No route of these ties connects them. Over ties of every type they are 2 ties apart"
    )


def test_a_direct_tie_is_a_route_of_two_stops(engine: Engine) -> None:
    page = view_path(engine("district:a MEMBER_OF network:n"), "district:a", "network:n")
    assert names(page) == ["a", "n"]
    assert "They are 1 tie apart. There is one shortest route." in page.words


def test_the_date_and_what_is_avoided_stand_at_the_foot(engine: Engine) -> None:
    page = view_path(engine(FORK), "Alder", "Birch", avoid=["North"], as_of="2010")
    foot = page.html.rpartition("<footer>")[2]
    assert "as of 2010" in foot
    assert "<dt>Avoiding</dt><dd>North" in foot
    assert re.search(r"hash <code>[0-9a-f]{32}</code>", foot)


def test_fewer_routes_are_drawn_where_they_have_more_than_sixty_stops(engine: Engine) -> None:
    page = view_path(engine(chains(3, 25)), "district:a", "district:b")
    assert len(names(page)) == 52
    assert "There are 3 shortest routes; the 2 best are drawn." in page.words


def test_a_route_that_no_picture_holds_is_refused_with_a_way_out(engine: Engine) -> None:
    with pytest.raises(TooLargeError, match=r"61 stops; a picture holds 60.*netweave connect"):
        view_path(engine(chains(1, 59)), "district:a", "district:b")


def chains(number: int, length: int) -> str:
    """Routes of members and networks in turn, with nothing in common but their ends."""
    lines = []
    for route in range(number):
        stops = ["district:a"]
        stops += [f"{('network', 'school')[i % 2]}:{route}-{i}" for i in range(length)]
        stops += ["district:b"]
        for one, other in pairwise(stops):
            member, whole = (one, other) if other.startswith("network") else (other, one)
            lines.append(f"{member} MEMBER_OF {whole}")
    return "\n".join(lines)


def test_a_path_from_something_to_itself_is_refused(engine: Engine) -> None:
    with pytest.raises(QuestionError):
        view_path(engine(FORK), "Alder", "district:a")


def test_the_same_question_gives_the_same_page(engine: Engine) -> None:
    first = view_path(engine(FORK), "Alder", "Birch").html
    assert view_path(engine(FORK), "Alder", "Birch").html == first


def test_a_path_page_is_below_900_kilobytes(engine: Engine) -> None:
    assert len(view_path(engine(FORK), "Alder", "Birch").html.encode()) < 900_000
