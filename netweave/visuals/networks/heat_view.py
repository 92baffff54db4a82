"""The view `overlap`: a heat map of who shares how many members with whom, and if as expected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netweave.visuals.layouts.heat_order import leaf_order
from netweave.visuals.networks.found import among, place_of, shares
from netweave.visuals.networks.heat import Heat, cell_corner, heat_svg
from netweave.visuals.networks.words import PAIR_COLUMNS, count, pair_row, told
from netweave.visuals.page.frame import framed, origin
from netweave.visuals.picture.drawing import drawn_node
from netweave.visuals.picture.lettering import clean, file_name
from netweave.visuals.picture.limits import HEAT, HEAT_NUMBERS, ViewError
from netweave.visuals.picture.parts import Derived, DrawnTie, Goto, Place
from netweave.visuals.picture.picture import Emphasis, Picture, PictureTable, Section
from queries.asking.answering import question
from queries.asking.naming import parties
from queries.completeness import rosters
from queries.measures.part import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.store import Reader
    from netweave.visuals.networks.found import Shares
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnNode, Sentence
    from queries.asking.naming import Asked
    from queries.asking.scope import Of
    from queries.overlap import Verdict


PHRASES: dict[Verdict, str] = {
    "more": "shares more than expected with",
    "fewer": "shares fewer than expected with",
    "chance": "shares as many as expected with",
    "too_little_data": "shares, on too little data, with",
}
"""What a cell says, by its verdict."""
NAMED = 4
"""How many rosters the page names above the picture; its table has them all."""


@question()
def view_overlap(
    store: Reader,
    *names: Asked,
    of: Of = "networks",
    within: str | None = None,
    as_of: str | None = None,
) -> Page:
    """Who shares how many members with whom, held against what one would expect, as a heat map.

    Parameters
    ----------
    names
        One: it and those it shares any with; several: these; none: all that overlap with any.
    of
        ``networks`` (consortia and cohorts included) by the districts they share, or ``districts``
        by the networks they share.
    within
        States, divisions or regions (`queries.asking.places.states_of`): what is not within these
        counts as absent.
    as_of
        Only ties that held on this date.

    Returns
    -------
    Page
        At most 80 are shown, the largest. The same graph and question always give the same page.

    Raises
    ------
    ViewError
        If no two share anything.
    QuestionError, NotFoundError, AmbiguousNameError
        If a name fits nothing, several, or what takes no part.
    """
    with store.reading():
        named = parties(store, names, of)
        settings = (("Question", f"overlap of {of}"), *among(named), *place_of(within))
        sharing = shares(part_of(store, within, as_of), named, of=of, as_of=as_of)
        return heat_page(store, sharing, (), settings, as_of, of)


def heat_page(
    store: Reader,
    sharing: Shares,
    before: tuple[str, ...],
    settings: tuple[tuple[str, str], ...],
    as_of: str | None,
    of: Of = "networks",
) -> Page:
    """The heat map of what was found.

    Parameters
    ----------
    before
        Sentences that stand first in the lead.
    """
    paired = {party.id for row in sharing.rows for party in (row.a, row.b)}
    overlapping = [node.id for node in sharing.nodes if node.id in paired]
    shown = sharing.only(set(overlapping[:HEAT]))
    if not shown.rows:
        raise ViewError(
            f"No two of the {of} share anything that is known, so there is no overlap to draw. "
            "Load further rosters, or ask for another date."
        )
    order = leaf_order([node.id for node in shown.nodes], shown.rows)
    partial = rosters(store, [n for n in shown.nodes if n.is_collective], as_of=as_of)
    known = {roster.id: roster.text for roster in partial}
    facts = store.facts()
    heat = _heat(shown, order, origin(facts, as_of), of)
    lead = (*((text,) for text in before), *_lead(sharing, shown, len(overlapping), known, of))
    picture = Picture(
        "overlap",
        heat.title,
        lead,
        tuple(_nodes(shown, heat, order, known)),
        tuple(_ties(shown, order)),
        (_outline(shown, order),),
        settings,
        file_name("overlap", *(value for word, value in settings if word == "Among")),
        (),
        Emphasis("", 2.0),
        tables=(_table(shown, order),),
        still=heat_svg(heat),
    )
    return framed(picture, facts, as_of)


def _heat(shown: Shares, order: Sequence[str], source: str, of: Of) -> Heat:
    place = {i: number for number, i in enumerate(order)}
    names = {node.id: node.name for node in shown.nodes}
    return Heat(
        [names[i] for i in order],
        [len(shown.members[i]) for i in order],
        {(place[r.a.id], place[r.b.id]): (tie, r) for tie, r in enumerate(shown.rows)},
        f"Which {of} share {_shared(of)}",
        source,
        _shared(of),
        frozenset((place[r.a.id], place[r.b.id]) for r in shown.rows if shown.maybe(r)),
    )


def _share(pairs: int) -> str:
    return "shares" if pairs == 1 else "share"


def _shared(of: Of) -> str:
    return "members" if of == "networks" else "networks"


def _lead(
    found: Shares, shown: Shares, overlapping: int, known: Mapping[str, str], of: Of
) -> Iterator[Sentence]:
    verdicts = Counter(row.verdict for row in shown.rows)
    sharing = sum(row.shared > 0 for row in shown.rows)
    size = len(shown.nodes)
    alone = len(found.nodes) - overlapping
    largest = (
        f"The {size} largest of {overlapping:,} {of} that overlap"
        if (overlapping > size)
        else f"{size} {of} that overlap"
    )
    verb = "overlaps" if alone == 1 else "overlap"
    beside = f" {alone:,} more {verb} with none." if alone else ""
    more, fewer, unclear = (verdicts[word] for word in ("more", "fewer", "too_little_data"))
    yield (
        (
            f"{largest}; {count(sharing, 'pair')} of them {_share(sharing)} {_shared(of)}: {more} "
            f"more than expected, and {count(fewer, 'pair')} {_share(fewer)} fewer (p at most .05, "
            f"before correction); for {unclear} there are too few data to tell. Corners of the "
            f"cells say so.{beside}"
        ),
    )
    numbers = (
        "The number in a cell is how many the two share; the diagonal has the size of each."
        if size <= HEAT_NUMBERS
        else f"With more than {HEAT_NUMBERS} there is no room for numbers; the table has them."
    )
    yield (numbers,)
    hollow = sum(map(shown.maybe, shown.rows))
    if hollow:
        verb = "rests" if hollow == 1 else "rest"
        said = "on ties that nobody dates (hollow cells): whether they held then is not known (?)"
        yield (f"{count(hollow, 'pair')} {verb} {said}.",)
    if known:
        cut = [f"{clean(n.name)}, {known[n.id]}" for n in shown.nodes if n.id in known]
        rest = f"; and {len(cut) - NAMED} more" if len(cut) > NAMED else ""
        yield (f"Rosters known in part: {'; '.join(cut[:NAMED])}{rest}.",)


def _nodes(
    shown: Shares, heat: Heat, order: Sequence[str], known: Mapping[str, str]
) -> Iterator[DrawnNode]:
    """What stands in the rows, along the diagonal."""
    nodes = {node.id: node for node in shown.nodes}
    for number, i in enumerate(order):
        x, y = cell_corner(heat, number, number)
        size = {i: known.get(i) or f"{len(shown.members[i])} known"}
        middle = heat.side / 2
        yield drawn_node(nodes[i], Place(x + middle, y + middle, "right"), size, main=False)


def _ties(shown: Shares, order: Sequence[str]) -> Iterator[DrawnTie]:
    place = {i: number for number, i in enumerate(order)}
    for row in shown.rows:
        ends = place[row.a.id], place[row.b.id]
        derived = Derived(PHRASES[row.verdict], told(shown, row))
        yield DrawnTie(*ends, row.verdict, None, None, None, (), derived=derived)


def _outline(shown: Shares, order: Sequence[str]) -> Section:
    """The pairs that stand out, or all if none does."""
    place = {i: number for number, i in enumerate(order)}
    telling = [row for row in shown.rows if row.verdict in ("more", "fewer")] or shown.rows
    items = tuple(
        (Goto(place[row.a.id]), " and ", Goto(place[row.b.id]), ": ", *told(shown, row), ".")
        for row in telling
    )
    what = "Pairs that stand out" if len(telling) < len(shown.rows) else "All pairs"
    return Section(what, (), items)


def _table(shown: Shares, order: Sequence[str]) -> PictureTable:
    place = {i: number for number, i in enumerate(order)}
    rows = tuple(pair_row(shown, row, place) for row in shown.rows)
    return PictureTable(
        "Every pair", PAIR_COLUMNS, rows, about="tie", items=tuple(range(len(rows)))
    )
