"""The static picture: what is drawn where, and that no text in it is markup."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from netweave.visuals.painting.svg import ALL_LABELS, Box, static_svg
from netweave.visuals.picture.palette import LIGHT
from netweave.visuals.picture.parts import Citation, DrawnNode, DrawnTie
from netweave.visuals.picture.picture import Emphasis, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

SVG = "{http://www.w3.org/2000/svg}"
STATED = (Citation("page.org", "https://page.org", inferred=False),)


def picture(nodes: Iterable[DrawnNode], ties: Iterable[DrawnTie] = ()) -> Picture:
    return Picture(
        "test",
        "Title & <more>",
        (),
        tuple(nodes),
        tuple(ties),
        (),
        (),
        "test",
        (0,),
        Emphasis("the best route", 4.0),
    )


def drawn(shown: Picture) -> ET.Element:
    return ET.fromstring(static_svg(shown, "Origin <here>"))  # noqa: S314 - a file of our own


def texts(root: ET.Element) -> list[str | None]:
    return [element.text for element in root.iter(f"{SVG}text")]


def test_every_node_has_a_shape_and_a_label() -> None:
    root = drawn(
        picture([DrawnNode("a", "district", "A", 0, 0), DrawnNode("n", "network", "N", 100, 0)])
    )
    assert [c.get("cx") for c in root.findall(f"{SVG}g/{SVG}circle")] == ["0.0"]
    assert len(root.findall(f"{SVG}g/{SVG}polygon")) == 1
    assert {"A", "N"} <= set(texts(root))


def test_a_tie_runs_from_place_to_place_and_looks_like_its_kind() -> None:
    nodes = [DrawnNode(i, "district", i, x, 0) for i, x in (("a", 0), ("b", 100))]
    strong = DrawnTie(0, 1, "MEMBER_OF", None, None, None, STATED, emphasised=True)
    weak = DrawnTie(1, 0, "ATTENDS", None, None, None, STATED)
    (line,) = drawn(picture(nodes, [strong])).iter(f"{SVG}line")
    assert (line.get("x1"), line.get("x2")) == ("0.0", "100.0")
    assert (line.get("stroke"), line.get("stroke-width")) == (LIGHT["main"], "4.0")
    assert line.get("stroke-dasharray") is None
    (line,) = drawn(picture(nodes, [weak])).iter(f"{SVG}line")
    assert line.get("stroke-dasharray") == "6 5"


def test_two_ties_of_a_pair_are_one_line() -> None:
    nodes = [DrawnNode(i, "district", i, x, 0) for i, x in (("a", 0), ("b", 100))]
    ties = [DrawnTie(*ends, "PARTNERS_WITH", None, None, None, STATED) for ends in ((0, 1), (1, 0))]
    assert len(list(drawn(picture(nodes, ties)).iter(f"{SVG}line"))) == 1


def test_texts_stay_texts() -> None:
    root = drawn(picture([DrawnNode("a", "district", "<b>&amp;", 0, 0)]))
    assert {"<b>&amp;", "Title & <more>", "Origin <here>"} <= set(texts(root))


def test_everything_lies_inside_the_view() -> None:
    nodes = [
        DrawnNode("a", "district", "A long name of a district", -500, 10, "left"),
        DrawnNode("b", "person", "Below", 700, 900, "below"),
        DrawnNode("c", "cohort", "Above", 0, -300, "above"),
    ]
    root = drawn(picture(nodes))
    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    for element in root.iter(f"{SVG}text"):
        assert left <= float(element.get("x", "nan")) <= left + width
        assert top <= float(element.get("y", "nan")) <= top + height


def test_in_a_full_picture_no_label_is_written_over_another() -> None:
    crowd = [DrawnNode(str(i), "district", f"Name {i}", 0, 0) for i in range(ALL_LABELS + 1)]
    few = sum(str(text).startswith("Name") for text in texts(drawn(picture(crowd))))
    all_of_them = sum(str(t).startswith("Name") for t in texts(drawn(picture(crowd[1:]))))
    assert (few, all_of_them) == (1, ALL_LABELS)


def test_the_label_of_what_the_picture_is_about_comes_first() -> None:
    crowd = [DrawnNode(str(i), "district", f"Name {i}", 0, 0) for i in range(ALL_LABELS)]
    main = DrawnNode("m", "district", "Main", 0, 0, emphasised=True)
    shown = texts(drawn(picture([*crowd, main])))
    assert "Main" in shown
    assert "Name 0" not in shown


def test_boxes_that_touch_do_not_cover_each_other() -> None:
    assert Box(0, 0, 2, 2).covers(Box(1, 1, 3, 3))
    assert not Box(0, 0, 2, 2).covers(Box(2, 0, 4, 2))
