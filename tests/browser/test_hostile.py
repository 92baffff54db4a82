"""Nothing that stands in the data can do more on a page than be read."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from graph.model import Node, Source, Statement
from graph.opening import open_store
from netweave.visuals.ego import view_ego
from netweave.visuals.path import view_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Reader
    from tests.browser.conftest import Open, Sheet

pytestmark = pytest.mark.browser

HOSTILE = {
    "script": "<script>window.hit = 1</script>",
    "end of script": "</script><script>window.hit = 1</script>",
    "end of style and title": "</style></title></textarea><img src=x onerror=window.hit=1>",
    "comment": "<!-- <script> -->",
    "handler": '"><img src=x onerror="window.hit=1">',
    "svg": "</text></svg><svg onload=window.hit=1><script>window.hit=1</script>",
    "address": "javascript:window.hit=1",
    "data address": "data:text/html,<script>parent.hit=1</script>",
    "template": "{{ 7 * 7 }}{% raw %}${window.hit=1}",
    "right to left": "abc \u202egnp.exe \u2066 \u05d0\u05d1\u05d2 \u202e",
    "quotes": "\"'`\u201c\u2019\\ &amp; &lt;b&gt;",
    "long": "0123456789 " * 909 + "x",
    "unbroken": "W" * 10_000,
    "emoji": "\U0001f3eb\U0001f469\u200d\U0001f3eb e\u0301 \ufeff\u200b",
    "controls": "a\x01b\x1bc\x7f\u2028d\u0085e",
    "formula": '=HYPERLINK("http://example.org","x")',
    "prototype": "__proto__",
    "lines": "one\ntwo\r\nthree\tfour",
}
SHAPES = {"svg", "title", "rect", "line", "g", "circle", "polygon", "text"}
each_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def hostile(text: str) -> list[Node | Statement]:
    """Two districts and the network between them, with a text in every field that can hold it."""
    properties = {"state": text, "city": text, "website": text, "source_url": text, text: text}
    nodes = [
        Node(f"d:{text}", "district", f"{text} one", (text, "Alias"), properties),
        Node("network:n", "network", text, (text,), {"website": text, "stated_members": 9}),
        Node("d:other", "district", f"{text} other", (), {"state": "ME"}),
    ]
    ties = [
        Statement(node, "MEMBER_OF", "network:n", text, "2011", None, evidence)
        for node in (f"d:{text}", "d:other")
        for evidence in (Source(text, as_of=text), Source(None, text, 3), Source("http://" + text))
    ]
    return [*nodes, *ties]


@pytest.fixture
def store(tmp_path: Path, text: str) -> Iterator[Reader]:
    with open_store(tmp_path / "hostile.db", create=True) as opened:
        opened.write(hostile(text))
        yield opened


def unharmed(sheet: Sheet, *, scripts: int = 3) -> None:
    """Nothing ran, nothing was asked for, and the page has only the elements we gave it."""
    assert sheet.js("[window.hit, window.parent.hit]") == [None, None]
    assert sheet.requests == [sheet.tab.url]
    assert sheet.troubles == []
    assert sheet.violations == []
    assert sheet.js("document.scripts.length") == scripts
    assert sheet.js("document.querySelectorAll('img, iframe, object, embed, base').length") == 0
    handlers = "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes])"
    assert sheet.js(f"{handlers}.filter((a) => a.name.startsWith('on')).length") == 0
    links = sheet.js("[...document.links].map((a) => a.href.split(':')[0])")
    assert set(links) <= {"file", "http", "https"}


@each_text
def test_a_path_through_hostile_text_stays_text(text: str, store: Reader, open_page: Open) -> None:
    sheet = open_page(view_path(store, f"d:{text}", "d:other"))
    unharmed(sheet)
    seen = "[...document.querySelectorAll('tr[data-node]')].map((row) => row.cells[0].textContent)"
    names = [name.strip() for name in sheet.js(seen)]
    plain = "".join(c if c in "\n\t\r" or ord(c) >= 32 else "\ufffd" for c in text)
    if "\x7f" not in text:
        assert [" ".join(name.split()) for name in names] == [
            " ".join(name.split()) for name in (f"{plain} one", plain, f"{plain} other")
        ]
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    assert sheet.text("#details h3").startswith(plain[:1])
    unharmed(sheet)
    assert sheet.js("document.documentElement.scrollWidth") <= 1280


@each_text
def test_surroundings_of_hostile_text_stay_text(store: Reader, open_page: Open) -> None:
    sheet = open_page(view_ego(store, "network:n", radius=2), width=320)
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    unharmed(sheet)
    assert sheet.all("#details li").count() == 2
    assert sheet.js("document.documentElement.scrollWidth") <= 320


@each_text
def test_hostile_text_in_saved_files_is_neither_formula_nor_markup(
    text: str, store: Reader, open_page: Open
) -> None:
    sheet = open_page(view_path(store, f"d:{text}", "d:other"))
    table = list(csv.reader(StringIO(sheet.saved("csv").decode("utf-8-sig"), newline="")))
    assert {len(row) for row in table} == {10}
    cells = [cell for row in table for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    picture = sheet.saved_svg()
    assert {element.tag.rpartition("}")[2] for element in picture.iter()} <= SHAPES
    assert sheet.saved("png").startswith(b"\x89PNG")
