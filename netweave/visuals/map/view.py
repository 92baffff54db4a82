"""The view `map`: districts at their places, by cluster or one network at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.schema import COLLECTIVES
from netweave.visuals.map.data import map_data, map_name, map_nodes, map_years
from netweave.visuals.map.facts import map_facts
from netweave.visuals.map.outlines import outlines
from netweave.visuals.map.scene import MapScene, dots_and_groups, nets, totals
from netweave.visuals.map.svg import group_swatch, map_svg
from netweave.visuals.map.words import lead, lead_then, sections, tables
from netweave.visuals.page.frame import bound, origin
from netweave.visuals.page.sheet import Fieldset, LegendEntry, PageContent
from netweave.visuals.picture.drawing import roster_words
from netweave.visuals.picture.lettering import clean, short
from netweave.visuals.picture.limits import ViewError
from netweave.visuals.picture.picture import Highlight
from queries.asking.answering import question
from queries.asking.naming import entity
from queries.measures.part import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.map.data import MapNodes
    from netweave.visuals.map.facts import MapFacts
    from netweave.visuals.map.scene import Net
    from netweave.visuals.page.page import Page
    from queries.asking.naming import Asked
    from queries.asking.scope import Through

_USAGE = (
    "Map. The arrow keys go from one district with ties to the next, Enter tells more, "
    "Escape clears, plus and minus zoom, zero shows all."
)


@question()
def view_map(
    store: Reader,
    *,
    network: Asked | None = None,
    through: Through = "memberships",
    within: str | None = None,
    as_of: str | None = None,
) -> Page:
    """The districts on the map of the United States, as a page.

    Districts need the properties ``lat`` and ``lon``, as the NCES files give them. Those without
    are listed on the page.

    Parameters
    ----------
    network
        A collective to begin with: outlined if most of its districts are in one region, else tied
        to their centre. The reader can choose another one.
    through
        Which ties count, for the clusters and the side panel.
    within
        States, divisions or regions (`queries.asking.places.states_of`): what is not within these
        counts as absent.
    as_of
        Only ties that held on this date. Without it the page has a slider over the years.

    Returns
    -------
    Page
        The same graph and question always give the same page.

    Raises
    ------
    ViewError
        If no district has a place on the map, or none of the network's.
    NotFoundError, AmbiguousNameError, WrongKindError
        If the name fits nothing, several, or no collective.
    """
    with store.reading():
        chosen = entity(store, network, COLLECTIVES) if network is not None else None
        facts = map_facts(part_of(store, within, as_of), through, as_of)
        if not facts.placed:
            raise ViewError(
                "No district has coordinates on the map. Load the NCES file of district places "
                "(it gives `lat` and `lon`), or add these two columns to districts.csv."
            )
        scene = _scene(facts, chosen)
        nodes = map_nodes(facts, scene, roster_words(store, facts.others.values(), as_of))
        settings = (
            ("Question", "where the districts are"),
            ("Through", through),
            *((("Network", clean(chosen.name)),) if chosen else ()),
            *((("Within", clean(within)),) if within else ()),
        )
        about = store.facts()
        svg = map_svg(scene, origin(about, as_of))
        sheet = _sheet(facts, scene, nodes, settings, svg, slider=as_of is None)
        return bound(sheet, "map", scene, about, as_of)


def _scene(facts: MapFacts, chosen: Node | None) -> MapScene:
    dots, groups = dots_and_groups(facts)
    found = nets(facts, dots)
    scene = MapScene(
        f"Where the districts of {short(chosen.name)} are" if chosen else "Districts by cluster",
        (),
        outlines(),
        dots,
        groups,
        found,
        totals(facts, dots),
        _position(found, chosen) if chosen else None,
    )
    return scene._replace(lead=tuple(lead(scene, facts)))


def _position(found: Sequence[Net], chosen: Node) -> int:
    for position, net in enumerate(found):
        if net.node.id == chosen.id:
            return position
    raise ViewError(
        f"No district of {chosen.name} has a place on the map. "
        f"Read its roster as a table: netweave members {chosen.id}"
    )


def _sheet(
    facts: MapFacts,
    scene: MapScene,
    nodes: MapNodes,
    settings: tuple[tuple[str, str], ...],
    svg: str,
    *,
    slider: bool,
) -> PageContent:
    def named(index: int) -> str:
        beside = index - len(scene.dots)
        return clean(scene.dots[index].node.name) if beside < 0 else nodes.beside[beside].name

    stops, years = (
        map_years(facts, nodes, partial(lead_then, scene, facts)) if slider else ((), None)
    )
    return PageContent(
        "map",
        scene.title,
        map_name(scene),
        scene.lead,
        tuple(sections(scene, facts)),
        settings,
        tuple(
            Highlight(f"{short(net.node.name, 80)} ({len(net.dots):,})", ()) for net in scene.nets
        ),
        wide=False,
        large=True,
        named=named,
        legend=_legend(scene),
        styles=(),
        emphasis="the chosen network" if scene.nets else "",
        tables=tuple(tables(scene, facts, nodes)),
        years=stops,
        data={**map_data(scene, nodes, facts.within), "years": years},
        svg=svg,
        choice="One network",
        unchosen="all, by cluster",
        usage=_USAGE,
    )


def _legend(scene: MapScene) -> tuple[Fieldset, ...]:
    entries = tuple(
        LegendEntry(
            group.key,
            group.label,
            sum(1 for _ in scene.of_group(group.key)),
            group_swatch(scene, group),
        )
        for group in scene.groups
    )
    return (Fieldset("Districts by cluster", "group", entries),)
