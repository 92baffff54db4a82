"""The page of a loose network: it asks for nothing, and hostile names are text in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.hostile import HOSTILE, harm
from campaign.tab import watched
from graph.model import Node, Source, Statement
from graph.opening import open_store
from netweave.visuals.loose import to_pyvis, view_graph

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_hostile_names_are_text_on_the_page_of_pyvis(browser: Browser, tmp_path: Path) -> None:
    with open_store(tmp_path / "hostile.db", create=True) as store:
        for number, text in enumerate(HOSTILE.values()):
            node = Node(f"d:{number}:{text}", "district", text, (), {"state": text})
            said = Statement(
                node.id, "MEMBER_OF", "n:n", text, None, None, Source(text, as_of=text)
            )
            store.write([node, Node("n:n", "network", "</h1><script>window.hit=1</script>"), said])
        network = to_pyvis(store, "n:n")
        page = view_graph(store, "n:n").save(tmp_path / "graph.html")
    sheet = watched(browser.new_page())
    sheet.tab.goto(page.as_uri())
    sheet.tab.wait_for_function("window.network && network.getScale() > 0")
    labels = sheet.js("nodes.get().map((node) => node.label)")
    assert labels == [node["label"] for node in network.nodes]
    assert len(labels) == len(HOSTILE) + 1
    sheet.tab.mouse.move(400, 300)
    sheet.js("network.selectNodes(nodes.getIds())")
    assert harm(sheet, scripts=2) == {}
    assert sheet.text("h1").startswith("</h1><script>")
    sheet.photograph("graph-hostile")
    sheet.tab.close()
