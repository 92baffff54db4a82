"""Hostile text, a graph that is full of it, and what it must not do to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Node, Source, Statement

if TYPE_CHECKING:
    from campaign.tab import OpenPage

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
TELLING = {name: HOSTILE[name] for name in ("end of script", "handler", "unbroken", "controls")}
"""One of each kind: that ends what it stands in, that runs, that is too wide, that is no text."""
SHAPES = {"svg", "title", "rect", "line", "g", "circle", "polygon", "text"}
"""The elements that a saved picture may have."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell of a saved table may not begin with."""


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


def harm(sheet: OpenPage, *, scripts: int = 3) -> dict[str, object]:
    """What ran, what was asked for, and which elements are not ours; empty if all is well."""
    attributes = "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes])"
    foreign = "document.querySelectorAll('img, iframe, object, embed, base').length"
    links = sheet.js("[...document.links].map((a) => a.href.split(':')[0])")
    found = {
        "ran": [hit for hit in sheet.js("[window.hit, window.parent.hit]") if hit is not None],
        "asked for": sheet.requests[1:],
        "complained": sheet.troubles,
        "refused by the policy": sheet.violations,
        "scripts": sheet.js("document.scripts.length") - scripts,
        "foreign elements": sheet.js(foreign),
        "handlers": sheet.js(f"{attributes}.filter((a) => a.name.startsWith('on')).length"),
        "links to": sorted({*links} - {"file", "http", "https"}),
    }
    return {what: harmed for what, harmed in found.items() if harmed}
