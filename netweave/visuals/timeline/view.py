"""The view `timeline`: since when, and until when, each member belongs to a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import days
from graph.names.places import placed
from netweave.visuals.layouts.spans import axis_of, bars, turnover
from netweave.visuals.page.frame import framed, origin
from netweave.visuals.picture.drawing import drawn_node, drawn_ties, on_date, roster_words
from netweave.visuals.picture.lettering import clean, file_name, short
from netweave.visuals.picture.limits import TIMELINE, TooLargeError
from netweave.visuals.picture.parts import Place
from netweave.visuals.picture.picture import Emphasis, Picture
from netweave.visuals.timeline.found import presence
from netweave.visuals.timeline.wall import Wall, WallGroup, WallLine, drawn_wall
from netweave.visuals.timeline.words import (
    counts,
    lead,
    rows_held,
    said,
    sections,
    turnover_table,
)
from queries.asking.answering import question
from queries.asking.naming import entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Reader
    from netweave.visuals.layouts.spans import Axis
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnTie
    from netweave.visuals.timeline.found import Presence
    from queries.asking.naming import Asked


@question()
def view_timeline(store: Reader, name: Asked, *, as_of: str | None = None) -> Page:
    """Since when and until when: the members of a collective, or what an entity belongs to.

    Each has a line with a bar for each spell, hollow where its beginning is not known; above
    them stands how many came in each year, and for how many it was the last. Members of parts
    and districts of member schools are there too, as `queries.members.members` has them.

    Parameters
    ----------
    name
        An entity, or a name that `queries.asking.naming.resolve` takes. Of one that is no
        collective the page shows what it belongs to, and its other ties.
    as_of
        Only spells that held on this date, which is marked; whole, from beginning to end.

    Returns
    -------
    Page
        The same graph and question always give the same page.

    Raises
    ------
    TooLargeError
        If there are more than a picture can hold.
    NotFoundError, AmbiguousNameError
        If the name fits nothing, or several.
    """
    with store.reading():
        node = entity(store, name)
        about = presence(store, node, as_of)
        if len(about.nodes) > TIMELINE:
            raise TooLargeError(
                f"{placed(node)} has {len(about.nodes) - 1:,} lines; a picture holds "
                f"{TIMELINE:,}. Ask for a date with --as-of, or read the table: "
                f"netweave {'members' if node.is_collective else 'affiliations'} {node.id}"
            )
        known = roster_words(store, about.nodes.values(), as_of)
        facts = store.facts()
        picture = _picture(about, known, as_of, origin(facts, as_of))
        return framed(picture, facts, as_of)


def _picture(about: Presence, known: dict[str, str], as_of: str | None, source: str) -> Picture:
    node = about.subject
    ties = on_date(drawn_ties(about.ties, about.place), as_of)
    axis = axis_of((one for row in rows_held(about) for one in row), as_of)
    years = f", {axis.first} to {axis.last}" if axis and axis.first < axis.last else ""
    called = "" if node.is_collective else "What surrounds "
    title = f"{called}{short(placed(node))}: {counts(about)}{years}"
    wall = drawn_wall(_wall(about, ties, axis, title, source, as_of))
    return Picture(
        "timeline",
        title,
        tuple(lead(about, known.get(node.id), as_of)),
        tuple(
            drawn_node(one, Place(*wall.places[number], "right"), known, main=one.id == node.id)
            for number, one in enumerate(about.nodes.values())
        ),
        ties,
        tuple(sections(about, ties)),
        (("Question", f"timeline of {node.id}"),),
        file_name("timeline", node.name),
        (0,),
        Emphasis("", 2.0),
        tables=tuple(turnover_table(about)) if _moves(about, as_of) else (),
        still=wall.svg,
    )


def _moves(about: Presence, as_of: str | None) -> bool:
    """Whether who came and went is told: of a collective, over all dates."""
    return about.subject.is_collective and as_of is None


def _wall(
    about: Presence,
    ties: Sequence[DrawnTie],
    axis: Axis | None,
    title: str,
    source: str,
    as_of: str | None,
) -> Wall:
    index, held, node = about.place, about.held, about.subject
    groups = tuple(
        WallGroup(
            heading,
            tuple(
                WallLine(
                    index[i],
                    about.nodes[i].kind,
                    clean(about.nodes[i].name),
                    said(about, i, ties),
                    bars(axis, [one for key in about.present[i].own for one in held.get(key, ())]),
                )
                for i in ids
            ),
        )
        for heading, ids in about.groups.items()
    )
    moved = turnover(rows_held(about)) if _moves(about, as_of) else {}
    mark = axis.share(sum(days(as_of)) // 2) if as_of and axis else None
    subject = WallLine(0, node.kind, clean(node.name), "", ())
    return Wall(title, source, subject, groups, axis, moved, mark)
