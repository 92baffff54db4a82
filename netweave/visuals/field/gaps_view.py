"""The view `gaps`: how many districts are in a network, where, and who else shows interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.asking import once_more
from graph.names.places import placed
from netweave.visuals.field.binding import FieldPage, bound_page, rows_table, section, trust
from netweave.visuals.field.board import BarShare, Card, card, counted, heading, note
from netweave.visuals.field.land import Pin, land
from netweave.visuals.field.reality import reality_lines
from netweave.visuals.field.sentences import (
    cohort_words,
    gaps_summary,
    reason_words,
    true_share,
    what_it_is,
)
from netweave.visuals.field.words import far, places
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.limits import ViewError
from netweave.visuals.picture.parts import Goto
from queries.field.experience import YEARS
from queries.gaps import gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.field.board import BoardPart
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.picture import PictureTable, Section
    from queries.field.shares import Share as Counted
    from queries.gaps import Gaps, Outside

CARDS = 30
"""Districts that have a card; the table has more."""
MAP = "Discs: in no network, with signs of interest. Rings: in none, no sign. Dots: in a network."
HEADINGS = {"state": "By state", "locale": "By kind of place", "size": "By size"}


class _GapsShown(NamedTuple):
    """An answer, the districts that have a card, and those that are in a network."""

    found: Gaps
    nodes: dict[str, Node]
    cards: Sequence[Outside]
    inside: Sequence[Node]
    within: str | None


@once_more
def view_gaps(store: Reader, *, within: str | None = None, as_of: str | None = None) -> Page:
    """Which districts are in no network, state by state, and who of them shows interest, as a page.

    Parameters
    ----------
    within
        States, divisions or regions: only these, and of them every district in no network.
    as_of
        Only ties that held on this date.

    Raises
    ------
    ViewError
        If no district is known there.
    QuestionError
        If there is no such place.
    """
    with store.reading():
        found = gaps(store, within=within, as_of=as_of)
        if not found.rows and not found.districts:
            raise ViewError("No district is known there. Name other states, or load more of them.")
        shown = _shown(store, found, within)
        networks = sorted({i for row in found.districts for i in row.networks})
        return bound_page(store, _page(shown, reality_lines(store, networks, as_of)), as_of)


def _shown(store: Reader, found: Gaps, within: str | None) -> _GapsShown:
    cards = found.districts[:CARDS]
    ids = {i for one in found.suggested for i in one.ids}
    for row in found.districts:
        ids.update((row.id, *row.networks))
    states = {row.state for row in found.rows}
    outside = {row.id for row in found.districts}
    here = [node for node in store.catalogue(["district"]) if node.state in states]
    inside = [node for node in here if node.id not in outside] if within else []
    return _GapsShown(found, store.nodes(ids) if ids else {}, cards, inside, within)


def _page(shown: _GapsShown, checked: Sequence[str]) -> FieldPage:
    found = shown.found
    where = f" within {shown.within}" if shown.within else ""
    return FieldPage(
        "gaps",
        f"Districts in no network{where}",
        tuple(filter(None, (gaps_summary(found), true_share(found)))),
        [shown.nodes[row.id] for row in shown.cards],
        (),
        list(_blocks(shown)),
        [*_sections(shown), trust(checked)],
        list(_tables(shown)),
        [("Question", f"gaps{where}"), ("Experienced", f"{YEARS} years or more")],
        (shown.within or "all",),
        subjects=0,
        facts={n: ("Why", _why(row)) for n, row in enumerate(shown.cards) if row.reasons},
    )


def _blocks(shown: _GapsShown) -> Iterator[BoardPart]:
    found = shown.found
    pins = [Pin(shown.nodes[r.id], n, hollow=not r.interested) for n, r in enumerate(shown.cards)]
    drawn = land([*pins, *(Pin(node) for node in shown.inside)])
    if drawn is not None:
        yield drawn._replace(keeps=True)
        yield note(MAP)
    yield from _bars(found)
    yield heading("Cohorts worth founding")
    for one in found.suggested:
        yield note(cohort_words(one, shown.nodes))
    if not found.suggested:
        yield note("No state has enough interested districts that no one network holds half of.")
    yield heading("Who is in none" if shown.within else "Who shows interest")
    for number, row in enumerate(shown.cards):
        yield card(Card(number, "district", placed(shown.nodes[row.id]), _lines(shown, row)))
    if not shown.cards:
        yield note("None.")


def _bars(found: Gaps) -> Iterator[BoardPart]:
    """A bar for each state, locale and size: how many of its regular districts are in a network."""
    for by, words in HEADINGS.items():
        rows = [row for row in found.shares if row.by == by and row.districts]
        if not rows:
            continue
        yield heading(words)
        if by == "state":
            yield note("Filled: regular districts in a network, of all that the country has there.")
        for row in rows:
            whole = max(row.country, row.regular)
            parts = [BarShare(row.regular_in_network, _figure(row), "main")]
            yield counted(row.group or f"{row.by} not known", _figure(row), parts, whole)


def _figure(row: Counted) -> str:
    interested = f"; {row.interested:,} interested" if row.interested else ""
    return f"{row.regular_in_network:,} of {max(row.country, row.regular):,}{interested}"


def _lines(shown: _GapsShown, row: Outside) -> tuple[str, ...]:
    said = [what_it_is(shown.nodes[row.id]), _why(row)]
    if row.nearest:
        networks = places(shown.nodes, row.networks)
        said.append(f"{far(row.nearest.km)} from {row.nearest.name}, which is in {networks}")
    return tuple(filter(None, said))


def _why(row: Outside) -> str:
    return "; ".join(map(reason_words, row.reasons))


def _sections(shown: _GapsShown) -> Iterator[Section]:
    found = shown.found
    yield section(
        "Cohorts worth founding",
        ((clean(cohort_words(one, shown.nodes)),) for one in found.suggested),
        "" if found.suggested else "None is suggested.",
    )
    yield section(
        "Who is in none" if shown.within else "Who shows interest",
        (
            (Goto(number), clean(f": {'; '.join(_lines(shown, row)) or 'no sign of interest'}."))
            for number, row in enumerate(shown.cards)
        ),
        "" if shown.cards else "None.",
    )


def _tables(shown: _GapsShown) -> Iterator[PictureTable]:
    found = shown.found
    yield rows_table(
        "State by state",
        (
            *("State", "Districts", "Regular", "In a network", "Interested"),
            *("Experienced", "Networks", "Of the state"),
        ),
        found.rows,
    )
    yield rows_table(
        "By state, kind of place and size, of all there are",
        ("By", "Of", "Districts", "Regular", "In a network", "Interested", "In the country"),
        found.shares,
    )
    yield rows_table(
        "Who is in none" if shown.within else "Who shows interest",
        ("District", "What it is", "Why", "Nearest in a network", "Away", "Its networks"),
        [
            (
                *(placed(shown.nodes[row.id]), what_it_is(shown.nodes[row.id]), _why(row)),
                *(row.nearest and row.nearest.name, row.nearest and far(row.nearest.km)),
                places(shown.nodes, row.networks),
            )
            for row in found.districts
        ],
    )
