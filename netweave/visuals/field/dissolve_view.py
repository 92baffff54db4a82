"""The view `dissolve`: who would stand alone if a network or its host were gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.asking import once_more
from netweave.visuals.field.binding import FieldPage, bound_page, rows_table, section, trust
from netweave.visuals.field.board import (
    BarShare,
    BoardLine,
    Card,
    bar,
    card,
    counted,
    heading,
    line,
    note,
)
from netweave.visuals.field.land import Pin, land
from netweave.visuals.field.sentences import ALONE, dissolve_summary, gone_words
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.parts import Goto
from queries.asking.naming import entity
from queries.asking.sentences import count
from queries.completeness import rosters
from queries.dissolve import KINDS, dissolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.field.board import BoardPart
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import Sentence
    from netweave.visuals.picture.picture import PictureTable, Section
    from queries.asking.naming import Asked
    from queries.dissolve import Dissolved, Loser

LISTED, HOLDERS = 120, 12
"""Districts, and networks that could take them in, that are shown; the tables have more."""
MAP = "Discs: would be in no network. Rings: are in another as well."


class _DissolveShown(NamedTuple):
    """An answer, what it is about, and the entities that are told of: it, districts, holders."""

    found: Dissolved
    subject: Node
    nodes: dict[str, Node]

    @property
    def place(self) -> dict[str, int]:
        """The number of each entity that is told of."""
        return {node_id: number for number, node_id in enumerate(self.nodes)}

    @property
    def rows(self) -> tuple[Loser, ...]:
        """The districts that are shown."""
        return self.found.rows[:LISTED]


@once_more
def view_dissolve(
    store: Reader, name: Asked, *, hosted: bool = False, as_of: str | None = None
) -> Page:
    """What would be lost if a network, a host or a person were gone, as a page.

    Parameters
    ----------
    name
        A collective, an organization or a person.
    hosted
        Of a collective also what it hosts or convenes.
    as_of
        Only ties that held on this date.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `queries.dissolve.dissolve`.
    """
    with store.reading():
        node = entity(store, name, KINDS)
        found = dissolve(store, node, hosted=hosted, as_of=as_of)
        ids = dict.fromkeys([node.id])
        ids |= dict.fromkeys(row.id for row in found.rows[:LISTED])
        ids |= dict.fromkeys(row.id for row in found.holders[:HOLDERS])
        there = store.nodes([*ids, *found.gone])
        gone = gone_words(node, found, there)
        partial = [
            f"{one.name}: {one.text}."
            for one in rosters(store, [there[i] for i in found.gone], as_of=as_of)
        ]
        shown = _DissolveShown(found, node, {i: there[i] for i in ids})
        return bound_page(store, _page(shown, gone, partial, hosted=hosted), as_of)


def _page(shown: _DissolveShown, gone: str, partial: Sequence[str], *, hosted: bool) -> FieldPage:
    node = shown.subject
    also = (("Also", "what it hosts or convenes"),) if hosted else ()
    return FieldPage(
        "dissolve",
        f"If {node.name} were gone",
        (gone, dissolve_summary(shown.found)),
        list(shown.nodes.values()),
        (),
        list(_blocks(shown, gone)),
        [*_sections(shown), trust([ALONE, *partial])],
        list(_tables(shown)),
        [("Question", f"dissolve {node.id}"), *also],
        (node.name,),
    )


def _blocks(shown: _DissolveShown, gone: str) -> Iterator[BoardPart]:
    found, node, place = shown.found, shown.subject, shown.place
    yield card(Card(0, node.kind, node.name, (gone,)))._replace(keeps=True)
    held = [BarShare(found.alone, f"{found.alone:,} alone", "main")]
    figure = f"{found.alone:,} of {found.districts:,}"
    yield counted("would be in no other network", figure, held, found.districts)
    parts = found.components
    cut = f"{count(found.pairs_cut, 'pair')} of districts parted; "
    yield note(f"{cut}{count(parts.before, 'part')} now, {parts.after:,} then.")
    drawn = land([Pin(shown.nodes[r.id], place[r.id], hollow=not r.alone) for r in shown.rows])
    if drawn is not None:
        yield drawn._replace(keeps=True)
        yield note(MAP)
    if found.rows:
        yield note("At the right: with how many districts each is connected, now → then.")
    for words, alone in (("In no other network", True), ("In another as well", False)):
        yield from _list(shown, words, alone=alone)
    yield heading("Who could take them in")
    for row in found.holders[:HOLDERS]:
        drawn = line(BoardLine(place[row.id], row.kind, row.name, f"holds {row.held:,}"))
        gauge = bar([BarShare(row.held, f"{row.held:,} of these", "main")], found.districts, 20)
        yield drawn._replace(high=40, markup=drawn.markup + gauge)
    if not found.holders:
        yield note("No other network holds any of them.")


def _list(shown: _DissolveShown, words: str, *, alone: bool) -> Iterator[BoardPart]:
    number = sum(row.alone == alone for row in shown.found.rows)
    if not number:
        return
    yield heading(f"{words}: {number:,}", heads=True)
    for row in shown.rows:
        if row.alone == alone:
            figure = f"{row.component_before - 1:,} → {row.component_after - 1:,}"
            name = f"{row.name}, {row.state}" if row.state else row.name
            yield line(BoardLine(shown.place[row.id], "district", name, figure))
    if number > sum(row.alone == alone for row in shown.rows):
        yield note("And more, in the table.")


def _sections(shown: _DissolveShown) -> Iterator[Section]:
    found, place = shown.found, shown.place
    yield section(
        "Who would lose it",
        (_lost(shown, row) for row in shown.rows),
        "" if found.rows else "No district is known to belong to it.",
    )
    yield section(
        "Who could take them in",
        (
            (Goto(place[row.id]), f" holds {count(row.held, 'district')} of these.")
            for row in found.holders[:HOLDERS]
        ),
        "" if found.holders else "No other network holds any of them.",
    )


def _lost(shown: _DissolveShown, row: Loser) -> Sentence:
    left = "no other network" if row.alone else count(row.networks_left, "other network")
    before, after = row.component_before - 1, row.component_after - 1
    moved = f"connected with {before:,} districts now, {after:,} then"
    return (Goto(shown.place[row.id]), clean(f": {left}; {moved}."))


def _tables(shown: _DissolveShown) -> Iterator[PictureTable]:
    found = shown.found
    yield rows_table(
        "Who would lose it",
        ("District", "State", "Networks left", "Alone", "Connected with now", "Then"),
        [
            (
                *(row.name, row.state, row.networks_left, "alone" if row.alone else None),
                *(row.component_before - 1, row.component_after - 1),
            )
            for row in found.rows
        ],
    )
    yield rows_table(
        "Who could take them in",
        ("Network", "Kind", "Districts that it holds"),
        [(row.name, row.kind, row.held) for row in found.holders],
    )
