"""Made-up districts and schools in real states: how many there are, and what they are called.

The number of districts of each state is that of the NCES EDGE file of 2018-19. Names are put
together from syllables, so that many sound alike, and some are the same in several states.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random


class StateShare(NamedTuple):
    """A state: its postal code, its FIPS code, and how many districts it has."""

    code: str
    fips: str
    districts: int


_COUNTS = (
    "CA 06 2201, TX 48 1235, OH 39 1074, NY 36 1068, IL 17 1062, MI 26 913, PA 42 791, AZ 04 777, "
    "NJ 34 692, OK 40 601, MN 27 589, MO 29 567, MT 30 495, WI 55 469, IN 18 436, MA 25 435, "
    "NC 37 350, WA 53 345, IA 19 343, VT 50 323, KS 20 318, NH 33 311, AR 05 296, ME 23 279, "
    "NE 31 279, CO 08 270, ND 38 235, GA 13 234, OR 41 224, VA 51 216, LA 22 207, CT 09 205, "
    "NM 35 196, SD 46 187, KY 21 186, AL 01 177, ID 16 174, MS 28 169, UT 49 165, TN 47 147, "
    "SC 45 103, FL 12 83, DC 11 70, RI 44 64, WY 56 63, WV 54 57, AK 02 54, DE 10 47, MD 24 26, "
    "NV 32 23, HI 15 1"
)
_HEADS = ("", "", "", "", "North ", "South ", "East ", "West ", "New ", "Lake ", "Mount ", "Fort ")
_STEM_WORDS = (
    "Ash Beech Birch Black Brook Cedar Clay Clear Cold Deer Eagle Elk Elm Fair Fern Fox Glen "
    "Gold Green Hart Haw Hazel High Hill Holl Kings Lang Long Maple Marsh Mead Mill Moor Oak "
    "Pine Red River Rock Rose Sand Spring Stan Stone Sun Thorn Wal White Wild Will Win Wood"
)
_TAIL_WORDS = (
    "ton field ville burg wood dale ford land ridge port ham brook view side worth bury mont"
)
_STEMS, _TAILS = _STEM_WORDS.split(), _TAIL_WORDS.split()
_DISTRICT_ENDINGS = (
    "School District",
    "Public Schools",
    "Unified School District",
    "Community School District",
    "Independent School District",
    "County Schools",
)
_SCHOOL_ENDINGS = ("Elementary School", "Middle School", "High School", "Academy")


def states(districts: int) -> list[StateShare]:
    """States that hold this many districts between them, in the proportions of the real ones.

    A small set lies in few states, so that these still have networks of their own: one state
    for every 75 districts, the states with the most districts first.
    """
    entries = (text.split() for text in _COUNTS.split(", "))
    real = [StateShare(code, fips, int(number)) for code, fips, number in entries]
    chosen = real[: max(2, districts // 75)]
    whole = sum(state.districts for state in chosen)
    scaled = [s._replace(districts=max(1, s.districts * districts // whole)) for s in chosen]
    missing = districts - sum(state.districts for state in scaled)
    return [scaled[0]._replace(districts=scaled[0].districts + missing), *scaled[1:]]


def district_names(chance: Random) -> Iterator[str]:
    """Names for the districts of one state, no two of them the same."""
    return _distinct(_place(chance, ending=chance.choice(_DISTRICT_ENDINGS)) for _ in count())


def school_name(chance: Random) -> str:
    """A name for a school."""
    return _place(chance, ending=chance.choice(_SCHOOL_ENDINGS))


def _place(chance: Random, ending: str) -> str:
    head, stem, tail = chance.choice(_HEADS), chance.choice(_STEMS), chance.choice(_TAILS)
    return f"{head}{stem}{tail} {ending}"


def _distinct(names: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name
