"""The frame around every picture: from a view's picture to a page.

pyvis fills our own template (`assets/frame.html`) with physics switched off; every place comes
from Python. Whatever comes from the data reaches the page as escaped text or inside a block of
JSON that the script reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.schema import NODE_KINDS, TIE_TYPES
from netweave.version import __version__
from netweave.visuals.lettering import short
from netweave.visuals.page import Page
from netweave.visuals.palette import DARK, LIGHT, LOOKS
from netweave.visuals.picture import Goto, Link
from netweave.visuals.pyvis_page import filled
from netweave.visuals.scripts import scripts
from netweave.visuals.svg import outline_svg, static_svg
from netweave.visuals.twins import kinds_of, node_table, tie_table, types_of

if TYPE_CHECKING:
    from graph.store import StoreFacts
    from netweave.visuals.picture import DrawnTie, Picture, Reference, Sentence


def framed(picture: Picture, facts: StoreFacts, as_of: str | None) -> Page:
    """A picture as a page.

    Parameters
    ----------
    facts
        The store it was drawn from, for the foot of the page.
    as_of
        The date that was asked for, None for all time.
    """
    origin = f"Data {facts.data_hash[:12]}, {_date(as_of)}, netweave {__version__}"
    svg = static_svg(picture, origin)
    words = " ".join(plain(sentence, picture) for sentence in picture.lead)
    return Page(_html(picture, facts, as_of, svg), short(picture.title, 200), words, svg)


def plain(sentence: Sentence, picture: Picture) -> str:
    """A sentence as text alone."""
    return "".join(
        picture.nodes[part.node].name
        if isinstance(part, Goto)
        else part.text
        if isinstance(part, Link)
        else part
        for part in sentence
    )


def _date(as_of: str | None) -> str:
    return f"as of {as_of}" if as_of else "all dates"


def _html(picture: Picture, facts: StoreFacts, as_of: str | None, svg: str) -> str:
    return filled(
        picture,
        {
            **_legend(picture),
            **_texts(svg),
            "picture": picture,
            "more": picture.tables,
            "twins": {"tie": tie_table(picture), "node": node_table(picture)},
            "foot": {"facts": facts, "as_of": _date(as_of), "version": __version__},
            "about": _about(picture),
        },
    )


def _legend(picture: Picture) -> dict[str, Any]:
    from markupsafe import Markup  # noqa: PLC0415 - comes with the template engine

    kinds = kinds_of(picture)
    return {
        "kinds": {kind: (NODE_KINDS[kind], number) for kind, number in kinds.items()},
        "types": {name: (TIE_TYPES[name], n) for name, n in types_of(picture).items()},
        "styles": {line.style for line in picture.lines()},
        "shapes": {kind: Markup(outline_svg(kind, 10, 10, 7)) for kind in kinds},  # noqa: S704 - our own numbers and colours
        "themes": {"light": LIGHT, "dark": DARK},
    }


def _texts(svg: str) -> dict[str, Any]:
    """What goes into the page as it stands: our own files, and the picture, escaped already."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with the template engine

    loaded = scripts()
    return {
        "svg": Markup(svg),  # noqa: S704 - see above
        "drawing": Markup(loaded.drawing),  # noqa: S704 - see above
        "ours": Markup(loaded.ours),  # noqa: S704 - see above
        "style": Markup(loaded.style),  # noqa: S704 - see above
        "policy": loaded.policy,
    }


def _about(picture: Picture) -> dict[str, Any]:
    """What the script needs besides places: names, facts, ties, sources, looks."""
    references: dict[Reference, int] = {}
    for tie in picture.ties:
        for reference in tie.references:
            references.setdefault(reference, len(references))
    return {
        "name": picture.name,
        "large": picture.large,
        "subjects": picture.subjects,
        "nodes": [
            [node.name, node.kind, node.side, node.emphasised, node.facts, node.site]
            for node in picture.nodes
        ],
        "ties": [_tie(tie, references) for tie in picture.ties],
        "lines": [{"ties": line.ties, "emphasised": line.emphasised} for line in picture.lines()],
        "references": list(references),
        "highlights": picture.highlights,
        "kinds": {kind: {"outline": LOOKS[kind].outline} for kind in kinds_of(picture)},
        "types": {
            name: [TIE_TYPES[name].out_phrase, TIE_TYPES[name].in_phrase]
            for name in types_of(picture)
        },
        "themes": {"light": LIGHT, "dark": DARK},
    }


def _tie(tie: DrawnTie, references: dict[Reference, int]) -> list[Any]:
    said = [references[reference] for reference in tie.references]
    return [tie.source, tie.target, tie.type, tie.role, tie.when, tie.since, tie.until, said]
