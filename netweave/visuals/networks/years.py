"""The years of a picture of networks: in each of them it says what is so on that date.

Everything is asked anew of the engine for every year: who has members, how many are known, which
pairs have a line, how wide it is, and what is said of it. Only places and clusters stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.spells import read_as_of
from netweave.visuals.networks.found import backbone, nesting, shares
from netweave.visuals.networks.lines import drawn_pair, node_looks
from netweave.visuals.networks.words import count, lead, pair_row
from netweave.visuals.page.frame import plain
from netweave.visuals.picture.layers import Frame, Years
from queries.completeness import known_members, rosters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Tie
    from graph.store import Reader
    from netweave.visuals.networks.found import Drawing
    from netweave.visuals.picture.parts import DrawnTie, Sentence
    from queries.overlap import Overlap

_TiesThen = tuple[frozenset[tuple[int | str, int | str]], ...]


class DrawnYears(NamedTuple):
    """The years of a picture, and the lines that only some of them have.

    Attributes
    ----------
    further
        The lines that are there in some years alone: their numbers, and what they say.
    ties
        All lines: of all dates first, as they were, then those that differ in some year.
    """

    years: Years | None
    further: tuple[tuple[int, Drawing, Overlap], ...]
    ties: tuple[DrawnTie, ...]


def drawn_years(
    store: Reader, whole: Reader, about: Drawing, ties: tuple[DrawnTie, ...]
) -> DrawnYears:
    """Every year from the first to the last that a roster names; none if none names any.

    A network is shown in the years in which it, or a part of it, has known districts; a line in
    those in which its pair has one. What is undated counts in every year.

    Parameters
    ----------
    ties
        The lines of all dates.
    """
    labels = _named(store.ties(about.nodes.keys(), ["MEMBER_OF"], None, "in"))
    if not labels:
        return DrawnYears(None, (), ties)
    lines = _NumberedLines(about, ties)
    seen: dict[_TiesThen, Drawing] = {}
    frames: list[Frame] = []
    for label in labels:
        held = _held(store, label)
        then = seen.get(held) or _then(store, whole, about, label)
        seen[held] = then
        frames.append(_frame(about, then, label, [lines.number(then, r) for r in then.lines.rows]))
    only = frozenset(range(len(ties), len(lines.ties)))
    return DrawnYears(Years(labels, tuple(frames), only), tuple(lines.further), tuple(lines.ties))


class _NumberedLines:
    """The lines of all dates, and those that differ in some year, numbered as they are met."""

    def __init__(self, about: Drawing, ties: Sequence[DrawnTie]) -> None:
        self.place = about.place
        self.ties = list(ties)
        self.further: list[tuple[int, Drawing, Overlap]] = []
        rows = enumerate(about.lines.rows)
        self.numbers = {self._said(about, row): number for number, row in rows}

    def number(self, then: Drawing, row: Overlap) -> int:
        """The number of the line that says just this of a pair."""
        said = self._said(then, row)
        if said not in self.numbers:
            self.numbers[said] = len(self.ties)
            self.further.append((len(self.ties), then, row))
            self.ties.append(drawn_pair(then, row, self.place))
        return self.numbers[said]

    def _said(self, then: Drawing, row: Overlap) -> tuple[Sentence, ...]:
        return pair_row(then.shares, row, self.place)


def _held(store: Reader, year: str) -> _TiesThen:
    """What figures rest on: between years in which the same ties hold, nothing differs."""
    on = read_as_of(year)
    walks = (store.walk([name], on) for name in ("MEMBER_OF", "PART_OF"))
    return tuple(frozenset(walk.pairs()) for walk in walks)


def _named(ties: Sequence[Tie]) -> tuple[str, ...]:
    """The years from the first to the last that spells name."""
    spells = [spell for tie in ties for spell in tie.spells]
    named = {int(date[:4]) for spell in spells for date in (spell.since, spell.until) if date}
    return tuple(str(year) for year in range(min(named), max(named) + 1)) if named else ()


def _then(store: Reader, whole: Reader, about: Drawing, year: str) -> Drawing:
    """What there is to tell of the same networks in a year."""
    every = shares(store, (), as_of=year)
    own = {node.id for node in about.shares.nodes}
    sharing = every.only(own)
    above = nesting(store, [node.id for node in sharing.nodes], year)
    shown = {node.id for node in sharing.nodes} | above.nodes.keys()
    nodes = {i: node for i, node in about.nodes.items() if i in shown}
    partly = {roster.id: roster for roster in rosters(whole, nodes.values(), as_of=year)}
    return about._replace(
        shares=sharing,
        lines=backbone(sharing.rows),
        nodes=nodes,
        known=known_members(store, nodes, year),
        rosters={i: partly[i].short for i in nodes if i in partly},
        partial=frozenset(i for i, roster in partly.items() if roster.known < roster.stated),
        ties=above.ties,
        total=len(every.nodes),
    )


def _frame(about: Drawing, then: Drawing, year: str, lines: Sequence[int]) -> Frame:
    place = about.place
    held = {(tie.key, spell.since) for tie in then.ties for spell in tie.spells}
    every = [(tie.key, spell.since) for tie in about.ties for spell in tie.spells]
    first = len(about.lines.rows)
    nested = [number for number, spell in enumerate(every, start=first) if spell in held]
    verb = "has" if len(then.nodes) == 1 else "have"
    holding = f"{count(len(lines), 'line')} {'holds' if len(lines) == 1 else 'hold'}"
    words = f"{year}: {count(len(then.nodes), 'network')} {verb} known members, {holding}."
    said = tuple(plain(sentence, lambda _: "") for sentence in lead(then))
    looks = {place[i]: node_looks(then, i) for i in then.nodes}
    return Frame([place[i] for i in then.nodes], [*lines, *nested], words, said, looks)
