"""`connect` for people: what they see of a route, and what they should keep in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn


def test_people_see_the_best_route_as_a_ladder(ask: Ask, full: str) -> None:
    out = ask("connect", "Pittsfield", "Lindsay", "--store", full).out
    assert "5 ties apart, by 4 shortest routes. 3 independent routes have no stop" in out
    assert "Every shortest route passes Sanford (ME) school district (Sanford, ME) and Maine" in out
    assert (
        "\n  Pittsfield School District (Pittsfield, NH)\n    │ is a member of, since 2012: grantee"
        in out
    )
    assert "Route 1 of 4" in out
    assert "Other routes" in out
    assert "  - Maine Cohort for Customized Learning: 13 of about 29 known." in out
    assert "\x1b" not in out


def test_people_see_that_more_routes_are_as_short(ask: Ask, full: str) -> None:
    out = ask("connect", "Sanborn", "RSU 2", "--store", full, "-k", "2").out
    assert "  - and 20 more routes as short (-k shows more)" in out


def test_people_see_what_both_belong_to(ask: Ask, full: str) -> None:
    out = ask("connect", "Pittsfield", "RSU 2", "--store", full).out
    assert "Both belong to New England Secondary School Consortium, NESSC personalized" in out


def test_markdown_is_a_list_of_stops(ask: Ask, full: str) -> None:
    out = ask(
        "connect", "RSU 2", "Chugach", "--store", full, "--through", "all", "--format", "markdown"
    ).out
    assert out.startswith("## RSU 2 (Hallowell, ME) and Chugach School District (Anchorage, AK)\n")
    assert "\n- RSU 2 (Hallowell, ME)\n  - uses the model of, since 2009: two years" in out


def test_people_are_told_of_ties_that_never_held_together(ask: Ask, drawn: Drawn) -> None:
    store = drawn("""
        district:a MEMBER_OF network:x 2001..2005
        district:b MEMBER_OF network:x 2010..2012
    """)
    out = ask("connect", "district:a", "district:b", "--store", store).out
    assert "  - x: the ties before and after it, on a route above, never held on one day." in out
    found = ask("connect", "a", "b", "--store", store, "--format", "json").document
    assert found["routes"][0]["apart_in_time"] == ["network:x"]


def test_of_many_ties_in_one_hop_people_see_three(ask: Ask, drawn: Drawn) -> None:
    store = drawn("""
        district:a MEMBER_OF network:x
        district:a ATTENDS network:x 2001..
        district:a ATTENDS network:x 2002..
        district:a ATTENDS network:x 2003..
        district:a ATTENDS network:x 2004..
    """)
    out = ask("connect", "a", "x", "--store", store, "--through", "all").out
    assert out.count("    │ attended") == 3
    assert "    │ and by 2 more ties\n" in out


def test_a_single_thread_is_told_as_one(ask: Ask, drawn: Drawn) -> None:
    store = drawn("""
        district:a MEMBER_OF network:x 2012..
        district:b MEMBER_OF network:x 2014..
    """)
    out = ask("connect", "a", "b", "--store", store).out
    assert "2 ties apart, by 1 shortest route. No two routes, of any length, are without" in out
    assert "Both are on lists of x; whether at one time is not known." in out
    assert "Every shortest route passes x." in out
    assert "Other routes" not in out
    assert "To keep in mind" not in out


def test_where_a_date_is_asked_for_it_is_said(ask: Ask, drawn: Drawn) -> None:
    store = drawn("""
        district:a MEMBER_OF network:x 2012..
        district:b MEMBER_OF network:x 2014..
    """)
    done = ask("connect", "a", "b", "--store", store, "--as-of", "2013")
    assert "Not connected by memberships in 2013." in done.out
    assert done.err == "Hint: Ties of every type do not connect them either.\n"


def test_a_tie_between_the_two_is_a_route_of_one_hop(ask: Ask, drawn: Drawn) -> None:
    store = drawn("school:s PART_OF district:a")
    out = ask("connect", "school:s", "district:a", "--store", store).out
    assert "1 tie apart, by 1 shortest route." in out
    assert "  s\n    │ is part of, undated (an unnamed source)\n  a\n" in out
