"""On a date that was asked for, what rests on undated ties alone is marked in the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    district:a = Alpha Schools {state=ME city=Augusta}
    district:b = Beta Schools {state=ME city=Bath}
    district:c = Gamma Schools {state=NH city=Concord}
    school:c = Gamma High
    network:x = Net X
    network:y = Net Y
    district:a MEMBER_OF network:x 2012..
    district:a MEMBER_OF network:y 2012..
    district:b MEMBER_OF network:x
    district:b MEMBER_OF network:y 2012..
    school:c MEMBER_OF network:x
    school:c MEMBER_OF network:y
    school:c PART_OF district:c
"""
THEN = "Of the 7 ties that count here nobody dates 4: whether they held in 2015 is not known (?)."


def said(done: str) -> str:
    return " ".join(done.split())


@pytest.mark.parametrize("command", ["bridges", "clusters"])
def test_undated_ties_are_counted_on_a_date_and_on_no_other(
    ask: Ask, drawn: Drawn, command: str
) -> None:
    store = drawn(DRAWN)
    assert THEN in said(ask(command, "--store", store, "--as-of", "2015").out)
    assert "nobody dates" not in said(ask(command, "--store", store).out)
    within = said(ask(command, "--store", store, "--as-of", "2015", "--within", "ME").out)
    assert "Of the 4 ties that count here nobody dates 1: whether it held in 2015" in within


def test_those_with_undated_ties_alone_are_marked(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    clusters = said(ask("clusters", "--store", store, "--as-of", "2015").out)
    assert "? Gamma Schools (Concord, NH)" in clusters
    assert "? Beta" not in clusters
    bridges = ask("bridges", "--store", store, "--as-of", "2015").out
    assert "? Gamma High" in bridges
    assert "? Net" not in bridges


def test_whom_a_pair_shares_is_marked_where_one_of_the_memberships_is_undated(
    ask: Ask, drawn: Drawn
) -> None:
    store = drawn(DRAWN)
    shared = said(ask("overlap", "--store", store, "--as-of", "2015-06-30").out)
    assert (
        "Net X and Net Y: Alpha Schools (Augusta, ME), ? Beta Schools (Bath, ME), "
        "? Gamma Schools (Concord, NH)." in shared
    )
    assert "whether it held on 2015-06-30 is not known." in shared
    others = said(ask("overlap", "--of", "districts", "--store", store, "--as-of", "2015").out)
    assert "Alpha Schools (Augusta, ME) and Beta Schools (Bath, ME): ? Net X, Net Y." in others
    assert "?" not in said(ask("overlap", "--store", store).out)
