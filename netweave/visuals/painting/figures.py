"""Static figures of a page: the picture that is inside it, as PNG or SVG.

The SVG is the static picture as it stands, text as text. The PNG is the same drawn by matplotlib,
without a window, a server, or the state that pyplot keeps.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from graph.errors import NetweaveError
from netweave.exports.replacing import COMMENT, SOFTWARE
from netweave.visuals.painting.figure_shapes import EVERYTHING, shapes

if TYPE_CHECKING:
    from pathlib import Path

    from netweave.visuals.painting.figure_shapes import Shape
    from netweave.visuals.picture.palette import Point

ENDINGS = (".png", ".svg")
INCH = 100.0
"""How many units of a picture make an inch of a figure."""
SHARP, LARGEST = 200.0, 8000.0
"""Dots to an inch, and pixels of the longer side at most."""
POINT = 72.0 / INCH
_DOT = 0.1
LETTERS = 0.93
"""The letters that matplotlib brings are wider than those of a screen, and drawn smaller."""


class FigureError(NetweaveError):
    """A figure was asked for, and what draws it is not installed."""


def write_figure(svg: str, target: Path, ending: str) -> None:
    """Write a static picture as a figure; the same picture always gives the same bytes.

    Parameters
    ----------
    svg
        `Page.svg`.
    ending
        One of `ENDINGS`.

    Raises
    ------
    FigureError
        If matplotlib is needed and is not there.
    """
    if ending == ".svg":
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n{COMMENT}\n'
        target.write_text(text, encoding="utf-8", newline="\n")
        return
    figure, dots = _figure(svg)
    with warnings.catch_warnings():
        # A letter that no font has becomes a box, as on any page.
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        figure.savefig(target, format="png", dpi=dots, metadata={"Software": SOFTWARE})


def _figure(svg: str) -> tuple[Any, float]:
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - heavy
        from matplotlib.figure import Figure  # noqa: PLC0415 - heavy
    except ImportError:
        raise FigureError(
            "A PNG is drawn by matplotlib, which is not installed. Install netweave[figures], or "
            "write the picture as .svg or .html."
        ) from None
    root = ET.fromstring(svg)  # noqa: S314 - our own picture, in which no entity can be declared
    left, top, wide, high = (float(value) for value in root.attrib["viewBox"].split())
    figure = Figure(figsize=(wide / INCH, high / INCH), facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(left, left + wide)
    axes.set_ylim(top + high, top)
    for layer, shape in enumerate(shapes(root, EVERYTHING)):
        _draw(axes, shape, layer)
    return figure, min(SHARP, LARGEST * INCH / max(wide, high))


def _draw(axes: Any, shape: Shape, layer: int) -> None:
    if shape.text is not None:
        _write(axes, shape, shape.text, layer)
        return
    from matplotlib.patches import Circle, PathPatch  # noqa: PLC0415 - heavy
    from matplotlib.path import Path as Outline  # noqa: PLC0415 - heavy

    look = {
        "facecolor": shape.look.fill or "none",
        "edgecolor": shape.look.stroke or "none",
        "linewidth": shape.look.stroke_width * shape.look.scale * POINT
        if shape.look.stroke
        else 0.0,
        "alpha": shape.look.opacity,
        "joinstyle": "round",
        "capstyle": "round" if shape.look.round_ends else "butt",
        "zorder": layer,
    }
    if shape.radius is not None:
        axes.add_patch(Circle(shape.rings[0][0], shape.radius, **look))
        return
    rings = [_with_length(ring) for ring in shape.rings]
    corners = [point for ring in rings for point in ring]
    codes = [Outline.LINETO if n else Outline.MOVETO for ring in rings for n in range(len(ring))]
    patch = PathPatch(Outline(corners, codes), **look)
    if shape.look.dashes and shape.look.stroke:
        # Dashes are lengths of the picture; matplotlib counts in widths of the line.
        width = shape.look.stroke_width
        patch.set_linestyle((0.0, [length / width for length in shape.look.dashes]))
    axes.add_patch(patch)


def _with_length(ring: tuple[Point, ...]) -> tuple[Point, ...]:
    """A dot, which is a line without length, gets some, aslant, or else no ends are drawn."""
    (x, y), *rest = ring
    return (*ring, (x + _DOT, y + _DOT)) if rest and set(rest) == {(x, y)} else ring


def _write(axes: Any, shape: Shape, text: str, layer: int) -> None:
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - heavy

    look = shape.look
    ((x, y),) = shape.rings[0]
    written = axes.text(
        x,
        y,
        text,
        fontsize=look.font_size * look.scale * POINT * LETTERS,
        fontfamily="DejaVu Sans",
        fontweight="bold" if look.bold else "normal",
        color=look.fill or "none",
        alpha=look.opacity,
        horizontalalignment={"middle": "center", "end": "right"}.get(look.anchor, "left"),
        verticalalignment="baseline",
        rotation=-look.turned,
        rotation_mode="anchor",
        parse_math=False,
        usetex=False,
        zorder=layer,
    )
    if look.stroke:
        halo = withStroke(linewidth=look.stroke_width * POINT, foreground=look.stroke)
        written.set_path_effects([halo])
