"""Figures: the picture of a page as PNG and SVG, read and drawn as it stands."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from graph.errors import NetweaveError
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.networks.view import view_networks
from netweave.visuals.page.page import Page
from netweave.visuals.painting.figure_shapes import EVERYTHING, shapes
from netweave.visuals.painting.figures import FigureError
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.store import Reader
    from netweave.visuals.painting.figure_shapes import Shape
    from tests.conftest import Engine

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = """
    network:n = North & <South> $x^2$ \u05d0\u05d1\u05d2 \U0001f3eb
    district:a = Alder
    district:a MEMBER_OF network:n
    district:b MEMBER_OF network:n
    district:a MEMBER_OF network:s
"""
VIEWS: dict[str, Callable[[Reader], Page]] = {
    "path": lambda store: view_path(store, "Alder", "district:b"),
    "networks": view_networks,
    "overlap": view_overlap,
}
each_view = pytest.mark.parametrize("view", VIEWS)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def found(inside: str, **root: str) -> list[Shape]:
    given = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in root.items())
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {given}>{inside}</svg>'
    return list(shapes(parsed(text), EVERYTHING))


def test_a_rectangle_is_a_closed_line() -> None:
    (shape,) = found('<rect x="1" y="2" width="3" height="4" fill="none"/>')
    assert shape.rings == (((1, 2), (4, 2), (4, 6), (1, 6), (1, 2)),)
    assert shape.look.fill is None


def test_what_a_group_says_holds_inside_it_until_something_else_is_said() -> None:
    one, other = found(
        '<g fill="#111111" font-size="9" text-anchor="end"><text x="1" y="2">a</text>'
        '<text fill="#222222" font-weight="600">b</text></g>',
        stroke="#333333",
    )
    assert (one.text, one.look.fill, one.look.font_size, one.look.anchor) == (
        "a",
        "#111111",
        9,
        "end",
    )
    assert (other.look.fill, other.look.bold, other.look.stroke) == ("#222222", True, "#333333")


def test_groups_are_moved_and_scaled_one_inside_the_other() -> None:
    (shape,) = found(
        '<g transform="translate(10 20)"><g transform="scale(.1)">'
        '<circle cx="5" cy="50" r="30"/></g></g>'
    )
    assert shape.rings == (((10.5, 25.0),),)
    assert shape.radius == 3


def test_a_text_can_be_turned() -> None:
    (shape,) = found('<text x="3" y="4" transform="rotate(-60 3 4)">a</text>')
    assert (shape.rings, shape.look.turned) == ((((3, 4),),), -60)


@pytest.mark.parametrize(
    "path", ["M1 2L3 2L3 4Z", "m1 2l2 0 0 2z", "M1 2H3V4Z", "m1,2h2v2z", "M1 2 3 2 3 4z"]
)
def test_paths_of_straight_lines_are_read_in_every_spelling(path: str) -> None:
    (shape,) = found(f'<path d="{path}"/>')
    assert shape.rings == (((1, 2), (3, 2), (3, 4), (1, 2)),)


def test_a_path_goes_on_from_where_a_ring_began() -> None:
    (shape,) = found('<path d="m10 0l5 0 0 5zm-3-2h1"/>')
    assert shape.rings[1] == ((7, -2), (8, -2))


def test_two_half_circles_are_a_circle() -> None:
    (shape,) = found('<path d="m0 0m-36 0a36 36 0 1 0 72 0a36 36 0 1 0-72 0m36 0"/>')
    ring = max(shape.rings, key=len)
    assert all((x * x + y * y) ** 0.5 == pytest.approx(36) for x, y in ring)
    assert ring[0] == pytest.approx(ring[-1])
    assert {round(y) for _, y in ring} >= {-36, 36}


def test_a_mark_without_length_is_still_a_line() -> None:
    (shape,) = found('<path d="m5 6h0" stroke="#111111" stroke-linecap="round"/>')
    assert shape.look.round_ends
    assert shape.rings == (((5, 6), (5, 6)),)


@each_view
def test_a_png_has_the_shape_of_the_picture_and_is_the_same_every_time(
    view: str, engine: Engine, tmp_path: Path
) -> None:
    page = VIEWS[view](engine(DRAWING))
    first = page.save(tmp_path / "first.png").read_bytes()
    second = page.save(tmp_path / "second.PNG").read_bytes()
    assert first == second
    assert first.startswith(b"\x89PNG\r\n")
    assert b"matplotlib" not in first.lower()
    wide, high = (int.from_bytes(first[at : at + 4], "big") for at in (16, 20))
    *_, across, along = (float(n) for n in parsed(page.svg).attrib["viewBox"].split())
    assert wide / high == pytest.approx(across / along, rel=0.01)


def test_a_dot_is_seen(tmp_path: Path) -> None:
    dot = '<path d="m5 5h0" stroke="#111111" stroke-width="4" stroke-linecap="round"/>'
    with_it, without = (
        Page("", "", "", f'<svg viewBox="0 0 10 10">{inside}</svg>').save(tmp_path / "dot.png")
        and (tmp_path / "dot.png").read_bytes()
        for inside in (dot, "")
    )
    assert with_it != without


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
    assert "<South>" in written


@each_view
def test_everything_that_is_in_a_picture_is_drawn(view: str, engine: Engine) -> None:
    root = parsed(VIEWS[view](engine(DRAWING)).svg)
    parts = [part for part in root.iter() if part.tag.rpartition("}")[2] not in ("svg", "g")]
    titles = [part for part in parts if part.tag == f"{SVG}title"]
    assert len(list(shapes(root, EVERYTHING))) == len(parts) - len(titles)


def test_without_matplotlib_a_png_is_refused_in_one_sentence_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing: Any = None
    monkeypatch.setitem(sys.modules, "matplotlib.figure", missing)
    page = Page("", "", "", '<svg viewBox="0 0 1 1"/>')
    with pytest.raises(FigureError, match=r"Install netweave\[figures\]"):
        page.save(tmp_path / "figure.png")
    assert issubclass(FigureError, NetweaveError)
    assert list(tmp_path.iterdir()) == []


def test_a_figure_touches_no_pyplot(tmp_path: Path) -> None:
    code = (
        "import sys; from netweave.visuals.page.page import Page;"
        "Page('', '', '', '<svg viewBox=\"0 0 9 9\"><text>a</text></svg>').save(sys.argv[1]);"
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    target = tmp_path / "figure.png"
    subprocess.run([sys.executable, "-c", code, str(target)], check=True)
    assert target.exists()
