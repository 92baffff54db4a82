"""Static figures of a page: the picture that is inside it, as PNG or SVG.

The SVG is the static picture as it stands, text as text. The PNG is the same drawn by resvg, in
the one font that is shipped beside this file: what is installed on a machine changes no pixel.
"""

from __future__ import annotations

from pathlib import Path
from struct import pack
from zlib import crc32

from netweave.exports.replacing import COMMENT, SOFTWARE

ENDINGS = (".png", ".svg")
SHARP, LARGEST = 2.0, 8000.0
"""Pixels to a unit of the picture, and pixels of the longer side at most."""
_DOTS_TO_A_METRE = 3937
"""To a unit of the picture, of which 100 make an inch."""
_FONTS = Path(__file__).with_name("fonts")
_FAMILY = "DejaVu Sans"
_HEAD = 33
"""The bytes of a PNG before its first field: the signature and the header."""


def write_figure(svg: str, target: Path, ending: str) -> None:
    """Write a static picture as a figure; the same picture always gives the same bytes.

    Parameters
    ----------
    svg
        `Page.svg`.
    ending
        One of `ENDINGS`.
    """
    if ending == ".svg":
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n{COMMENT}\n'
        target.write_text(text, encoding="utf-8", newline="\n")
        return
    scale = _scale(svg)
    drawn = _drawn(svg, scale)
    dots = round(scale * _DOTS_TO_A_METRE)
    fields = _field(b"pHYs", pack(">IIB", dots, dots, 1)) + _field(
        b"tEXt", b"Software\0" + SOFTWARE.encode()
    )
    target.write_bytes(drawn[:_HEAD] + fields + drawn[_HEAD:])


def _scale(svg: str) -> float:
    """Pixels to a unit of this picture."""
    box = svg.partition('viewBox="')[2].partition('"')[0]
    *_, wide, high = map(float, box.split())
    return min(SHARP, LARGEST / max(wide, high))


def _drawn(svg: str, scale: float) -> bytes:
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - only a PNG needs it

    return svg_to_bytes(
        svg,
        background="white",
        zoom=scale,
        skip_system_fonts=True,
        font_files=[str(font) for font in sorted(_FONTS.glob("*.ttf"))],
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
        serif_family=_FAMILY,
        monospace_family=_FAMILY,
    )


def _field(name: bytes, data: bytes) -> bytes:
    """A field of a PNG: its length, name and data, and the sum that guards them."""
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))
