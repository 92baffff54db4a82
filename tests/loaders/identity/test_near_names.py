"""Near names are found under keys, and are those that a look at each pair finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.identity.near_names import NearNames
from loaders.identity.network_names import are_near

WORDS = ["Plains", "Plain", "Plians", "Plainss", "Prairie", "Prarie", "Network", "the", "Schools"]
WORDS += ["East", "2", "Group", "Exchange", "Exchagne", "(KS)", "Guild"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@given(st.lists(NAMES, unique=True, max_size=12), NAMES)
@settings(max_examples=300)
def test_a_name_finds_those_that_are_near_it_and_no_others(names: list[str], name: str) -> None:
    assert NearNames(names).near(name) == [other for other in names if are_near(name, other)]


def test_a_slip_of_the_pen_is_found_whichever_letter_it_is() -> None:
    known = NearNames(["Rural Exchange", "Studio Schools"])
    for written in ("Rural Exchagne", "Rural Exchang", "Rural Exchannge", "The Rural Exchange"):
        assert known.near(written) == ["Rural Exchange"]
    assert known.near("Urban Exchange") == []
