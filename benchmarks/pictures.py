"""How long until there is a picture, and how smoothly it moves, against stock pyvis.

``python -m benchmarks.pictures --sizes 100 500 2000``. Both pages are opened in one Chromium from
disk, in turn; "first picture" is the time from the request to the end of the first drawing (of
pyvis: to the end of its stabilisation, before which it shows a loading bar). Frames are counted
while a mouse drags the picture. Layout and page are timed in Python besides. The map is opened
with as many districts as ``--districts`` says. Needs chromium.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

from graph.in_memory.from_networkx import from_networkx
from netweave.visuals.ego import view_ego
from netweave.visuals.map.view import view_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from netweave.visuals.page.page import Page

READY = "html[data-ready]"
STOCK_HOOK = (
    "network.once('stabilizationIterationsDone', "
    "() => { document.documentElement.dataset.ready = 'yes'; });"
)
FRAMES = """(seconds) => new Promise((done) => {
  let frames = 0; const began = performance.now();
  const tick = (now) => {
    frames += 1;
    if (now - began < seconds * 1000) requestAnimationFrame(tick);
    else done(frames / ((now - began) / 1000));
  };
  requestAnimationFrame(tick);
})"""


class SeenPage(NamedTuple):
    """One page in the browser.

    Attributes
    ----------
    first
        Seconds until the first picture; None if it did not come within the limit.
    pan
        Frames in a second while the picture is dragged.
    size
        Of the file, in bytes.
    """

    who: str
    nodes: int
    first: float | None
    pan: float | None
    size: int


def world(nodes: int) -> Any:
    """Surroundings of this many nodes: a network, its members, and what ties these in turn."""
    chance = random.Random(nodes)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    others = [("network:hub", "network")]
    others += [(f"network:{i}", "network") for i in range(nodes // 10)]
    districts = [(f"district:{i}", "district") for i in range(nodes - len(others))]
    for name, kind in (*others, *districts):
        graph.add_node(name, kind=kind, name=f"{name.split(':')[1]} School District of {name}")
    for name, _ in (*others[1:], *districts):
        kind = "PART_OF" if name.startswith("network") else "MEMBER_OF"
        graph.add_edge(name, "network:hub", type=kind, since="2014", url="https://example.org/a")
    for name, _ in districts:
        other = f"network:{int(chance.paretovariate(1)) % max(1, nodes // 10)}"
        graph.add_edge(name, other, type="MEMBER_OF", url=f"https://example.org/{other}")
    return graph


def country(districts: int) -> Any:
    """Districts all over the country; every thirtieth is in one or two of a hundred networks."""
    chance = random.Random(districts)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for i in range(districts):
        place = {"lat": chance.uniform(30, 48), "lon": chance.uniform(-120, -76), "state": "KS"}
        name = f"district:{i:07}"
        graph.add_node(name, kind="district", name=f"School District {i:07}", **place)
        for _ in range(chance.randint(1, 2) if i % 30 == 0 else 0):
            other = f"network:{chance.randrange(100)}"
            graph.add_node(other, kind="network", name=f"Network {other}")
            page = f"https://example.org/{other}"
            graph.add_edge(name, other, type="MEMBER_OF", since=str(2000 + i % 20), url=page)
    return graph


def ours(graph: Any) -> tuple[Page, float]:
    """Our page, and the seconds it took in Python, asking included."""
    store = from_networkx(graph)
    began = perf_counter()
    page = view_ego(store, "network:hub")
    return page, perf_counter() - began


def stock(graph: Any, folder: Path) -> Path:
    """The page that pyvis makes by itself, with its scripts inside; it marks when it is settled."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from((n, {"label": d["name"]}) for n, d in graph.nodes(data=True))
    plain.add_edges_from((a, b) for a, b, _ in graph.edges)
    network = Network(cdn_resources="in_line")
    network.from_nx(plain)
    html = network.generate_html().replace("return network;", f"{STOCK_HOOK} return network;")
    target = folder / "stock.html"
    target.write_text(html, encoding="utf-8")
    return target


def watched(browser: Browser, who: str, nodes: int, path: Path, limit: float) -> SeenPage:
    """Open a page, wait for its picture, and drag it."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    tab = context.new_page()
    tab.route(lambda url: not url.startswith(("file:", "data:")), lambda route: route.abort())
    first = pan = None
    try:
        began = perf_counter()
        tab.goto(path.as_uri(), wait_until="commit", timeout=limit * 1000)
        tab.wait_for_selector(READY, state="attached", timeout=limit * 1000)
        first = perf_counter() - began
        pan = _dragged(tab)
    except Error as error:
        print(f"{who}, {nodes} nodes: {str(error).splitlines()[0]}")
    context.close()
    return SeenPage(who, nodes, first, pan, path.stat().st_size)


def _dragged(tab: Any) -> float:
    box = tab.locator("canvas").first.bounding_box()
    x, y = box["x"] + 30, box["y"] + 30
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.evaluate(f"window.counted = ({FRAMES})(3)")
    began = perf_counter()
    step = 0
    while perf_counter() - began < 3:
        step += 1
        tab.mouse.move(x + 4 * (step % 60), y + 2 * (step % 60))
    tab.mouse.up()
    frames: float = tab.evaluate("window.counted")
    return frames


def compare(sizes: list[int], districts: int, limit: float) -> list[SeenPage]:
    """All runs, ours and theirs in turn, then the map."""
    seen: list[SeenPage] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        for nodes in sizes:
            graph = world(nodes)
            page, seconds = ours(graph)
            print(f"{nodes} nodes: layout and page in Python {seconds:.2f} s")
            path = page.save(Path(folder) / "ours.html")
            seen.append(watched(browser, "netweave", nodes, path, limit))
            path = stock(graph, Path(folder))
            seen.append(watched(browser, "stock pyvis", nodes, path, limit))
        if districts:
            store = from_networkx(country(districts))
            began = perf_counter()
            page = view_map(store)
            print(f"map of {districts} districts: in Python {perf_counter() - began:.2f} s")
            path = page.save(Path(folder) / "map.html")
            seen.append(watched(browser, "netweave, map", districts, path, limit))
        browser.close()
    return seen


def table(seen: list[SeenPage], limit: float) -> str:
    """A Markdown table."""
    lines = [
        "| nodes | page | first picture | frames a second while panning | file |",
        "| ---: | --- | ---: | ---: | ---: |",
    ]
    for row in seen:
        first = f"> {limit:.0f} s" if row.first is None else f"{row.first:.2f} s"
        pan = "" if row.pan is None else f"{row.pan:.0f}"
        lines.append(f"| {row.nodes} | {row.who} | {first} | {pan} | {row.size / 1e6:.2f} MB |")
    return "\n".join(lines)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description="Time pages against stock pyvis.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 500, 2000])
    parser.add_argument("--limit", type=float, default=90, help="seconds to wait for a picture")
    parser.add_argument("--districts", type=int, default=14_000, help="on the map; 0 for no map")
    given = parser.parse_args()
    print("\n" + table(compare(given.sizes, given.districts, given.limit), given.limit))


if __name__ == "__main__":
    main()
