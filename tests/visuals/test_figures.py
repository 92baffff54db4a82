"""Figures: the picture of a page as PNG and SVG, drawn as it stands and the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zlib import crc32

import pytest

from netweave.exports.replacing import refuse_foreign
from netweave.visuals.conveners.view import view_conveners
from netweave.visuals.ego import view_ego
from netweave.visuals.map.view import view_map
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.networks.view import view_networks
from netweave.visuals.page.page import Page
from netweave.visuals.painting.figures import write_figure
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store import Reader
    from tests.conftest import Engine

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = """
    network:n = North & <South> $x^2$ \u05d0\u05d1\u05d2 \U0001f3eb
    district:a = Alder {state=ME lat=44.3 lon=-69.8}
    district:a MEMBER_OF network:n
    district:b MEMBER_OF network:n
    district:a MEMBER_OF network:s
    district:c MEMBER_OF network:t
    district:c MEMBER_OF network:u
"""
VIEWS: dict[str, Callable[[Reader], Page]] = {
    "path": lambda store: view_path(store, "Alder", "district:b"),
    "ego": lambda store: view_ego(store, "Alder"),
    "networks": view_networks,
    "overlap": view_overlap,
    "map": view_map,
    "conveners": lambda store: view_conveners(store, size=1),
}
each_view = pytest.mark.parametrize("view", VIEWS)
DOT = '<path d="m5 5h0" stroke="#111111" stroke-width="4" stroke-linecap="round"/>'
LINE = '<path d="m1 5h40" stroke="#111111" {}/>'
TEXT = '<text x="2" y="20" {}>Alder</text>'


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def picture(inside: str, size: str = "50 50") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{inside}</svg>'


def png(svg: str, folder: Path) -> bytes:
    target = folder / "figure.png"
    write_figure(svg, target, ".png")
    return target.read_bytes()


def fields(figure: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The fields of a PNG, each with the sum that guards it."""
    at = 8
    while at < len(figure):
        (length,) = unpack_from(">I", figure, at)
        body = figure[at + 4 : at + 8 + length]
        assert unpack_from(">I", figure, at + 8 + length) == (crc32(body),)
        yield body[:4], body[4:]
        at += 12 + length


def size(figure: bytes) -> tuple[int, int]:
    wide, high = unpack_from(">II", figure, 16)
    return wide, high


@each_view
def test_a_png_has_the_shape_of_the_picture_and_is_the_same_every_time(
    view: str, engine: Engine, tmp_path: Path
) -> None:
    page = VIEWS[view](engine(DRAWING))
    first = page.save(tmp_path / "first.png").read_bytes()
    second = page.save(tmp_path / "second.PNG").read_bytes()
    assert first == second
    *_, across, along = (float(n) for n in parsed(page.svg).attrib["viewBox"].split())
    assert size(first) == pytest.approx((2 * across, 2 * along), abs=2)


@each_view
def test_everything_that_is_in_a_picture_is_drawn(
    view: str, engine: Engine, tmp_path: Path
) -> None:
    svg = VIEWS[view](engine(DRAWING)).svg
    whole = png(svg, tmp_path)
    names = {part.tag for part in parsed(svg).iter()}
    for name in names - {f"{SVG}{part}" for part in ("svg", "g", "title", "rect")}:
        root = parsed(svg)
        for above in list(root.iter()):
            for part in above.findall(name):
                above.remove(part)
        assert png(ET.tostring(root, encoding="unicode"), tmp_path) != whole, name


def test_a_png_says_who_made_it_and_how_large_an_inch_of_it_is(tmp_path: Path) -> None:
    page = Page("", "", "", picture(DOT))
    figure = page.save(tmp_path / "figure.png")
    said = dict(fields(figure.read_bytes()))
    assert said[b"tEXt"] == b"Software\0netweave"
    assert unpack_from(">IIB", said[b"pHYs"]) == (7874, 7874, 1)  # 200 dots to the inch
    refuse_foreign(figure)  # It is known again as ours.


def test_a_png_is_the_same_in_another_process_with_other_settings(tmp_path: Path) -> None:
    svg = picture(DOT + TEXT.format('transform="rotate(30 2 20)"') + LINE.format(""))
    code = (
        "import sys; from pathlib import Path;"
        "from netweave.visuals.painting.figures import write_figure;"
        "write_figure(sys.argv[1], Path('other.png'), '.png')"
    )
    elsewhere = {"HOME": str(tmp_path), "LC_ALL": "C", "PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-c", code, svg], check=True, cwd=tmp_path, env=elsewhere)
    other = (tmp_path / "other.png").read_bytes()
    assert sha256(other).hexdigest() == sha256(png(svg, tmp_path)).hexdigest()


@pytest.mark.parametrize("family", ["monospace", "serif", "system-ui, Arial", "Liberation Serif"])
def test_whatever_font_a_picture_names_it_is_drawn_in_the_one_that_is_shipped(
    family: str, tmp_path: Path
) -> None:
    named = png(picture(TEXT.format(f'font-family="{family}"')), tmp_path)
    assert named == png(picture(TEXT.format("")), tmp_path) != png(picture(""), tmp_path)


@pytest.mark.parametrize(
    "look",
    [
        'font-weight="600"',
        'font-size="13"',
        'text-anchor="middle"',
        'transform="rotate(-60 2 20)"',
        'stroke="#ffffff" stroke-width="4" paint-order="stroke"',
    ],
)
def test_a_text_is_bold_turned_placed_and_set_off_as_the_picture_says(
    look: str, tmp_path: Path
) -> None:
    behind = LINE.format('stroke-width="30"')
    plain = png(picture(behind + TEXT.format("")), tmp_path)
    assert png(picture(behind + TEXT.format(look)), tmp_path) != plain


def test_dashes_are_drawn(tmp_path: Path) -> None:
    dashed = png(picture(LINE.format('stroke-dasharray="6 5"')), tmp_path)
    assert dashed != png(picture(LINE.format("")), tmp_path)


def test_a_dot_which_is_a_line_without_length_is_seen(tmp_path: Path) -> None:
    assert png(picture(DOT), tmp_path) != png(picture(""), tmp_path)


def test_a_wide_picture_is_drawn_smaller(tmp_path: Path) -> None:
    assert size(png(picture("", "9000 90"), tmp_path)) == (8000, 80)


@each_view
def test_an_svg_is_the_static_picture_with_its_texts_as_text(
    view: str, engine: Engine, tmp_path: Path
) -> None:
    page = VIEWS[view](engine(DRAWING))
    saved = page.save(tmp_path / "figure.svg").read_text(encoding="utf-8")
    root = parsed(saved)
    assert saved.endswith(f"{page.svg}\n<!-- generator: netweave -->\n")
    written = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert page.title in written
    assert "<South>" in written or view == "map"  # which names the clusters alone
