"""The states and areas that run school districts: postal codes, names, and the codes of NCES ids.

The first two digits of an NCES id say which state *runs* an agency, whatever state its office is
in. ``BI`` is the Bureau of Indian Education, which runs schools in many states.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = """
AL 01 Alabama|AK 02 Alaska|AZ 04 Arizona|AR 05 Arkansas|CA 06 California|CO 08 Colorado
CT 09 Connecticut|DE 10 Delaware|DC 11 District of Columbia|FL 12 Florida|GA 13 Georgia
HI 15 Hawaii|ID 16 Idaho|IL 17 Illinois|IN 18 Indiana|IA 19 Iowa|KS 20 Kansas|KY 21 Kentucky
LA 22 Louisiana|ME 23 Maine|MD 24 Maryland|MA 25 Massachusetts|MI 26 Michigan|MN 27 Minnesota
MS 28 Mississippi|MO 29 Missouri|MT 30 Montana|NE 31 Nebraska|NV 32 Nevada|NH 33 New Hampshire
NJ 34 New Jersey|NM 35 New Mexico|NY 36 New York|NC 37 North Carolina|ND 38 North Dakota
OH 39 Ohio|OK 40 Oklahoma|OR 41 Oregon|PA 42 Pennsylvania|RI 44 Rhode Island
SC 45 South Carolina|SD 46 South Dakota|TN 47 Tennessee|TX 48 Texas|UT 49 Utah|VT 50 Vermont
VA 51 Virginia|WA 53 Washington|WV 54 West Virginia|WI 55 Wisconsin|WY 56 Wyoming
BI 59 Bureau of Indian Education|AS 60 American Samoa|GU 66 Guam
MP 69 Northern Mariana Islands|PR 72 Puerto Rico|VI 78 Virgin Islands
"""
_ROWS = [row.split(" ", 2) for line in _TABLE.split("\n") for row in line.split("|") if row]

NAMES: dict[str, str] = {postal: name.casefold() for postal, _, name in _ROWS}
"""The name of each state, in small letters, by its postal code."""

CODES: dict[str, str] = {code: postal for postal, code, _ in _ROWS}
"""The postal code of each state by the first two digits of its NCES ids."""

AGENCIES: dict[str, int] = {
    "AL": 177, "AK": 54, "AZ": 727, "AR": 296, "CA": 2198, "CO": 270, "CT": 205, "DE": 47,
    "DC": 71, "FL": 78, "GA": 234, "HI": 1, "ID": 173, "IL": 1061, "IN": 439, "IA": 342,
    "KS": 317, "KY": 186, "LA": 206, "ME": 276, "MD": 25, "MA": 435, "MI": 911, "MN": 585,
    "MS": 161, "MO": 567, "MT": 491, "NE": 279, "NV": 21, "NH": 308, "NJ": 692, "NM": 155,
    "NY": 1068, "NC": 348, "ND": 225, "OH": 1074, "OK": 598, "OR": 222, "PA": 791, "RI": 64,
    "SC": 103, "SD": 166, "TN": 147, "TX": 1235, "UT": 164, "VT": 326, "VA": 216, "WA": 337,
    "WV": 57, "WI": 467, "WY": 62, "BI": 174, "AS": 1, "GU": 4, "PR": 1, "VI": 2,
}  # fmt: skip
"""How many agencies the national file of 2018-19 has of each state."""

SHORT_FORMS = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT",
    "del": "DE", "fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS", "ky": "KY",
    "mass": "MA", "md": "MD", "mich": "MI", "minn": "MN", "miss": "MS", "mo": "MO", "mont": "MT",
    "neb": "NE", "nebr": "NE", "nev": "NV", "okla": "OK", "ore": "OR", "penn": "PA", "penna": "PA",
    "tenn": "TN", "tex": "TX", "wash": "WA", "wis": "WI", "wisc": "WI", "wyo": "WY",
    "alas": "AK", "haw": "HI", "ida": "ID", "kas": "KS", "n car": "NC", "s car": "SC",
    "n dak": "ND", "no dak": "ND", "s dak": "SD", "so dak": "SD", "n hamp": "NH", "n mex": "NM",
    "w va": "WV", "washington dc": "DC", "wash dc": "DC", "dist of columbia": "DC",
    "hawaiʻi": "HI", "hawai'i": "HI", "hawai‘i": "HI", "hawai’i": "HI",
    "oreg": "OR", "new hamp": "NH", "new mex": "NM", "us virgin islands": "VI", "usvi": "VI",
    "cnmi": "MP", "n mariana islands": "MP", "bie": "BI",
}  # fmt: skip
"""How newspapers shorten the names of states."""
_SHORT_FIRST = {"north": ("n", "no"), "south": ("s", "so"), "west": ("w",), "new": ("n",)}
"""How the first word of a name such as North Dakota is shortened."""

_GOVERNED = re.compile(r"^(?:state|commonwealth) of ", re.IGNORECASE)
_SIGNS = re.compile(r"\s*[-\u2013\u2014/(),]\s*")
_COUNTRY = frozenset(("usa", "us", "unitedstates"))


def _short_first() -> Iterator[tuple[str, str]]:
    """``n dakota`` and the like."""
    for postal, name in NAMES.items():
        first, _, rest = name.partition(" ")
        for short in _SHORT_FIRST.get(first, ()):
            yield f"{short} {rest}", postal


_BY_WORDS = {
    **{name: postal for postal, name in NAMES.items()},
    **SHORT_FORMS,
    **dict(_short_first()),
    **{postal.casefold(): postal for postal in NAMES},
}
BY_LETTERS = {words.replace(" ", ""): postal for words, postal in _BY_WORDS.items()}
"""The postal code of each state by all that it is called, in small letters alone."""
_POINTS = str.maketrans("", "", "., \t\n\u00a0")


def state_of(text: str | None) -> str | None:
    """The postal code that a text means: a code, a name or a short form; None if it is no state.

    Full stops, blanks and case do not matter: ``N.C.``, ``n. c.``, ``nc``, ``N. Carolina`` and
    ``North Carolina`` are one state.
    """
    return BY_LETTERS.get(_letters(text)) if text else None


def _letters(text: str) -> str:
    return text.casefold().translate(_POINTS)


def state_in(cell: str) -> str:
    """The state that a cell of a column of states means; the text itself if it means none.

    Besides what `state_of` reads, the two-digit code of the census (FIPS), of which a spreadsheet
    may have taken the leading zero, and a state that is said twice, or with its country:
    ``NH - New Hampshire``, ``NH, USA``.
    """
    one = _one_state(cell)
    if one is not None:
        return one
    parts = [part for part in _SIGNS.split(cell) if part and _letters(part) not in _COUNTRY]
    said = set(map(_one_state, parts))
    return (said.pop() if len(said) == 1 else None) or cell


def _one_state(text: str) -> str | None:
    plain = text.strip()
    if len(plain) <= 2 and plain.isascii() and plain.isdigit():
        return CODES.get(f"{plain:0>2}")
    return state_of(_GOVERNED.sub("", plain))


def runs(nces_id: str | None) -> str | None:
    """The state that runs the agency with this NCES id, None if the id does not tell."""
    return CODES.get(nces_id[:2]) if nces_id and len(nces_id) == 7 else None


def code_of(postal: str) -> str:
    """The first two digits of the NCES ids of what a state runs, "" if it is no state."""
    return next((code for code, state in CODES.items() if state == postal), "")
