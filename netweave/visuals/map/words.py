"""The map in words and tables: every district on it, and those that it has no place for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netweave.visuals.map.scene import MAYBE, NONE
from netweave.visuals.page.sheet import TableMarkup
from netweave.visuals.page.tables import TIE_COLUMNS, tie_row
from netweave.visuals.picture.lettering import clean, turns
from netweave.visuals.picture.parts import Goto
from netweave.visuals.picture.picture import PictureTable, Section
from queries.asking.places import reach_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from graph.model import Node
    from netweave.visuals.map.data import MapNodes
    from netweave.visuals.map.facts import MapFacts
    from netweave.visuals.map.scene import Dot, MapScene
    from netweave.visuals.picture.parts import Sentence

TERRITORIES = {
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}


def lead(scene: MapScene, facts: MapFacts) -> Iterator[Sentence]:
    """What the map shows and what it does not."""
    yield (_on_map(scene, sum(scene.totals.values()), len(scene.totals)),)
    yield from _hollow(scene)
    yield from _missing(facts)
    if scene.chosen is not None:
        yield from _chosen(scene)


def lead_then(
    scene: MapScene, facts: MapFacts, year: str, tied: Collection[str]
) -> tuple[str, ...]:
    """The same in a year in which these districts have ties; clusters are those of all dates."""
    states = Counter(dot.node.state for dot in scene.dots if dot.node.id in tied)
    there = [states[o.state] for o in scene.outlines if states[o.state]]
    first = _on_map(scene, sum(there), len(there), f" in {year}")
    beside = f"Clusters are those of all dates. Dots without ties in {year} have no colour."
    return (first, beside, *(str(part) for said in _missing(facts) for part in said))


def _on_map(scene: MapScene, tied: int, states: int, when: str = "") -> str:
    clusters = len({dot.cluster for dot in scene.dots if dot.cluster})
    coloured = sum(group.key not in (NONE, MAYBE, "other") for group in scene.groups)
    largest = f", the {coloured} largest of which have a colour" if clusters > coloured else ""
    dots, have = len(scene.dots), "has" if tied == 1 else "have"
    return (
        f"{dots:,} {'district is' if dots == 1 else 'districts are'} on the map; {tied:,} of them, "
        f"in {states} {'state' if states == 1 else 'states'}, {have} ties{when}. They fall into "
        f"{clusters} {'cluster' if clusters == 1 else 'clusters'}{largest}."
    )


def _hollow(scene: MapScene) -> Iterator[Sentence]:
    hollow = sum(dot.group == MAYBE for dot in scene.dots)
    if hollow:
        verb = "is" if hollow == 1 else "are"
        said = "nobody dates any of their ties, so that it is not known whether they held then (?)"
        yield (f"{hollow:,} {verb} hollow: {said}.",)


def _missing(facts: MapFacts) -> Iterator[Sentence]:
    missing = [
        *([f"{len(facts.unplaced):,} have no coordinates"] if facts.unplaced else []),
        *([f"{len(facts.away):,} are outside the 50 states"] if facts.away else []),
    ]
    if missing:
        yield (f"Not on the map: {' and '.join(missing)}. They are listed below.",)


def _chosen(scene: MapScene) -> Iterator[Sentence]:
    net = scene.nets[scene.chosen or 0]
    how = "outlined, since most are in one region" if net.regional else "tied to their centre"
    number = len(net.dots)
    districts = "district" if number == 1 else "districts"
    yield (f"{clean(net.node.name)} has {number:,} {districts} on the map, {how}.",)


def sections(scene: MapScene, facts: MapFacts) -> Iterator[Section]:
    """The clusters, then what is not on the map, state by state."""
    yield Section("Clusters", (), tuple(_clusters(scene, facts)))
    if facts.unplaced:
        yield Section("Districts without coordinates", (), tuple(_listed(facts.unplaced)))
    if facts.away:
        lead_ = ("They have coordinates, but this map has no place for them.",)
        yield Section("Districts outside the 50 states", lead_, tuple(_listed(facts.away)))


def _clusters(scene: MapScene, facts: MapFacts) -> Iterator[Sentence]:
    drawn = Counter(dot.cluster for dot in scene.dots)
    for cluster in facts.clusters.clusters:
        name = clean(cluster.name)
        states = ", ".join(f"{state} {n}" for state, n in cluster.states.items())
        networks = f"{cluster.networks} {'network' if cluster.networks == 1 else 'networks'}"
        where = f" ({states})" if states else ""
        scope = f"; {reach_words(cluster.reach, cluster.place)}" if cluster.states else ""
        shown = f"{drawn[name]} of its {cluster.districts} districts on the map"
        yield (f"{name}: {shown}{where}, with {networks}{scope}.",)


def _listed(nodes: Sequence[Node]) -> Iterator[Sentence]:
    states: dict[str, list[str]] = {}
    for node in nodes:
        states.setdefault(node.state or "", []).append(clean(node.name))
    for state, names in sorted(states.items()):
        where = TERRITORIES.get(state, state) or "State unknown"
        yield (f"{clean(where)} ({len(names)}): {'; '.join(sorted(names))}.",)


def tables(
    scene: MapScene, facts: MapFacts, nodes: MapNodes
) -> Iterator[PictureTable | TableMarkup]:
    """State totals, networks, ties with their sources, and all districts of the map."""
    yield PictureTable(
        "State totals", ("State", "Districts with ties", "On the map"), _totals(scene)
    )
    first = len(scene.dots)
    yield PictureTable(
        "What their ties lead to",
        ("Name", "Kind", "State", "Known members"),
        tuple(
            ((Goto(first + i),), (node.kind,), *((dict(node.facts).get(w, ""),) for w in _WORDS))
            for i, node in enumerate(nodes.beside)
        ),
        "node",
        tuple(range(first, first + len(nodes.beside))),
    )
    rows = tuple(map(tie_row, nodes.ties))
    yield PictureTable(
        "Every tie, with its sources", TIE_COLUMNS, rows, "tie", tuple(range(len(rows)))
    )
    yield TableMarkup(
        "Every district on the map",
        ("Name", "State", "NCES id or id", "Cluster", "Ties"),
        district_rows(scene, facts),
    )


_WORDS = ("State", "Members")


def _totals(scene: MapScene) -> tuple[tuple[Sentence, ...], ...]:
    everywhere = Counter(dot.node.state for dot in scene.dots)
    return tuple(
        ((outline.name,), (str(scene.totals.get(outline.state, 0)),), (str(number),))
        for outline in scene.outlines
        if (number := everywhere[outline.state])
    )


def district_rows(scene: MapScene, facts: MapFacts) -> str:
    """A row for each dot, without the closing tags that HTML can do without."""
    ties = Counter(tie.district for tie in facts.ties)
    return "".join(
        f"<tr{f' id=n{i}' if ties[dot.node.id] else ''}>"
        + "".join(f"<td>{_cell(text)}" for text in _row(dot, ties[dot.node.id]))
        for i, dot in enumerate(scene.dots)
    )


def _row(dot: Dot, ties: int) -> tuple[str, ...]:
    node = dot.node
    nces = node.text("nces_id")
    known = nces if nces and node.id == f"district:{nces}" else node.id
    row = (clean(node.name), node.state or "", known)
    return (*row, dot.cluster or "", str(ties or "")) if ties or dot.cluster else row


def _cell(text: str) -> str:
    from markupsafe import escape  # noqa: PLC0415 - comes with the template engine

    safe = escape(clean(text))
    return f"<bdi>{safe}</bdi>" if turns(text) else str(safe)
