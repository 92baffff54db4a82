"""The years of a picture of networks: which of them have members then, and which lines hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.dates import days
from graph.spells import ALWAYS, holds, lifetime, window
from netweave.visuals.networks.words import count
from netweave.visuals.picture.layers import Frame, Years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.dates import Days
    from graph.model import Tie
    from graph.store import Reader
    from netweave.visuals.networks.found import Drawing


class _MembershipYears(NamedTuple):
    """A district in a network: when its own membership held, or its school's; when that was its."""

    network: str
    district: str
    own: Sequence[Days]
    home: Sequence[Days]


def years(store: Reader, about: Drawing) -> Years | None:
    """Every year from the first to the last that a roster names; None if none names any.

    A network is shown in the years in which it, or a part of it, has known districts; a line in
    those in which its two share any. What is undated counts in every year.
    """
    ties = store.ties(about.nodes.keys(), ["MEMBER_OF"], None, "in")
    spells = [spell for tie in ties for spell in tie.spells]
    named = {int(date[:4]) for spell in spells for date in (spell.since, spell.until) if date}
    if not named:
        return None
    held = list(_held(store, about, ties))
    labels = tuple(str(year) for year in range(min(named), max(named) + 1))
    return Years(labels, tuple(_frame(about, label, held) for label in labels))


def _held(store: Reader, about: Drawing, ties: Sequence[Tie]) -> Iterator[_MembershipYears]:
    """The memberships of districts in what is drawn, directly or through a school."""
    nodes = store.nodes({tie.source_id for tie in ties})
    schools = [i for i, node in nodes.items() if node.kind == "school"]
    homes: dict[str, list[tuple[str, list[Days]]]] = {}
    for tie in store.ties(schools, ["PART_OF"], None, "out"):
        spans = [window(spell) for spell in tie.spells]
        homes.setdefault(tie.source_id, []).append((tie.target_id, spans))
    for tie in ties:
        life = lifetime(about.nodes[tie.target_id])
        own = [window(spell, life) for spell in tie.spells]
        if nodes[tie.source_id].kind == "district":
            yield _MembershipYears(tie.target_id, tie.source_id, own, (ALWAYS,))
        for district, home in homes.get(tie.source_id, ()):
            yield _MembershipYears(tie.target_id, district, own, home)


def members_in(year: str, held: Sequence[_MembershipYears]) -> dict[str, set[str]]:
    """The districts in each network in a year."""
    on = days(year)
    found: dict[str, set[str]] = {}
    for network, district, own, home in held:
        if any(holds(span, on) for span in own) and any(holds(span, on) for span in home):
            found.setdefault(network, set()).add(district)
    return found


def _frame(about: Drawing, year: str, held: Sequence[_MembershipYears]) -> Frame:
    members = members_in(year, held)
    shown = _with_wholes(about, {i for i in about.nodes if i in members})
    place = about.place
    lines = [
        number
        for number, row in enumerate(about.lines.rows)
        if members.get(row.a.id, set()) & members.get(row.b.id, set())
    ]
    spells = [tie for tie in about.ties for _ in tie.spells]
    nested = [
        number
        for number, tie in enumerate(spells, start=len(about.lines.rows))
        if tie.source_id in shown and tie.target_id in shown
    ]
    verb = "has" if len(shown) == 1 else "have"
    holding = f"{count(len(lines), 'line')} {'holds' if len(lines) == 1 else 'hold'}"
    words = f"{year}: {count(len(shown), 'network')} {verb} known members, {holding}."
    return Frame([place[i] for i in about.nodes if i in shown], [*lines, *nested], words)


def _with_wholes(about: Drawing, shown: set[str]) -> set[str]:
    """These, and all that they are parts of."""
    new = shown
    while new:
        new = {tie.target_id for tie in about.ties if tie.source_id in new} - shown
        shown = shown | new
    return shown
