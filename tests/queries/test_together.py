"""Whether two belonged to a network at one time: cases on paper, and every pair of spells tried."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import days
from graph.opening import open_store
from queries.affiliations import affiliations
from queries.asking.sentences import shared_sentences
from queries.asking.together import Shared
from queries.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from graph.model import Spell
    from graph.store import Reader
    from tests.conftest import Draw, Engine, Opened, Record


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("2010..2015", "2015..2018", "yes"),  # 2015 stands for all its days
        ("2010..2014", "2015..2018", "no"),
        ("2010..2014", "2015..", "no"),
        ("2010..", "2012..2014", "maybe"),  # known in 2010 alone
        ("2010.. <a.org 2013>", "2012..2014", "yes"),  # seen in 2013
        ("2010.. <a.org 2011>", "2012..2014", "maybe"),
        ("2016.. <a.org 2013>", "2016-05..2018", "yes"),  # the later of the two
        ("", "2012..2014", "maybe"),
        ("", "", "maybe"),
        ("..2011", "2012..", "no"),
        ("..2012", "2012..", "maybe"),
        (".. <a.org 2013>", "2013..2013", "maybe"),  # a list, and no beginning
    ],
)
def test_one_time_is_known_possible_or_neither(
    engine: Engine, one: str, other: str, said: str
) -> None:
    store = engine(f"district:a MEMBER_OF network:x {one}\ndistrict:b MEMBER_OF network:x {other}")
    (both,) = connect(store, "district:a", "district:b").shared
    (back,) = connect(store, "district:b", "district:a").shared
    assert (both.id, both.together, back.together) == ("network:x", said, said)


def test_a_page_that_says_when_it_was_written_in_words_tells_no_day(
    tmp_path: Path, draw: Draw
) -> None:
    drawn = """
        district:a MEMBER_OF network:x 2010.. <a.org recently>
        district:b MEMBER_OF network:x 2012..2014
    """
    with open_store(tmp_path / "graph.db", create=True) as store:
        store.write(draw(drawn))
        (both,) = connect(store, "district:a", "district:b").shared
    assert both.together == "maybe"


def test_all_spells_by_which_one_belongs_count(engine: Engine) -> None:
    store = engine("""
        district:a MEMBER_OF network:x 2001..2002
        school:s PART_OF district:a 2011..2011
        school:s MEMBER_OF cohort:c 2005..2006
        cohort:c PART_OF network:x 2020..
        district:b MEMBER_OF network:x 2006..2009
        district:c MEMBER_OF network:x 2003..2004
    """)
    found = {b: connect(store, "district:a", f"district:{b}").shared for b in "bc"}
    assert [(one.id, one.together) for one in found["b"]] == [("network:x", "yes")]
    assert [(one.id, one.together) for one in found["c"]] == [("network:x", "no")]
    (part,) = connect(store, "cohort:c", "district:b").shared
    assert part.together == "no", "the part joined the whole after it"


def test_on_a_date_the_spells_that_hold_count(engine: Engine) -> None:
    store = engine("""
        district:a MEMBER_OF network:x 2001..2002
        district:a MEMBER_OF network:x 2010-01..2010-02
        district:b MEMBER_OF network:x 2002..2002
        district:b MEMBER_OF network:x 2010-05..
    """)
    assert connect(store, "district:a", "district:b").shared[0].together == "yes"
    assert connect(store, "district:a", "district:b", as_of="2010").shared[0].together == "no"


def test_both_belong_in_words() -> None:
    shared = [
        Shared("network:a", "network", "A", "yes", over=False),
        Shared("network:b", "network", "B", "maybe", over=True),
        Shared("network:c", "network", "C", "no", over=True),
        Shared("network:d", "network", "D", "yes", over=True),
        Shared("network:e", "network", "E", "yes", over=False),
    ]
    assert shared_sentences(shared) == [
        "Both belong to A and E.",
        "Both have belonged, at one time, to D.",
        "Both have belonged, never at one time, to C.",
        "Both are on lists of B; whether at one time is not known.",
    ]
    assert shared_sentences([]) == ["No network that both belong to is known."]


ALWAYS = range(-1, 3_000_000)


def spells_of(store: Reader, name: str, network: str, as_of: str | None) -> Iterator[Spell]:
    """The spells by which an entity belongs, found by asking for each membership by itself."""
    on = None if as_of is None else days(as_of)
    schools = store.links([name], ["PART_OF"], on, "in")
    own = [name, *(tie.source_id for tie in schools if name.startswith("district"))]
    types = ["MEMBER_OF", "PART_OF"] if not name.startswith("school") else ["MEMBER_OF"]
    for tie in store.ties(own, types, on, "out"):
        if tie.type == "PART_OF" and tie.source_id != name:
            continue
        above = {
            row.network.id
            for row in affiliations(store, tie.target_id, as_of=as_of)
            if row.type == "PART_OF"
        }
        if network in {tie.target_id, *above}:
            yield from tie.spells


def known(spell: Spell) -> range:
    if spell.since is None:
        return range(0)
    seen = [spell.since, *(s.as_of for s in spell.sources if s.as_of)]
    last = days(spell.until).last if spell.until else max(days(text).last for text in seen)
    return range(days(spell.since).first, last + 1)


def possible(spell: Spell) -> range:
    first = days(spell.since).first if spell.since else ALWAYS.start
    return range(first, days(spell.until).last + 1 if spell.until else ALWAYS.stop)


def meet(one: range, other: range) -> bool:
    return bool(range(max(one.start, other.start), min(one.stop, other.stop)))


@given(data=st.data())
def test_together_is_what_every_pair_of_spells_says(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    as_of = data.draw(st.sampled_from([None, "2012", "2013-03"]))
    with opened(data.draw(graphs)) as store:
        for a, b in (("district:0", "school:1"), ("district:0", "network:2")):
            for one in connect(store, a, b, as_of=as_of).shared:
                sides = [list(spells_of(store, name, one.id, as_of)) for name in (a, b)]
                pairs = list(product(*sides))
                if any(meet(known(x), known(y)) for x, y in pairs):
                    assert one.together == "yes"
                else:
                    maybe = any(meet(possible(x), possible(y)) for x, y in pairs)
                    assert one.together == ("maybe" if maybe else "no")
