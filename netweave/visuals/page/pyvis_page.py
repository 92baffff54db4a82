"""pyvis with our own template: physics off, every node at the place that Python gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netweave.visuals.page.scripts import ASSETS
from netweave.visuals.page.template import environment
from netweave.visuals.painting.svg import node_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netweave.visuals.picture.lines import Line
    from netweave.visuals.picture.picture import Picture

FAST_ABOVE = 300
"""Above this many nodes ties are left out while the picture moves."""
_DASHES: Mapping[str, bool | list[int]] = {
    "plain": False,
    "weak": [6, 5],
    "inferred": [2, 4],
    "maybe": [14, 5],
    "derived": [9, 4],
}


def filled(picture: Picture, context: Mapping[str, Any]) -> str:
    """The page of a picture.

    Parameters
    ----------
    context
        What the template `assets/frame.html` needs besides places, ties and options.
    """
    from pyvis.network import Network  # noqa: PLC0415 - only a page needs it

    network = Network(directed=True, cdn_resources="in_line")
    network.set_template_dir(str(ASSETS), "frame.html")
    network.templateEnv = environment(context)
    for index, node in enumerate(picture.nodes):
        place = {"x": node.x, "y": node.y, "size": node_size(node)}
        colour = picture.fill(node)
        network.add_node(index, label="\n".join(node.label), shape="custom", color=colour, **place)
    # Straight into the list, since add_edge searches all nodes anew for every tie.
    network.edges = [_edge(line) for line in picture.lines()]
    network.options = _options(fast=len(picture.nodes) > FAST_ABOVE)
    page: str = network.generate_html()
    return page


def _edge(line: Line) -> dict[str, Any]:
    from pyvis.edge import Edge  # noqa: PLC0415 - only a page needs it

    look = {"width": line.width, "dashes": _DASHES[line.style]}
    options: dict[str, Any] = Edge(line.source, line.target, directed=False, **look).options
    return options


def _options(*, fast: bool) -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "layout": {"randomSeed": 0, "improvedLayout": False},
        "interaction": {
            "dragNodes": False,
            "hover": True,
            "hideEdgesOnDrag": fast,
            "hideEdgesOnZoom": fast,
            "keyboard": {"enabled": False},
            "navigationButtons": False,
            "selectConnectedEdges": False,
            "tooltipDelay": 100_000,
            "zoomView": False,
        },
        "edges": {"smooth": False, "chosen": False, "hoverWidth": 0, "selectionWidth": 0},
    }
