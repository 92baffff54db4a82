"""The static picture: for paper, for a saved notebook, for readers without scripts, to save.

It stands alone: title, legend and origin are inside, its colours are those of the light theme,
and everything in it is a shape or text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.schema import NODE_KINDS
from netweave.visuals.picture.contents import kinds_of, styles_of
from netweave.visuals.picture.lettering import LETTER_WIDTH, LINE_HEIGHT, short
from netweave.visuals.picture.palette import LIGHT, LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netweave.visuals.picture.layers import Area
    from netweave.visuals.picture.lines import Line
    from netweave.visuals.picture.parts import DrawnNode
    from netweave.visuals.picture.picture import Picture

SIZE = 11.0
MAIN_SIZE = 15.0
"""The radius of a node, and of one that the picture is about."""
ALL_LABELS = 150
"""Up to this many nodes every label is written; beyond, only those that cover no other."""
_ROW = 60.0
"""Labels, which are less high than this, are compared only with those of their own rows."""
DASHES = {"plain": "", "weak": "6 5", "inferred": "2 4", "maybe": "14 5", "derived": "9 4"}
"""The pattern of each style of line."""
_STYLE_NAMES = {"weak": "dashed", "inferred": "dotted", "maybe": "long dashes", "derived": "broken"}


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def static_svg(picture: Picture, origin: str) -> str:
    """A picture as one SVG element.

    Parameters
    ----------
    origin
        A line for the foot: where it comes from.
    """
    boxes = [_label_box(node) for node in picture.nodes]
    frame = _frame(boxes, picture)
    scale = max(1.0, (frame.right - frame.left) / 1400)
    head, foot = 44 * scale, (78 + 20 * (len(kinds_of(picture)) > 5)) * scale
    view = Box(frame.left - 20, frame.top - head, frame.right + 20, frame.bottom + foot)
    body = [
        *(_area(number, area) for number, area in enumerate(picture.areas)),
        *(_line(number, line, picture) for number, line in enumerate(picture.lines())),
        *(_node(index, node, picture.fill(node)) for index, node in enumerate(picture.nodes)),
        *_labels(picture, boxes),
        *_caption(picture, origin, frame, view, scale),
    ]
    return _wrapped(picture, view, body)


def _wrapped(picture: Picture, view: Box, body: Sequence[str]) -> str:
    width, height = view.right - view.left, view.bottom - view.top
    box = " ".join(f"{value:.1f}" for value in (view.left, view.top, width, height))
    title = escaped(short(picture.title, 300))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-label="{title}" '
        f'font-family="system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif">'
        f"<title>{title}</title>"
        f'<rect x="{view.left:.1f}" y="{view.top:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" fill="{LIGHT["ground"]}"/>{"".join(body)}</svg>'
    )


def escaped(text: str) -> str:
    """A text as XML and HTML hold it."""
    from markupsafe import escape  # noqa: PLC0415 - comes with the template engine

    return str(escape(text))


def node_size(node: DrawnNode) -> float:
    """The radius of a node."""
    return node.size or (MAIN_SIZE if node.emphasised else SIZE)


def _label_box(node: DrawnNode) -> Box:
    lines = node.label
    width = max(map(len, lines)) * LETTER_WIDTH
    size = node_size(node) + 5
    if node.side in ("below", "above"):
        high = len(lines) * LINE_HEIGHT
        top = node.y + size if node.side == "below" else node.y - size - high
        return Box(node.x - width / 2, top, node.x + width / 2, top + high)
    top = node.y - len(lines) * LINE_HEIGHT / 2
    left = node.x + size if node.side == "right" else node.x - size - width
    return Box(left, top, left + width, top + len(lines) * LINE_HEIGHT)


def _frame(boxes: Sequence[Box], picture: Picture) -> Box:
    corners = [point for area in picture.areas for point in area.outline]
    xs = [*(node.x for node in picture.nodes), *(x for x, _ in corners)]
    ys = [*(node.y for node in picture.nodes), *(y for _, y in corners)]
    left = min([*(box.left for box in boxes), *(x - 20 for x in xs)])
    right = max([*(box.right for box in boxes), *(x + 20 for x in xs), left + 640])
    top, bottom = min(y - 24 for y in ys), max([*(box.bottom for box in boxes), *ys])
    return Box(left, min([top, *(box.top for box in boxes)]), right, bottom)


def _line(number: int, line: Line, picture: Picture) -> str:
    one, other = picture.nodes[line.source], picture.nodes[line.target]
    colour = LIGHT["main"] if line.emphasised else LIGHT["tie"]
    dashes = f' stroke-dasharray="{DASHES[line.style]}"' if DASHES[line.style] else ""
    then = picture.years.only_then if picture.years else frozenset[int]()
    hidden = ' display="none"' if then.issuperset(line.ties) else ""
    return (
        f'<line data-line="{number}" x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{other.x:.1f}" '
        f'y2="{other.y:.1f}" stroke="{colour}" stroke-width="{line.width}"'
        f"{dashes}{hidden}/>"
    )


def _area(number: int, area: Area) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in area.outline)
    dashes = "" if area.solid else ' stroke-dasharray="3 5"'
    label = escaped(short(area.label, 60))
    name = f'<text x="{area.x:.1f}" y="{area.y:.1f}" font-size="14" text-anchor="middle"'
    return (
        f'<g data-area="{number}"><polygon points="{corners}" fill="{LIGHT["surface"]}" '
        f'stroke="{LIGHT["control"]}" stroke-width="1.2" stroke-linejoin="round"{dashes}/>'
        f'{name} fill="{LIGHT["quiet"]}">{label}</text></g>'
    )


def _node(index: int, node: DrawnNode, fill: str) -> str:
    place = node.x, node.y, node_size(node)
    shape = outline_svg(node.kind, *place, 2 if node.emphasised else 1.5, fill)
    return f'<g data-node="{index}"><title>{escaped(short(node.name, 300))}</title>{shape}</g>'


def outline_svg(
    kind: str, x: float, y: float, size: float, stroke: float = 1.5, fill: str | None = None
) -> str:
    """The shape of a kind around a point, in its own colour or another."""
    look = LOOKS[kind]
    paint = f'fill="{fill or look.fill}" stroke="{LIGHT["outline"]}" stroke-width="{stroke}"'
    if not look.outline:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>'
    corners = " ".join(f"{x + px * size:.1f},{y + py * size:.1f}" for px, py in look.outline)
    return f'<polygon points="{corners}" stroke-linejoin="round" {paint}/>'


def _labels(picture: Picture, boxes: Sequence[Box]) -> Iterator[str]:
    order = sorted(range(len(boxes)), key=lambda i: not picture.nodes[i].emphasised)
    rows: dict[int, list[Box]] = {}
    for index in order:
        box = boxes[index]
        near = [int(box.top // _ROW), int(box.bottom // _ROW)]
        taken = (other for row in near for other in rows.get(row, ()))
        if len(boxes) > ALL_LABELS and any(box.covers(other) for other in taken):
            continue
        for row in near:
            rows.setdefault(row, []).append(box)
        yield _label(index, picture.nodes[index], box)


def _label(index: int, node: DrawnNode, box: Box) -> str:
    anchor = {"below": "middle", "above": "middle", "right": "start", "left": "end"}[node.side]
    x = {"below": node.x, "above": node.x, "right": box.left, "left": box.right}[node.side]
    lines = "".join(
        f'<text x="{x:.1f}" y="{box.top + 12 + i * LINE_HEIGHT:.1f}">{escaped(line)}</text>'
        for i, line in enumerate(node.label)
    )
    return (
        f'<g data-node="{index}" font-size="13" text-anchor="{anchor}" fill="{LIGHT["ink"]}" '
        f'font-weight="{600 if node.emphasised else 400}" stroke="{LIGHT["ground"]}" '
        f'stroke-width="4" stroke-linejoin="round" paint-order="stroke">{lines}</g>'
    )


def _caption(picture: Picture, origin: str, frame: Box, view: Box, scale: float) -> Iterator[str]:
    """The title above; the legend and the origin below."""
    title, x = escaped(short(picture.title, 110)), frame.left
    yield (
        f'<text data-title="" x="{x:.1f}" y="{view.top + 26 * scale:.1f}" '
        f'font-size="{18 * scale:.1f}" font-weight="600" fill="{LIGHT["ink"]}">{title}</text>'
    )
    y, step = frame.bottom + 30 * scale, 0.0
    for number, kind in enumerate(kinds_of(picture)):
        if number == 5:
            y, step = y + 20 * scale, 0.0
        word = NODE_KINDS[kind].name
        at = x + (step + 8) * scale, y - 4 * scale, 7 * scale
        yield outline_svg(kind, *at, 1.2 * scale, LIGHT["ground"] if picture.groups else None)
        yield _small(word, x + (step + 20) * scale, y, scale)
        step += 34 + len(word) * LETTER_WIDTH
    words = [f"{_STYLE_NAMES[style]}: {text}" for style, text in styles_of(picture).items()]
    main = [f"blue: {picture.emphasis.words}"] if picture.emphasis.words else []
    yield _small(" · ".join([*main, *words]), x, y + 20 * scale, scale)
    yield _small(origin, x, y + 38 * scale, scale, ' data-origin=""')


def _small(text: str, x: float, y: float, scale: float, mark: str = "") -> str:
    return (
        f'<text{mark} x="{x:.1f}" y="{y:.1f}" font-size="{12 * scale:.1f}" '
        f'fill="{LIGHT["quiet"]}">{escaped(text)}</text>'
    )
