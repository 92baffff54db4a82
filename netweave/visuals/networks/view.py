"""The view `networks`: networks, consortia and cohorts, and the members they share.

A node is a network, the larger the more members are known; a line says that two share members, the
wider the more. Networks of a cluster stand together, and parts inside their whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.visuals.layouts.hull import hull_around, rounded
from netweave.visuals.layouts.networks import INSET, Input, network_places
from netweave.visuals.networks.found import among, drawing, place_of, shares, where
from netweave.visuals.networks.heat_view import heat_page
from netweave.visuals.networks.lines import drawn_pair, node_looks
from netweave.visuals.networks.words import lead, sections, tables
from netweave.visuals.networks.years import DrawnYears, drawn_years
from netweave.visuals.page.frame import framed
from netweave.visuals.picture.drawing import drawn_node, drawn_ties
from netweave.visuals.picture.layers import Area
from netweave.visuals.picture.lettering import LETTER_WIDTH, LINE_HEIGHT, file_name, label_lines
from netweave.visuals.picture.limits import NETWORKS, ViewError
from netweave.visuals.picture.parts import Place
from netweave.visuals.picture.picture import Emphasis, Picture
from queries.asking.answering import question
from queries.asking.naming import parties
from queries.asking.terms import WholeTerm
from queries.measures.part import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Reader
    from netweave.visuals.layouts.blocks import Rectangle, Size
    from netweave.visuals.layouts.networks import Arrangement
    from netweave.visuals.networks.found import Drawing
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnNode, DrawnTie
    from queries.asking.naming import Asked
    from queries.asking.scope import Through


@question(top=WholeTerm())
def view_networks(
    store: Reader,
    *names: Asked,
    top: int | None = None,
    through: Through = "memberships",
    within: str | None = None,
    as_of: str | None = None,
) -> Page:
    """The networks, consortia and cohorts that share members, as a page.

    Lines join the pairs that share more than expected (`queries.overlap`); where fewer
    than ten do, the two strongest ties of each. Only what has known districts takes part.

    Parameters
    ----------
    names
        One: it and those it shares members with; several: these; none: all.
    top
        Only so many, the largest; at most 60. Without it more than 60 are shown as a heat map.
    through
        What the clusters are made of: ``memberships``, or ties of ``all`` types.
    within
        States, divisions or regions (`queries.asking.places.states_of`): what is not within these
        counts as absent.
    as_of
        Only ties that held on this date; without it the page has a slider over the years.

    Returns
    -------
    Page
        The same graph and question always give the same page.

    Raises
    ------
    ViewError
        If no network has a known member, or `top` is more than a picture holds.
    QuestionError, NotFoundError, AmbiguousNameError, WrongKindError
        If a name fits nothing, several, no network, or one that has no known districts.
    """
    if top is not None and not 1 <= top <= NETWORKS:
        raise ViewError(f"A picture of networks holds 1 to {NETWORKS}; {top} were asked for.")
    with store.reading():
        named = parties(store, names, "networks")
        part = part_of(store, within, as_of)
        sharing = shares(part, named, as_of=as_of)
        total = len(sharing.nodes)
        settings = (
            ("Question", "networks that share members"),
            *among(named),
            *((("Largest", str(top)),) if top else ()),
            ("Clusters through", through),
            *place_of(within),
        )
        if top is None and total > NETWORKS:
            return heat_page(store, sharing, (_instead(total),), settings, as_of)
        kept = sharing.only({node.id for node in sharing.nodes[:top]})
        about = drawing(part, store, kept, total, through, as_of)
        ties = _ties(about)
        slider = DrawnYears(None, (), ties) if as_of else drawn_years(part, store, about, ties)
        return framed(_picture(about, slider, settings), store.facts(), as_of)


def _instead(total: int) -> str:
    return (
        f"{total:,} networks have known members, and a picture with lines holds {NETWORKS}: hence "
        "this heat map. To see lines, name networks, or ask for the largest with "
        f"--top {NETWORKS}."
    )


def _picture(about: Drawing, slider: DrawnYears, settings: tuple[tuple[str, str], ...]) -> Picture:
    if not about.nodes:
        raise ViewError(
            "No network has a district among its known members, so there is nothing to draw. Load "
            "rosters first, or ask for another date."
        )
    layout = _layout(about)
    names = [value for word, value in settings if word == "Among"]
    return Picture(
        "networks",
        "Networks that share members",
        tuple(lead(about)),
        tuple(_nodes(about, layout)),
        slider.ties,
        tuple(sections(about)),
        settings,
        file_name("networks", *names),
        (),
        Emphasis("more shared members than expected", 2.0),
        tables=tuple(tables(about, slider.further)),
        areas=tuple(_areas(about, layout)),
        years=slider.years,
    )


def _layout(about: Drawing) -> Arrangement:
    links = {(row.a.id, row.b.id): float(row.shared) for row in about.lines.rows}
    cells = {i: _cell(about, i) for i in about.nodes}
    cluster = {i: found.cluster for i, found in about.cluster.items()}
    return network_places(Input(cells, about.whole, cluster, links))


def _cell(about: Drawing, network: str) -> Size:
    """The room that a node takes with its label below it."""
    lines = list(label_lines(about.nodes[network].name, beside=False))
    lines += [about.rosters[network]] if network in about.rosters else []
    size = node_looks(about, network).size
    high = 2 * size + 5 + len(lines) * LINE_HEIGHT
    return max(2 * size, max(map(len, lines)) * LETTER_WIDTH), high


def _nodes(about: Drawing, layout: Arrangement) -> Iterator[DrawnNode]:
    for network, node in about.nodes.items():
        box, (size, badge, known) = layout.cells[network], node_looks(about, network)
        place = Place(round(box.x, 1), round(box.y - box.height / 2 + size, 1), "below")
        drawn = drawn_node(node, place, {network: known}, main=False)
        cluster = about.cluster.get(network)
        facts = (*drawn.facts, ("Cluster", cluster.name)) if cluster else drawn.facts
        yield drawn._replace(facts=facts, size=size, badge=badge)


def _ties(about: Drawing) -> tuple[DrawnTie, ...]:
    """The lines of shared members, in the order of the overlap; then what is part of what."""
    index = about.place
    shared = tuple(drawn_pair(about, row, index) for row in about.lines.rows)
    return (*shared, *drawn_ties(about.ties, index))


def _areas(about: Drawing, layout: Arrangement) -> Iterator[Area]:
    """The clusters of two networks or more, then the wholes with their parts, outer ones first."""
    index = about.place
    for inside in _clusters(about):
        boxes = [layout.wholes.get(i, layout.cells[i]) for i in inside]
        outline = hull_around(boxes, INSET - 5)
        x, y = _above(outline)
        label = where(about.cluster[inside[0]])
        yield Area(label, x, y, outline, tuple(index[i] for i in inside))
    for box in layout.wholes.values():
        held = tuple(index[i] for i, cell in layout.cells.items() if _inside(cell, box))
        yield Area("", box.x, box.y, rounded(box, 12.0), held, solid=True)


def _clusters(about: Drawing) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for network in about.nodes:
        if network in about.cluster:
            found.setdefault(about.cluster[network].cluster, []).append(network)
    return [inside for inside in found.values() if len(inside) > 1]


def _above(outline: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """The place of a name: over the top edge."""
    top = min(y for _, y in outline)
    edge = [x for x, y in outline if y < top + 1]
    return round((min(edge) + max(edge)) / 2, 1), round(top - 6, 1)


def _inside(cell: Rectangle, box: Rectangle) -> bool:
    return abs(cell.x - box.x) < box.width / 2 and abs(cell.y - box.y) < box.height / 2
