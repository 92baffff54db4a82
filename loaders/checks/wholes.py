"""What shows only when everything has been read: circles of collectives, rosters that overflow.

Only what the sources themselves say is looked at, and nothing of it keeps a source out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.schema import COLLECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.forms.findings import Reporter

SHOWN = 8
"""How many of the collectives in a circle a message names."""


class _RowPlace(NamedTuple):
    reporter: Reporter
    line: int | None

    def warn(self, column: str, rule: str, problem: str, fix: str) -> None:
        self.reporter.at(self.line)
        self.reporter.warning(column, rule, problem, fix)


class _StatedRoster(NamedTuple):
    stated: int
    place: _RowPlace
    districts: set[str]
    others: set[str]


class Wholes:
    """Gathers how collectives are joined, and the members of those that state a number."""

    def __init__(self) -> None:
        self._rosters: dict[str, _StatedRoster] = {}
        self._seats: dict[str, dict[str, _RowPlace]] = {}
        self._wholes_of: dict[str, dict[str, _RowPlace]] = {}

    def expect(self, collective: str, stated: int, reporter: Reporter) -> None:
        """Note the size that the reporter's row gives for the whole roster of a collective."""
        self._rosters[collective] = _StatedRoster(
            stated, _RowPlace(reporter, reporter.line), set(), set()
        )

    def join(self, member: str, kind: str, collective: str, reporter: Reporter) -> None:
        """Note a MEMBER_OF tie of the reporter's row."""
        if kind in COLLECTIVES:
            place = _RowPlace(reporter, reporter.line)
            self._seats.setdefault(member, {}).setdefault(collective, place)
        roster = self._rosters.get(collective)
        if roster is not None:
            (roster.districts if kind == "district" else roster.others).add(member)

    def nest(self, part: str, kind: str, whole: str, reporter: Reporter) -> None:
        """Note a PART_OF tie of the reporter's row."""
        if kind in COLLECTIVES:
            place = _RowPlace(reporter, reporter.line)
            self._wholes_of.setdefault(part, {}).setdefault(whole, place)

    def warn(self) -> None:
        """Report every circle, and every roster that is larger than stated."""
        for circle, place in _circles(self._wholes_of):
            problem = f"Collectives are part of each other in a circle: {_round(circle)}."
            fix = "Each is then a part of all the others. Remove a row if that is not meant."
            place.warn("target_id", "nesting-cycle", problem, fix)
        for circle, place in _circles(self._seats):
            problem = f"Collectives are members of each other in a circle: {_round(circle)}."
            fix = "Remove a row if that is not meant."
            place.warn("target_id", "membership-cycle", problem, fix)
        for roster in self._rosters.values():
            members = roster.districts or roster.others
            if len(members) > roster.stated:
                what = "Districts" if roster.districts else "Members"
                problem = f"{what} listed: {len(members)}, and stated: {roster.stated}."
                fix = "Correct stated_members, or look for members that left or are there twice."
                roster.place.warn("stated_members", "roster-too-large", problem, fix)


def _round(circle: list[str]) -> str:
    return " → ".join([*circle[:SHOWN], *(["…"] if len(circle) > SHOWN else []), circle[0]])


def _circles(wholes_of: dict[str, dict[str, _RowPlace]]) -> Iterator[tuple[list[str], _RowPlace]]:
    """Every circle that a walk from part to whole closes, with the place of its last tie."""
    done: set[str] = set()
    for start, first in wholes_of.items():
        path = {} if start in done else {start: iter(first.items())}
        while path:
            here = next(reversed(path))
            whole, place = next(path[here], (None, None))
            if whole is None or place is None:
                done.add(here)
                path.popitem()
            elif whole in path:
                stops = list(path)
                yield stops[stops.index(whole) :], place
            elif whole not in done:
                path[whole] = iter(wholes_of.get(whole, {}).items())
