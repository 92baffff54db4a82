"""The frame around every picture: from a view's picture to a page.

A graph is drawn by vis-network: pyvis fills our own template (`assets/frame.html`) with physics
switched off, and every place comes from Python. A picture that brings its own SVG, and a map, fill
the same template without pyvis. Whatever comes from the data reaches the page as escaped text or
inside a block of JSON that the script reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netweave.version import __version__
from netweave.visuals.page.data import picture_data
from netweave.visuals.page.legend import legend
from netweave.visuals.page.page import Page
from netweave.visuals.page.pyvis_page import filled
from netweave.visuals.page.scripts import scripts
from netweave.visuals.page.sheet import PageContent
from netweave.visuals.page.tables import node_table, tie_table
from netweave.visuals.page.template import as_it_stands, filled_plainly
from netweave.visuals.painting.svg import DASHES, static_svg
from netweave.visuals.picture.contents import styles_of
from netweave.visuals.picture.lettering import short
from netweave.visuals.picture.parts import Goto, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.facts import StoreFacts
    from netweave.visuals.page.sheet import Stage
    from netweave.visuals.picture.parts import Sentence
    from netweave.visuals.picture.picture import Picture

_OF_THE_THEME = re.compile(r"var\(--\w+, *(#[0-9a-f]{3,6})\)")


def framed(picture: Picture, facts: StoreFacts, as_of: str | None) -> Page:
    """A picture as a page.

    It is drawn by vis-network, or stands still if the picture brings its own SVG (`Picture.still`).

    Parameters
    ----------
    facts
        The store it was drawn from, for the foot of the page.
    as_of
        The date that was asked for, None for all time.
    """
    svg = picture.still or static_svg(picture, origin(facts, as_of))
    sheet = _sheet(picture, svg)
    if picture.still:
        return bound(sheet, "still", picture, facts, as_of)

    def with_pyvis(context: Mapping[str, Any]) -> str:
        return filled(picture, context)

    return bound(sheet, "vis", picture, facts, as_of, with_pyvis)


def bound(
    sheet: PageContent,
    stage: Stage,
    scene: object,
    facts: StoreFacts,
    as_of: str | None,
    fill: Callable[[Mapping[str, Any]], str] = filled_plainly,
) -> Page:
    """A sheet as a page.

    Parameters
    ----------
    stage
        What fills the place of the picture; it decides which scripts the page holds.
    scene
        What it was drawn from, kept for figures.
    fill
        Fills the template.
    """
    loaded = scripts(stage)
    html = fill(
        {
            "sheet": sheet,
            "about": {**sheet.data, "hash": facts.data_hash[:12], "dates": _date(as_of)},
            "foot": {"facts": facts, "as_of": _date(as_of), "version": __version__},
            "svg": as_it_stands(sheet.svg),
            "libraries": [as_it_stands(text) for text in loaded.libraries],
            "ours": as_it_stands(loaded.ours),
            "style": as_it_stands(loaded.style),
            "policy": loaded.policy,
            "as_it_stands": as_it_stands,
        }
    )
    words = " ".join(plain(sentence, sheet.named) for sentence in sheet.lead)
    svg = _OF_THE_THEME.sub(r"\1", sheet.svg)
    return Page(html, short(sheet.title, 200), words, svg, scene=scene, origin=origin(facts, as_of))


def origin(facts: StoreFacts, as_of: str | None) -> str:
    """Where a picture comes from, in a line for its foot."""
    return f"Data {facts.data_hash[:12]}, {_date(as_of)}, netweave {__version__}"


def plain(sentence: Sentence, named: Callable[[int], str]) -> str:
    """A sentence as text alone."""
    return "".join(
        named(part.node)
        if isinstance(part, Goto)
        else part.text
        if isinstance(part, Link)
        else part
        for part in sentence
    )


def _date(as_of: str | None) -> str:
    return f"as of {as_of}" if as_of else "all dates"


def _sheet(picture: Picture, svg: str) -> PageContent:
    tables = (*picture.tables, tie_table(picture), node_table(picture))
    return PageContent(
        picture.view,
        picture.title,
        picture.name,
        picture.lead,
        picture.outline,
        picture.settings,
        picture.highlights,
        picture.wide,
        picture.large,
        picture.name_of,
        legend(picture),
        tuple((DASHES[style], words) for style, words in styles_of(picture).items()),
        picture.emphasis.words if picture.ties else "",
        tuple(table for table in tables if table.rows or table.about == "node"),
        ("All dates", *picture.years.labels) if picture.years else (),
        picture_data(picture),
        svg,
        early=not picture.large,
        only_then=picture.years.only_then if picture.years else frozenset(),
    )
