"""What a timeline says in sentences and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.states import state_of
from graph.schema import NODE_KINDS
from netweave.visuals.layouts.spans import turnover
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.parts import Goto
from netweave.visuals.picture.picture import PictureTable, Section
from queries.asking.sentences import at, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.model import TieKey
    from netweave.visuals.layouts.spans import HeldSpell
    from netweave.visuals.picture.parts import DrawnTie, Sentence
    from netweave.visuals.timeline.found import Presence

NOT_THEN = "not within its lifetime"


def counts(about: Presence) -> str:
    """How many there are of each kind: "87 districts and 3 schools"."""
    kinds = [node.kind for node in list(about.nodes.values())[1:]]
    said = [
        f"{number:,} {kind.name if number == 1 else kind.plural}"
        for kind in NODE_KINDS.values()
        if (number := kinds.count(kind.name))
    ]
    return listed(said) if said else "nobody"


def rows_held(about: Presence) -> list[list[HeldSpell]]:
    """The spells of each line."""
    held = about.held
    return [
        [one for key in about.present[i].own for one in held.get(key, ())]
        for ids in about.groups.values()
        for i in ids
    ]


def lead(about: Presence, known: str | None, as_of: str | None) -> Iterator[Sentence]:
    """Who is known, in how many states, how much of it is dated, and when most came."""
    rows = rows_held(about)
    if not rows:
        yield ("No member is known." if about.subject.is_collective else "No tie is known.",)
        return
    states = {state_of(node.state) for node in list(about.nodes.values())[1:]} - {None}
    of = f" in {len(states)} states" if about.subject.is_collective and len(states) > 1 else ""
    dated = sum(any(one.dated for one in row) for row in rows)
    without = len(rows) - dated
    hollow = f"; {without:,} without, drawn hollow" if without else ""
    when = f" {at(as_of).capitalize()}:" if as_of else ""
    yield (f"{when} {counts(about)}{of}: {dated:,} with a known beginning{hollow}.".strip(),)
    if known:
        yield (f"Roster: {known}.",)
    if not as_of and about.subject.is_collective:
        yield from _moved(turnover(rows))


def _moved(found: Mapping[int, tuple[int, int]]) -> Iterator[Sentence]:
    """In which year most came, and in which most were there for the last time."""
    if not found:
        return
    began, ended = (
        _most({year: pair[way] for year, pair in found.items()}, word)
        for way, word in ((0, "beginning"), (1, "end"))
    )
    yield (f"{began}; {ended}.".capitalize(),)


def _most(years: Mapping[int, int], word: str) -> str:
    """How many there were, and in which year most."""
    total = sum(years.values())
    if not total:
        return f"no known {word}"
    year = max(years, key=lambda year: (years[year], -year))
    if years[year] == total:
        return f"{total:,} known {word}{'s' if total > 1 else ''}, in {year}"
    return f"{total:,} known {word}s, most in {year} ({years[year]:,})"


def sections(about: Presence, ties: Sequence[DrawnTie]) -> Iterator[Section]:
    """A section for each heading, with an item for each line."""
    held, index = about.held, about.place
    for heading, ids in about.groups.items():
        items = tuple(_item(about, i, ties, held, index) for i in ids)
        yield Section(heading, (), items)


def _item(
    about: Presence,
    who: str,
    ties: Sequence[DrawnTie],
    held: Mapping[TieKey, Sequence[HeldSpell]],
    index: Mapping[str, int],
) -> Sentence:
    """Who, and since when; the tables have the sources."""
    said = [_phrase(about, who, key, ties[one.tie]) for key, one in _spells(about, who, held)]
    return (Goto(index[who]), f": {'; '.join(said) or NOT_THEN}.")


def _spells(
    about: Presence, who: str, held: Mapping[TieKey, Sequence[HeldSpell]]
) -> Iterator[tuple[TieKey, HeldSpell]]:
    for key in about.present[who].own:
        for one in held.get(key, ()):
            yield key, one


def _phrase(about: Presence, who: str, key: TieKey, tie: DrawnTie) -> str:
    """One spell; what it is, where not every line is a membership."""
    collective = about.subject.is_collective
    phrase = "" if collective else f"{tie.phrases[key.source_id == who]}, "
    role = f", {tie.role}" if tie.role else ""
    return f"{phrase}{tie.when}{role}{_through(about, who, key)}"


def _through(about: Presence, who: str, key: TieKey) -> str:
    """By whom one belongs, if not by oneself."""
    own = {who, about.subject.id}
    names = [clean(about.nodes[i].name) for i in (key.source_id, key.target_id) if i not in own]
    return f", through {' and '.join(names)}" if names else ""


def said(about: Presence, who: str, ties: Sequence[DrawnTie]) -> str:
    """A line in a few words, for whoever points at it."""
    spells = _spells(about, who, about.held)
    found = [_phrase(about, who, key, ties[one.tie]) for key, one in spells]
    return f"{clean(about.nodes[who].name)}: {'; '.join(found) or NOT_THEN}"


def turnover_table(about: Presence) -> Iterator[PictureTable]:
    """Who came and went in numbers, by year."""
    found = turnover(rows_held(about))
    if found:
        rows = tuple(
            ((str(year),), (str(came),), (str(went),)) for year, (came, went) in found.items()
        )
        columns = ("Year", "Began", "Last year of")
        yield PictureTable("Beginnings and ends, by year", columns, rows, sortable=True)
