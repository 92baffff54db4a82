"""The legend of a picture, which is its filter too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import NODE_KINDS
from netweave.visuals.page.sheet import Fieldset, LegendEntry
from netweave.visuals.painting.svg import outline_svg
from netweave.visuals.picture.contents import kinds_of, types_of
from netweave.visuals.picture.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netweave.visuals.picture.picture import Picture


def legend(picture: Picture) -> tuple[Fieldset, ...]:
    """Kinds, groups and types of ties, those that there are."""
    parts = (
        Fieldset("Shown", "kind", tuple(_kinds(picture))),
        Fieldset(picture.grouped_by, "group", tuple(_groups(picture))),
        Fieldset("Ties", "type", tuple(_types(picture))),
    )
    return tuple(part for part in parts if part.entries)


def swatch(fill: str) -> str:
    """A disc in a colour."""
    return (
        f'<circle cx="10" cy="10" r="7" fill="{fill}" stroke="{LIGHT["outline"]}" '
        'stroke-width="1.5"/>'
    )


def _kinds(picture: Picture) -> Iterator[LegendEntry]:
    for kind, number in kinds_of(picture).items():
        about = NODE_KINDS[kind]
        fill = "none" if picture.groups else None
        shape = outline_svg(kind, 10, 10, 7, fill=fill)
        yield LegendEntry(kind, about.name if number == 1 else about.plural, number, shape)


def _groups(picture: Picture) -> Iterator[LegendEntry]:
    for group in picture.groups:
        number = sum(node.group == group.key for node in picture.nodes)
        yield LegendEntry(group.key, group.label, number, swatch(group.fill))


def _types(picture: Picture) -> Iterator[LegendEntry]:
    for name, (phrases, number) in types_of(picture).items():
        yield LegendEntry(name, phrases[0], number)
