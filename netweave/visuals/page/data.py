"""What the script of a page is told of a picture, besides the places that pyvis writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netweave.visuals.painting.svg import node_size
from netweave.visuals.picture.contents import kinds_of, types_of
from netweave.visuals.picture.layers import colours, years_data
from netweave.visuals.picture.palette import DARK, LIGHT, LOOKS
from netweave.visuals.picture.parts import Goto, Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netweave.visuals.picture.parts import Citation, DrawnNode, DrawnTie, Sentence
    from netweave.visuals.picture.picture import Picture


def picture_data(picture: Picture) -> dict[str, Any]:
    """Names, facts, ties, sources and looks, with the years if there are any."""
    references = numbered(picture.ties)
    return {
        **common_data(picture.name, large=picture.large),
        "subjects": picture.subjects,
        "nodes": [_node(node) for node in picture.nodes],
        "ties": [tie_data(tie, references) for tie in picture.ties],
        "lines": _lines(picture),
        "references": list(references),
        "highlights": picture.highlights,
        "kinds": {kind: {"outline": LOOKS[kind].outline} for kind in kinds_of(picture)},
        "types": {name: phrases for name, (phrases, _) in types_of(picture).items()},
        "groups": colours(picture.groups),
        "areas": picture.areas,
        "years": picture.years and years_data(picture.years, len(picture.nodes), len(picture.ties)),
    }


def common_data(name: str, *, large: bool) -> dict[str, Any]:
    """What the script of every page is told."""
    return {"name": name, "large": large, "themes": {"light": LIGHT, "dark": DARK}}


def numbered(ties: Iterable[DrawnTie]) -> dict[Citation, int]:
    """The distinct references of ties, each with its number."""
    found: dict[Citation, int] = {}
    for tie in ties:
        for reference in tie.references:
            found.setdefault(reference, len(found))
    return found


def tie_data(tie: DrawnTie, references: dict[Citation, int]) -> list[Any]:
    """A tie as the script reads it."""
    said = [references[reference] for reference in tie.references]
    row = [tie.source, tie.target, tie.type, tie.role, tie.when, tie.since, tie.until, said]
    return [*row, _parts(tie.derived.said)] if tie.derived else row


def _node(node: DrawnNode) -> list[Any]:
    return [
        node.name,
        node.kind,
        node.side,
        node.emphasised,
        node.facts,
        node.site,
        node.group,
        node.x,
        node.y,
        node_size(node),
    ]


def _parts(sentence: Sentence) -> list[Any]:
    """A sentence for the script: texts, numbers of nodes, and pairs of text and address."""
    return [
        part.node
        if isinstance(part, Goto)
        else [part.text, part.url]
        if isinstance(part, Link)
        else part
        for part in sentence
    ]


def _lines(picture: Picture) -> list[dict[str, Any]]:
    return [
        {
            "source": line.source,
            "target": line.target,
            "ties": line.ties,
            "emphasised": line.emphasised,
        }
        for line in picture.lines()
    ]
