"""Places for networks: parts inside their wholes, these inside their clusters, all on one page.

Each level arranges the rectangles of the one below, so that nothing overlaps, neither names nor
clusters. What is linked with nothing stands around the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.layouts.blocks import Rectangle, arranged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netweave.visuals.layouts.blocks import Pair, Size

BETWEEN_NETWORKS = 26.0
BETWEEN_CLUSTERS = 34.0
INSET = 16.0
"""From the border of a whole or a cluster to what is in it."""
HEADING = 20.0
"""The height of the name of a cluster, which stands above it."""


WIDER = 1.2
"""How much wider than high the picture is, since screens and sheets are."""
SIDE_BY_SIDE = 2.6
"""The same for what stands in a cluster: a network with its name is wide and low itself."""


class Input(NamedTuple):
    """What is to be placed.

    Attributes
    ----------
    cells
        The room that each network takes with its name, in order.
    whole
        For each part the network it stands in.
    cluster
        For each network the cluster it stands in; what has none stands alone.
    links
        How many members each drawn pair shares.
    """

    cells: Mapping[str, Size]
    whole: Mapping[str, str]
    cluster: Mapping[str, int]
    links: Mapping[tuple[str, str], float]


class Arrangement(NamedTuple):
    """Where everything stands.

    Attributes
    ----------
    cells
        The rectangle of each network with its name.
    wholes
        The border around each whole with its parts, by its id; outer ones first.
    """

    cells: dict[str, Rectangle]
    wholes: dict[str, Rectangle]


class _RectangleBlock(NamedTuple):
    """Rectangles around (0, 0) that move together."""

    size: Size
    cells: dict[str, Rectangle]
    wholes: dict[str, Rectangle]


def network_places(given: Input) -> Arrangement:
    """The places of networks; the same for the same input."""
    families = {top: _family(top, given) for top in given.cells if top not in given.whole}
    clusters: dict[int, list[str]] = {}
    for alone, top in enumerate(families, start=1):
        clusters.setdefault(given.cluster.get(top, -alone), []).append(top)
    blocks = [
        _cluster([families[top] for top in tops], given.links, padded=number > 0)
        for number, tops in clusters.items()
    ]
    return _page(blocks, given.links)


def _family(top: str, given: Input) -> _RectangleBlock:
    """A network; if it has parts, these below it and a border around."""
    own = _RectangleBlock(given.cells[top], {top: Rectangle(0.0, 0.0, *given.cells[top])}, {})
    parts = [part for part in given.cells if given.whole.get(part) == top]
    if not parts:
        return own
    inside = _together(
        [_family(part, given) for part in parts], given.links, BETWEEN_NETWORKS, SIDE_BY_SIDE
    )
    wide = max(own.size[0], inside.size[0])
    high = own.size[1] + BETWEEN_NETWORKS / 2 + inside.size[1]
    size = (wide + 2 * INSET, high + 2 * INSET)
    up, down = (own.size[1] - high) / 2, (high - inside.size[1]) / 2
    both = _joined(size, [(own, 0.0, up), (inside, 0.0, down)])
    return both._replace(wholes={top: Rectangle(0.0, 0.0, *size), **both.wholes})


def _cluster(
    families: Sequence[_RectangleBlock], links: Mapping[tuple[str, str], float], *, padded: bool
) -> _RectangleBlock:
    """The networks of a cluster, with room for its border and name if it gets one."""
    block = _together(families, links, BETWEEN_NETWORKS, SIDE_BY_SIDE)
    if not padded or len(block.cells) < 2:
        return block
    wide, high = block.size
    return _joined((wide + 2 * INSET, high + 2 * INSET + HEADING), [(block, 0.0, HEADING / 2)])


def _together(
    blocks: Sequence[_RectangleBlock],
    links: Mapping[tuple[str, str], float],
    gap: float,
    wider: float,
) -> _RectangleBlock:
    """Blocks arranged around (0, 0)."""
    places = arranged([block.size for block in blocks], _between(blocks, links), gap, wider)
    return _centred(blocks, places)


def _page(blocks: Sequence[_RectangleBlock], links: Mapping[tuple[str, str], float]) -> Arrangement:
    """What is linked with something in the middle, the rest around it."""
    linked = {end for pair in links for end in pair}
    middle = [block for block in blocks if linked & block.cells.keys()]
    rest = [block for block in blocks if not linked & block.cells.keys()]
    core = [_together(middle, links, BETWEEN_CLUSTERS, WIDER)] if middle else []
    whole = _together([*core, *rest], {}, BETWEEN_CLUSTERS, WIDER)
    return Arrangement(whole.cells, whole.wholes)


def _between(
    blocks: Sequence[_RectangleBlock], links: Mapping[tuple[str, str], float]
) -> dict[Pair, float]:
    """The links between blocks, all of a pair together."""
    of = {cell: number for number, block in enumerate(blocks) for cell in block.cells}
    found: dict[Pair, float] = {}
    for (one, other), weight in links.items():
        if one in of and other in of and of[one] != of[other]:
            pair = min(of[one], of[other]), max(of[one], of[other])
            found[pair] = found.get(pair, 0.0) + weight
    return found


def _centred(blocks: Sequence[_RectangleBlock], places: Sequence[Rectangle]) -> _RectangleBlock:
    left, right = (
        min((p.x - p.width / 2 for p in places), default=0.0),
        max((p.x + p.width / 2 for p in places), default=0.0),
    )
    top, bottom = (
        min((p.y - p.height / 2 for p in places), default=0.0),
        max((p.y + p.height / 2 for p in places), default=0.0),
    )
    x, y = (left + right) / 2, (top + bottom) / 2
    moved = [(block, p.x - x, p.y - y) for block, p in zip(blocks, places, strict=True)]
    return _joined((right - left, bottom - top), moved)


def _joined(size: Size, moved: Iterable[tuple[_RectangleBlock, float, float]]) -> _RectangleBlock:
    """Several blocks as one, each moved by so much."""
    cells: dict[str, Rectangle] = {}
    wholes: dict[str, Rectangle] = {}
    for block, x, y in moved:
        for found, into in ((block.cells, cells), (block.wholes, wholes)):
            into |= {i: box._replace(x=box.x + x, y=box.y + y) for i, box in found.items()}
    return _RectangleBlock(size, cells, wholes)
