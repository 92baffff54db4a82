"""What changed between two dates: answers worked out on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import DateError, QuestionError
from graph.model import Source
from queries.changes import changes

if TYPE_CHECKING:
    from graph.store import Reader
    from tests.conftest import Engine

FIELD = """
district:a = A {state=NH competency_since=2013-05 competency_since_source=https://p.org/a}
district:b = B {competency_since=2012}
district:c = C
network:n = N {founded=2013-01 ended=2016-12-31 source_url=https://p.org/n source_date=2014}
network:m = M {ended=2012}
network:k = K {founded=2017}
district:a MEMBER_OF network:n 2013.. [chair] <p.org/list 2015>
district:b MEMBER_OF network:n 2010..2012
district:b MEMBER_OF network:n 2015..
district:c MEMBER_OF network:n
district:a MEMBER_OF network:m 2011..
district:b MEMBER_OF network:m 2011..2014
network:m PART_OF network:k 2014-06..2015
network:n PART_OF network:k 2014..
"""


def said(store: Reader, start: str, end: str) -> list[str]:
    return [
        " ".join(
            filter(None, (r.change, r.type, r.member and r.member.id, r.network and r.network.id))
        )
        for r in changes(store, start, end).rows
    ]


def test_what_holds_on_one_date_alone_has_changed(engine: Engine) -> None:
    store = engine(FIELD)
    assert said(store, "2012", "2016") == [
        "joined MEMBER_OF district:a network:n",
        "joined MEMBER_OF district:b network:n",
        "left MEMBER_OF district:a network:m",
        "left MEMBER_OF district:b network:m",
        "began network:n",
        "ended network:m",
        "started district:a",
    ]
    assert said(store, "2016", "2017") == [
        "left MEMBER_OF district:a network:n",
        "left MEMBER_OF district:b network:n",
        "began network:k",
        "ended network:n",
    ]
    first = changes(store, "2012", "2016").rows[0]
    assert first.member == ("district:a", "district", "A", "NH")
    assert (first.since, first.until, first.role) == ("2013", None, "chair")
    assert first.sources == (Source("https://p.org/list", as_of="2015"),)


def test_what_began_or_started_has_the_dates_and_the_page_of_its_own(engine: Engine) -> None:
    rows = {row.change: row for row in changes(engine(FIELD), "2012", "2016").rows}
    assert (rows["began"].since, rows["began"].until) == ("2013-01", "2016-12-31")
    assert rows["began"].sources == (Source("https://p.org/n", as_of="2014"),)
    assert (rows["started"].since, rows["started"].network) == ("2013-05", None)
    assert rows["started"].sources == (Source("https://p.org/a"),)


def test_one_spell_may_end_and_another_begin(engine: Engine) -> None:
    drawing = "district:a MEMBER_OF network:n 2001..2003\ndistrict:a MEMBER_OF network:n 2005..\n"
    assert said(engine(drawing), "2002", "2006") == [
        "joined MEMBER_OF district:a network:n",
        "left MEMBER_OF district:a network:n",
    ]
    assert said(engine(drawing), "2003-06", "2004") == ["left MEMBER_OF district:a network:n"]


def test_parts_come_together_and_bridges_rise(engine: Engine) -> None:
    drawing = """
district:a MEMBER_OF network:n
district:b MEMBER_OF network:n
district:c MEMBER_OF network:m
district:b MEMBER_OF network:m 2015..
"""
    found = changes(engine(drawing), "2014", "2015")
    assert found.components == ((2, 3), (1, 5))
    assert found.bridges[0] == ("district:b", "b", 0.0, 4.0, 3, 1)
    assert [(row.id, row.rank_from) for row in found.bridges[1:3]] == [
        ("network:m", 5),
        ("network:n", 1),
    ]


@pytest.mark.parametrize("dates", [("2015", "2014"), ("2015", "2015-06"), ("2015", "2015")])
def test_the_second_date_is_wholly_after_the_first(engine: Engine, dates: tuple[str, str]) -> None:
    with pytest.raises(QuestionError, match="wholly after"):
        changes(engine(FIELD), *dates)
    with pytest.raises(DateError):
        changes(engine(FIELD), "soon", "2015")
