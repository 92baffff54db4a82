"""What the script of the map is told; outlines and places it takes from the static map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph.schema import TIE_TYPES
from netweave.visuals.map.facts import held_in, years
from netweave.visuals.map.svg import shapes
from netweave.visuals.page.data import common_data, numbered, tie_data
from netweave.visuals.picture.drawing import drawn_node, references
from netweave.visuals.picture.layers import Frame, Years, years_data
from netweave.visuals.picture.lettering import clean, file_name
from netweave.visuals.picture.parts import DrawnTie, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from graph.model import Node
    from netweave.visuals.map.facts import MapFacts, MapTie
    from netweave.visuals.map.scene import MapScene
    from netweave.visuals.picture.parts import DrawnNode

_NOWHERE = Place(0.0, 0.0, "below")


class MapNodes(NamedTuple):
    """What the numbers of the page stand for: the dots of the map first, then what is beside it.

    Attributes
    ----------
    numbers
        The number of each id.
    beside
        The entities without a place on the map that ties lead to, as they are told of.
    ties
        As they are drawn elsewhere: the spells of districts on the map, with their sources.
    facts
        The ties they come from, in the same order.
    """

    numbers: Mapping[str, int]
    beside: tuple[DrawnNode, ...]
    ties: tuple[DrawnTie, ...]
    facts: tuple[MapTie, ...]


def map_nodes(facts: MapFacts, scene: MapScene, known: Mapping[str, str]) -> MapNodes:
    """Number the dots and what is beside them, and draw their ties.

    Parameters
    ----------
    known
        The words of `drawing.roster_words`.
    """
    on_map = {dot.node.id: i for i, dot in enumerate(scene.dots)}
    # A tie between two districts on the map is met at either end; once is enough.
    ties = tuple(
        tie
        for tie in facts.ties
        if tie.district in on_map and (tie.outward or tie.other not in on_map)
    )
    nets = {net.node.id for net in scene.nets}
    others = sorted(({tie.other for tie in ties} | nets) - on_map.keys())
    beside = tuple(drawn_node(facts.others[i], _NOWHERE, known, main=False) for i in others)
    index = {**on_map, **{i: len(on_map) + n for n, i in enumerate(others)}}
    return MapNodes(index, beside, tuple(_drawn(tie, index) for tie in ties), ties)


def _drawn(tie: MapTie, index: Mapping[str, int]) -> DrawnTie:
    here, there = index[tie.district], index[tie.other]
    spell = tie.spell
    return DrawnTie(
        *((here, there) if tie.outward else (there, here)),
        tie.type,
        _role(spell.role, tie.through),
        spell.since,
        spell.until,
        references(spell.sources),
    )


def _role(role: str | None, school: Node | None) -> str | None:
    words = [clean(role)] if role else []
    words += [f"through {clean(school.name)}"] if school else []
    return "; ".join(words) or None


def map_data(
    scene: MapScene, nodes: MapNodes, within: Mapping[str, frozenset[str]]
) -> dict[str, Any]:
    """Everything, as compact as can be."""
    sources = numbered(nodes.ties)
    outlines = shapes(scene)
    return {
        **common_data(map_name(scene), large=True),
        "subjects": [],
        "groups": [
            [group.key, group.label, group.fill, outlines[group.key], _count(scene, group.key)]
            for group in scene.groups
        ],
        "beside": [[node.name, node.kind, node.facts, node.site] for node in nodes.beside],
        "ties": [tie_data(tie, sources) for tie in nodes.ties],
        "references": list(sources),
        "types": {name: [t.out_phrase, t.in_phrase] for name, t in TIE_TYPES.items()},
        "nets": [
            [
                nodes.numbers[net.node.id],
                sorted(nodes.numbers[i] for i in within[net.node.id] if i in nodes.numbers),
                net.regional,
            ]
            for net in scene.nets
        ],
        "highlights": [[clean(net.node.name), []] for net in scene.nets],
        "chosen": scene.chosen,
        "states": [[o.state, o.name, o.x, o.y] for o in scene.outlines],
    }


def _count(scene: MapScene, key: str) -> int:
    return sum(1 for _ in scene.of_group(key))


def map_name(scene: MapScene) -> str:
    """What files saved from the map are called."""
    chosen = [] if scene.chosen is None else [scene.nets[scene.chosen].node.name]
    return file_name("map", *chosen)


def map_years(
    facts: MapFacts, nodes: MapNodes, lead: Callable[[str, Collection[str]], tuple[str, ...]]
) -> tuple[tuple[str, ...], dict[str, Any] | None]:
    """The stops of the slider, and what each shows; nothing where no tie is dated.

    Parameters
    ----------
    lead
        What is said above the map in a year in which these districts have ties.
    """
    named = years(facts)
    if not named:
        return (), None
    frames = tuple(_frame(year, held_in(nodes.facts, year), nodes, lead) for year in named)
    data = years_data(Years(named, frames), 0, len(nodes.ties))
    return ("All dates", *named), data


def _frame(
    year: str,
    held: list[int],
    nodes: MapNodes,
    lead: Callable[[str, Collection[str]], tuple[str, ...]],
) -> Frame:
    districts = {nodes.facts[i].district for i in held}
    undated = sum(nodes.facts[i].spell.undated for i in held)
    return Frame(
        None,
        held,
        f"{year}: {len(districts):,} districts with {len(held):,} ties, "
        f"of which {undated:,} have no known beginning and count in every year.",
        lead(year, districts),
    )
