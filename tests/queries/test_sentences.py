"""A route in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import Source
from queries.asking.sentences import dates, source_name

if TYPE_CHECKING:
    from tests.conftest import Engine
    from tests.queries.conftest import Ask


def sentence(engine: Engine, ask: Ask, drawing: str) -> str:
    (route,) = ask(engine(drawing), through="all").routes
    return route.sentence


def test_a_route_says_who_is_tied_to_whom_as_what_when_and_who_says_so(
    engine: Engine, ask: Ask
) -> None:
    drawing = """
        district:a = Alpha
        network:x = Network X
        district:b = Beta
        district:a MEMBER_OF network:x 2011..2015 [chair] <www.page.org/rosters/2015 2015-06>
        district:b MEMBER_OF network:x <roster.csv:7> inferred
    """
    assert sentence(engine, ask, drawing) == (
        "Alpha was a member of Network X (chair, 2011 to 2015, according to page.org, 2015-06); "
        "Network X has the member Beta (undated, inferred from roster.csv line 7)."
    )


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        (["PROFILED_BY", "PARTNERS_WITH inferred"], "a partners with b (undated, inferred from"),
        (["PARTNERS_WITH inferred", "HOSTS"], "a hosts b (undated, according to"),
        (["CONVENES", "HOSTS 2012.."], "a hosts b (since 2012, according to"),
        (["CONVENES", "HOSTS"], "a convenes b (undated, according to"),
        (["PROFILED_BY 2012.."], "a was profiled by b (2012, according to"),
    ],
)
def test_of_several_ties_the_strongest_speaks(
    engine: Engine, ask: Ask, ties: list[str], said: str
) -> None:
    named = (tie.partition(" ") for tie in ties)
    drawing = "\n".join(f"district:a {name} district:b {rest}" for name, _, rest in named)
    assert sentence(engine, ask, drawing).startswith(said)


def test_a_tie_is_told_in_the_direction_of_the_route(engine: Engine, ask: Ask) -> None:
    drawing = "district:b PARTNERS_WITH district:a"
    assert sentence(engine, ask, drawing).startswith("a has the partner b (")


def test_several_sources_are_counted_and_a_stated_one_named(engine: Engine, ask: Ask) -> None:
    drawing = """
        district:a HOSTS district:b 2012.. <one.org> inferred
        district:a HOSTS district:b 2013.. <two.org>
        district:a HOSTS district:b 2014..
    """
    assert sentence(engine, ask, drawing) == (
        "a hosts b (since 2012, according to two.org and 2 more)."
    )


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2011", "2015", "2011 to 2015"),
        ("2011", None, "since 2011"),
        (None, "2015", "until 2015"),
        (None, None, "undated"),
        ("2014-05", "2014-05", "2014-05"),
    ],
)
def test_dates_in_words(since: str | None, until: str | None, said: str) -> None:
    assert dates(since, until) == said


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (Source("https://www.page.org/a/b?c=d#e"), "page.org"),
        (Source("http://page.org"), "page.org"),
        (Source("https://page.org/a", "ties.csv", 7, "2015"), "page.org, 2015"),
        (Source(None, "ties.csv", 7), "ties.csv line 7"),
        (Source(None, "ties.csv", None, "2015-06"), "ties.csv, 2015-06"),
        (Source(), "an unnamed source"),
        (Source("page.org/a"), "page.org"),
        (Source("https://page.org?a=b"), "page.org"),
    ],
)
def test_a_source_in_a_few_words(source: Source, name: str) -> None:
    assert source_name(source) == name
