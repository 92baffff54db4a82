"""The rules of time: how statements become spells, and which spells hold on a date.

Pure functions, and the only place where these rules live. docs/model.md tells them in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import EARLIEST, LATEST, Days, days, earliest, first_day, last_day, latest
from graph.model import Node, Spell, Statement, Tie, TieKey
from graph.schema import MOMENTARY_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALWAYS = Days(EARLIEST, LATEST)


def spells(statements: Sequence[Statement]) -> tuple[Spell, ...]:
    """The spells of one tie, earliest first.

    Dated statements merge while their intervals share a day. A statement with an unknown
    since attaches to the earliest spell and changes neither of its dates; where nothing is
    dated, one undated spell holds all. Of momentary ties (attending, being profiled …) an
    unknown until equals since, and each distinct since text is a spell of its own.

    Parameters
    ----------
    statements
        All statements about one (source, type, target), in row order.
    """
    momentary = statements[0].type in MOMENTARY_TYPES
    if len(statements) == 1:
        return (_spell(statements, momentary),)
    dated = [s for s in statements if s.since is not None]
    if not dated:
        return (_spell(statements, momentary),)
    groups = _moments(dated) if momentary else _overlapping(dated)
    found = sorted(
        (_spell(group, momentary) for group in groups),
        key=lambda spell: (first_day(spell.since), spell.since or ""),
    )
    undated = [s for s in statements if s.since is None]
    if undated:
        first = found[0]
        mine = set(map(id, [*first.statements, *undated]))
        together = tuple(s for s in statements if id(s) in mine)
        found[0] = Spell(first.since, first.until, together)
    return tuple(found)


def _spell(statements: Sequence[Statement], momentary: bool) -> Spell:
    """One spell of statements that are all dated, or all undated."""
    dated = statements[0].since is not None
    since = earliest(s.since for s in statements if s.since) if dated else None
    ends = ((s.until or s.since) if momentary else s.until for s in statements)
    return Spell(since, latest(ends), tuple(statements))


def _moments(dated: Sequence[Statement]) -> list[list[Statement]]:
    groups: dict[str | None, list[Statement]] = {}
    for statement in dated:
        groups.setdefault(statement.since, []).append(statement)
    return list(groups.values())


def _overlapping(dated: Sequence[Statement]) -> list[list[Statement]]:
    """Statements grouped so that each group's intervals form one unbroken time."""
    order = sorted(range(len(dated)), key=lambda i: first_day(dated[i].since))
    groups: list[list[int]] = []
    reach = EARLIEST
    for i in order:
        if groups and first_day(dated[i].since) <= reach:
            groups[-1].append(i)
            reach = max(reach, last_day(dated[i].until))
        else:
            groups.append([i])
            reach = last_day(dated[i].until)
    return [[dated[i] for i in sorted(group)] for group in groups]


def lifetime(node: Node) -> Days:
    """The days on which a collective existed as far as is known; of other kinds, always."""
    if not node.is_collective or (node.founded is None and node.ended is None):
        return ALWAYS
    return Days(first_day(node.founded), last_day(node.ended))


def window(spell: Spell, *lifetimes: Days) -> Days:
    """The first and last day of a spell, cut to the lifetimes of the tie's ends.

    The window is empty (first after last) if the spell lies outside a lifetime.
    """
    first, last = first_day(spell.since), last_day(spell.until)
    for life in lifetimes:
        first, last = max(first, life.first), min(last, life.last)
    return Days(first, last)


def holds(span: Days, on: Days | None) -> bool:
    """Whether a window touches a date, all of whose days count; without a date, always."""
    return on is None or (span.first <= on.last and span.last >= on.first)


def share_a_day(one: Days, other: Days) -> bool:
    """Whether two windows have a day in common; an empty window has none with any."""
    return max(one.first, other.first) <= min(one.last, other.last)


def tie_on(
    key: TieKey, statements: Sequence[Statement], lifetimes: Iterable[Days], on: Days | None
) -> Tie | None:
    """The tie with those of its spells that hold on a date, None if none does."""
    found = spells(statements)
    if on is not None:
        lives = tuple(lifetimes)
        found = tuple(spell for spell in found if holds(window(spell, *lives), on))
    return Tie(*key, spells=found) if found else None


def read_as_of(text: str | None) -> Days | None:
    """The days that a question is asked for, None if it is asked for all time.

    Raises
    ------
    DateError
        If the text is not a date.
    """
    return None if text is None else days(text)
