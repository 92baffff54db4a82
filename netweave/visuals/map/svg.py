"""The static map, from which the moving one takes the outlines and the places as well.

Each group of districts is one path: a step to the next district, then the shape of the group. The
script cuts the path at the shapes and so has the places; nothing is in the page twice.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from netweave.visuals.layouts.hull import convex
from netweave.visuals.map.projection import HEIGHT, WIDTH
from netweave.visuals.map.scene import MAYBE, NONE, OTHER
from netweave.visuals.picture.lettering import short
from netweave.visuals.picture.palette import LIGHT, LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netweave.visuals.map.scene import Dot, MapScene, Net
    from netweave.visuals.picture.layers import NodeGroup
    from netweave.visuals.picture.palette import Point

SIZE = 36
"""The radius of a district's shape, in tenths of a unit of the map."""
_SMALL = 20
_KINDS = ("district", "network", "school", "cohort", "program", "organization", "person")
_HEAD, _ROW = 46, 20


def shapes(scene: MapScene) -> dict[str, tuple[Point, ...]]:
    """The corners of each group's shape around (0, 0) at radius 1; none for a disc."""
    keys = [group.key for group in scene.groups if group.key not in (OTHER, MAYBE, NONE)]
    found = {key: LOOKS[kind].outline for key, kind in zip(keys, _KINDS, strict=False)}
    return {**found, OTHER: (), MAYBE: (), NONE: ()}


def step(key: str, outline: tuple[Point, ...]) -> str:
    """The path of one shape, from the middle and back to it, in tenths."""
    if key == NONE:
        return "h0"
    if not outline:
        r = _SMALL if key == OTHER else SIZE
        return f"m-{r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0m{r} 0"
    corners = [(round(x * SIZE), round(y * SIZE)) for x, y in outline]
    moves = (f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(corners))
    (x, y) = corners[0]
    return f"m{x} {y}l{' '.join(moves)}zm{-x} {-y}".replace(" -", "-")


def map_svg(scene: MapScene, origin: str) -> str:
    """The map as one SVG element that stands alone."""
    title = _escaped(short(scene.title, 300))
    foot = 20 + _ROW * (len(scene.groups) + 2)
    view = f"-10 {-_HEAD} {WIDTH + 20:.0f} {HEIGHT + _HEAD + foot:.0f}"
    body = [
        *_land(scene),
        *_chosen(scene),
        *_dots(scene),
        *_members(scene),
        *_totals(scene),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="{WIDTH + 20:.0f}" '
        f'height="{HEIGHT + _HEAD + foot:.0f}" role="img" aria-label="{title}" '
        'font-family="system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif">'
        f"<title>{title}</title>"
        f'<rect x="-10" y="{-_HEAD}" width="{WIDTH + 20:.0f}" '
        f'height="{HEIGHT + _HEAD + foot:.0f}" fill="{LIGHT["ground"]}"/>'
        f"{''.join(body)}{''.join(_caption(scene, origin))}</svg>"
    )


def _escaped(text: str) -> str:
    from markupsafe import escape  # noqa: PLC0415 - comes with the template engine

    return str(escape(text))


def _land(scene: MapScene) -> Iterator[str]:
    yield (
        f'<g transform="scale(.1)" fill="{LIGHT["surface"]}" stroke="{LIGHT["rule"]}" '
        'stroke-width="8" stroke-linejoin="round">'
    )
    for outline in scene.outlines:
        yield f'<path data-state="{outline.state}" d="{outline.path}"/>'
    yield "</g>"


def _dots(scene: MapScene) -> Iterator[str]:
    outlines = shapes(scene)
    faint = "" if scene.chosen is None else ' opacity="0.3"'
    yield '<g transform="scale(.1)" stroke-linejoin="round">'
    for group in reversed(scene.groups):
        shape = step(group.key, outlines[group.key])
        path = _path(scene.of_group(group.key), shape)
        about = f'data-dots="{group.key}" data-shape="{shape}"'
        yield f'<path {about} {_paint(group)}{faint} d="{path}"/>'
    yield "</g>"


def _members(scene: MapScene) -> Iterator[str]:
    """The districts of the network that was asked for, once more, over the faint ones."""
    if scene.chosen is None:
        return
    members = [scene.dots[i] for i in scene.nets[scene.chosen].dots]
    outlines = shapes(scene)
    yield '<g data-net="" transform="scale(.1)" stroke-linejoin="round">'
    for group in scene.groups:
        mine = [dot for dot in members if dot.group == group.key]
        if mine:
            path = _path(mine, step(group.key, outlines[group.key]))
            yield f'<path {_paint(group)} d="{path}"/>'
    yield "</g>"


def _paint(group: NodeGroup) -> str:
    if group.key == NONE:
        return f'fill="none" stroke="{LIGHT["tie"]}" stroke-width="14" stroke-linecap="round"'
    if group.key == MAYBE:
        return f'fill="{LIGHT["ground"]}" stroke="{LIGHT["tie"]}" stroke-width="14"'
    return f'fill="{group.fill}" stroke="{LIGHT["outline"]}" stroke-width="8"'


def _path(dots: Iterable[Dot], shape: str) -> str:
    parts: list[str] = []
    x = y = 0
    for dot in dots:
        to_x, to_y = round(dot.x * 10), round(dot.y * 10)
        parts.append(f"m{to_x - x} {to_y - y}{shape}".replace(" -", "-"))
        x, y = to_x, to_y
    return "".join(parts)


def _chosen(scene: MapScene) -> Iterator[str]:
    if scene.chosen is None:
        return
    net = scene.nets[scene.chosen]
    yield f'<g data-net="" fill="none" stroke="{LIGHT["main"]}" stroke-width="1.5">'
    yield from _shape_of(net, [(scene.dots[i].x, scene.dots[i].y) for i in net.dots])
    yield "</g>"


def _shape_of(net: Net, points: list[Point]) -> Iterator[str]:
    if net.regional:
        corners = " ".join(f"{x},{y}" for x, y in convex(sorted(set(points))))
        yield f'<polygon points="{corners}" stroke-width="3" stroke-linejoin="round"/>'
        return
    cx, cy = centre(points)
    for x, y in points:
        yield f'<line x1="{x}" y1="{y}" x2="{cx:.1f}" y2="{cy:.1f}" stroke-opacity="0.6"/>'


def centre(points: list[Point]) -> Point:
    """The mean of places."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _totals(scene: MapScene) -> Iterator[str]:
    yield (
        f'<g font-size="11" text-anchor="middle" fill="{LIGHT["ink"]}" stroke="{LIGHT["ground"]}" '
        'stroke-width="3" stroke-linejoin="round" paint-order="stroke" font-weight="600">'
    )
    for outline in scene.outlines:
        number = scene.totals.get(outline.state)
        if number:
            place = f'x="{outline.x}" y="{outline.y}"'
            yield f'<text data-total="{outline.state}" {place}>{number}</text>'
    yield "</g>"


def _caption(scene: MapScene, origin: str) -> Iterator[str]:
    """The title above; the legend and the origin below."""
    yield (
        f'<text data-title="" x="0" y="-18" font-size="19" font-weight="600" fill="{LIGHT["ink"]}">'
        f"{_escaped(short(scene.title, 100))}</text>"
    )
    y = HEIGHT + 16
    for group in scene.groups:
        yield f'<g transform="translate(0 {y - 14})">{group_swatch(scene, group)}</g>'
        yield _small(24, y, short(group.label, 110))
        y += _ROW
    yield _small(0, y, "Numbers: districts with ties, by state.")
    yield _small(0, y + _ROW, origin, ' data-origin=""')


def group_swatch(scene: MapScene, group: NodeGroup) -> str:
    """The shape of a group on a field of 20 by 20."""
    paint = _paint(group)
    if group.key == NONE:
        paint = f'stroke="{LIGHT["tie"]}" stroke-width="28" stroke-linecap="round"'
    shape = step(group.key, shapes(scene)[group.key])
    return f'<path transform="translate(10 10) scale(.16)" {paint} d="m0 0{shape}"/>'


def _small(x: float, y: float, text: str, mark: str = "") -> str:
    return (
        f'<text{mark} x="{x}" y="{y:.0f}" font-size="12" fill="{LIGHT["quiet"]}">'
        f"{_escaped(text)}</text>"
    )
