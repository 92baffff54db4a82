"""Search, filter, emphasise, save: and the tables always show what the picture shows."""

from __future__ import annotations

import csv
import struct
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from netweave.visuals.ego import view_ego
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from graph.store import Reader
    from tests.browser.conftest import Open, OpenPage

pytestmark = pytest.mark.browser

DATA = "JSON.parse(document.getElementById('data').textContent)"
SVG = "{http://www.w3.org/2000/svg}"


def rows(sheet: OpenPage, kind: str) -> int:
    return sheet.all(f"tr[data-{kind}]:visible").count()


def test_picture_and_tables_show_the_same_nodes_and_ties(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Maine Cohort"))
    drawn = sheet.js(f"{DATA}.about.nodes.map((node) => node[0])")
    tabled = sheet.js(
        "[...document.querySelectorAll('tr[data-node]')]"
        ".map((row) => row.cells[0].textContent.trim())"
    )
    assert tabled == drawn
    ties = sheet.js(
        f"(() => {{ const d = {DATA}; return d.about.ties.map((t) =>"
        " [d.about.nodes[t[0]][0], d.about.types[t[2]][0], d.about.nodes[t[1]][0]]); })()"
    )
    tie_rows = sheet.js(
        "[...document.querySelectorAll('tr[data-tie]')]"
        ".map((row) => [0, 1, 2].map((i) => row.cells[i].textContent.trim()))"
    )
    assert tie_rows == ties
    lines = sheet.js(f"{DATA}.edges.map((edge) => [edge.from, edge.to].sort().join())")
    pairs = sheet.js(f"{DATA}.about.ties.map((tie) => [tie[0], tie[1]].sort().join())")
    assert sorted(lines) == sorted(set(pairs))
    still = sheet.js("document.querySelectorAll('#still line').length")
    assert still == len(lines)


def test_a_filter_hides_a_kind_in_picture_tables_and_saved_files(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_ego(real, "Maine Cohort"))
    nodes, ties = rows(sheet, "node"), rows(sheet, "tie")
    sheet.tab.uncheck('[data-kind="organization"]')
    assert rows(sheet, "node") == nodes - 7
    assert rows(sheet, "tie") < ties
    assert f"{nodes - 7} of {nodes} shown" in sheet.text("#status")
    picture = sheet.saved_svg()
    kept = {g.get("data-node") for g in picture.iter(f"{SVG}g") if g.get("data-node")}
    assert len(kept) == nodes - 7
    sheet.tab.check('[data-kind="organization"]')
    assert (rows(sheet, "node"), rows(sheet, "tie")) == (nodes, ties)


def test_a_filter_of_ties_leaves_the_nodes(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Lindsay"))
    nodes, ties = rows(sheet, "node"), rows(sheet, "tie")
    sheet.tab.uncheck('[data-type="MEMBER_OF"]')
    assert rows(sheet, "node") == nodes
    assert rows(sheet, "tie") < ties


def test_search_goes_from_match_to_match_and_says_how_many(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Maine Cohort"))
    sheet.tab.fill("#sought", "rsu 4")
    assert "2 found" in sheet.text("#status")
    sheet.tab.press("#sought", "Enter")
    assert sheet.text("#details h3") == "RSU 4"
    sheet.tab.press("#sought", "Enter")
    assert sheet.text("#details h3") == "RSU 44"
    sheet.tab.fill("#sought", "no such thing")
    assert "Nothing here" in sheet.text("#status")


def test_going_to_what_is_filtered_out_brings_it_back(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Maine Cohort"))
    sheet.tab.uncheck('[data-kind="person"]')
    sheet.look_at("Bill Zima")
    assert sheet.all('[data-kind="person"]').is_checked()
    assert sheet.text("#details h3") == "Bill Zima"


def test_a_route_can_be_emphasised(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay"))
    before = sheet.js("document.querySelector('#canvas canvas').toDataURL()")
    sheet.tab.select_option("#chain", "3")
    assert sheet.text("#status").startswith("Route 4")
    sheet.tab.wait_for_timeout(100)
    assert sheet.js("document.querySelector('#canvas canvas').toDataURL()") != before


def test_a_click_on_a_node_tells_its_ties_with_dates_and_sources(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay"))
    box = sheet.all("#canvas").bounding_box()
    assert box is not None
    # The stops stand in six columns; the first is at the left edge of the drawing.
    for x in range(60, 220, 12):
        for y in range(int(box["height"] / 2), int(box["height"]) - 40, 12):
            sheet.tab.mouse.click(box["x"] + x, box["y"] + y)
            if "Pittsfield School District" in sheet.all("#details h3").all_text_contents():
                break
        else:
            continue
        break
    details = sheet.text("#details")
    assert "since 2012" in details
    assert "eschoolnews.com, 2013-08-23" in details
    assert sheet.all("#details a[href^='http']").count() >= 2


def test_a_saved_png_is_a_picture(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay"), theme="dark")
    png = sheet.saved("png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    assert wide > 1000
    assert high > 400


def test_a_saved_svg_stands_alone(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Lindsay"))
    root = sheet.saved_svg()
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "What surrounds Lindsay" in words
    assert "netweave" in words
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "line",
        "g",
        "circle",
        "polygon",
        "text",
    }


def test_a_saved_csv_has_every_tie(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay"))
    text = sheet.saved("csv").decode("utf-8-sig")
    table = list(csv.DictReader(StringIO(text, newline="")))
    assert len(table) == rows(sheet, "tie")
    assert {row["type"] for row in table} == {"MEMBER_OF"}
    assert {row["confidence"] for row in table} == {"stated"}
    assert all(row["sources"].startswith("http") for row in table)
