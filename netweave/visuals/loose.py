"""A loose network to play with: a `pyvis.network.Network` of the graph, or of a part of it.

It is pyvis's own object: restyle it, drag its nodes, turn physics on, show it. Its template is
ours, since that of pyvis asks a server for styles; names are text in it, whatever they hold.
"""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.names.places import placed
from graph.spells import read_as_of
from netweave.visuals.page.page import Page
from netweave.visuals.page.scripts import ASSETS
from netweave.visuals.picture.drawing import drawn_ties, on_date
from netweave.visuals.picture.lettering import clean, short
from netweave.visuals.picture.limits import LOOSE, TooLargeError
from netweave.visuals.picture.palette import LIGHT, LOOKS
from queries.asking.answering import question
from queries.asking.naming import entities
from queries.asking.scope import THROUGH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyvis.network import Network

    from graph.dates import Days
    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.picture.parts import DrawnTie
    from queries.asking.naming import Asked
    from queries.asking.scope import Through

SHAPES = {
    "school": "triangle",
    "network": "square",
    "consortium": "hexagon",
    "cohort": "diamond",
    "event": "star",
    "program": "star",
    "organization": "triangleDown",
}
"""The shapes of vis-network that are nearest to ours; what has none is a dot."""
APART = 150.0
"""From one node to the next, on average."""

MANY = 500
"""From so many nodes on the layout is given fewer rounds, which then are the slower ones."""


class _Subgraph(NamedTuple):
    named: Sequence[Node]
    nodes: Mapping[str, Node]
    ties: Sequence[DrawnTie]


@question()
def to_pyvis(
    store: Reader,
    *names: Asked,
    through: Through = "all",
    physics: bool = False,
    as_of: str | None = None,
) -> Network:
    """The graph, or some entities with what is tied to them, as a `pyvis.network.Network`.

    A node has the id of its entity, its name as label, and kind and state in what is said when
    one points at it; an edge is one spell of a tie, with its dates and sources. The page that
    the network writes is offline.

    Parameters
    ----------
    names
        Entities, which come with what is tied to them and the ties among all these; none: all
        that is tied to something.
    through
        ``all`` takes ties of every type, ``memberships`` MEMBER_OF and PART_OF alone.
    physics
        Whether nodes move until they have found a place. Without it they stand where a spring
        layout puts them, the same for the same graph.
    as_of
        Only ties that held on this date.

    Raises
    ------
    TooLargeError
        If there are more nodes than a browser moves with ease.
    NotFoundError, AmbiguousNameError
        If a name fits nothing, or several.
    """
    with store.reading():
        return _network(_subgraph(store, names, through, as_of), physics=physics)


@question()
def view_graph(
    store: Reader,
    *names: Asked,
    through: Through = "all",
    physics: bool = False,
    as_of: str | None = None,
) -> Page:
    """The network of `to_pyvis`, which takes the same, as a page of its own without our frame."""
    with store.reading():
        found = _subgraph(store, names, through, as_of)
    network = _network(found, physics=physics)
    html: str = network.generate_html()
    counted = f"{len(found.nodes):,} entities, {len(found.ties):,} ties"
    return Page(html, network.heading, counted, "")


def _subgraph(
    store: Reader, names: Sequence[Asked], through: Through, as_of: str | None
) -> _Subgraph:
    on, types = read_as_of(as_of), THROUGH[through]
    named = entities(store, names)
    ids = [*dict.fromkeys(node.id for node in named)] if named else _tied(store, types, on)
    if named:
        ids = [*dict.fromkeys([*ids, *_around(store, ids, types, on)])]
    if len(ids) > LOOSE:
        raise TooLargeError(
            f"These are {len(ids):,} entities; a loose network holds {LOOSE:,}. Name fewer, or ask "
            "for --through memberships or a date."
        )
    index = {i: number for number, i in enumerate(ids)}
    inside = [
        tie
        for tie in (store.ties(ids, types, on) if ids else ())
        if tie.source_id in index and tie.target_id in index
    ]
    found = store.nodes(ids) if ids else {}
    drawn = on_date(drawn_ties(inside, index), as_of)
    return _Subgraph(named, {i: found[i] for i in ids}, drawn)


def _tied(store: Reader, types: frozenset[str], on: Days | None) -> list[str]:
    """All that has a tie, by id."""
    walk = store.walk(sorted(types), on)
    handles = {handle for pair in walk.pairs() for handle in pair}
    return sorted(walk.ids(handles).values())


def _around(
    store: Reader, ids: Sequence[str], types: frozenset[str], on: Days | None
) -> Iterator[str]:
    """The neighbours of some entities, by id."""
    out = {link.target_id for link in store.links(ids, types, on, "out")}
    yield from sorted(out | {link.source_id for link in store.links(ids, types, on, "in")})


def _network(found: _Subgraph, *, physics: bool) -> Network:
    from pyvis.edge import Edge  # noqa: PLC0415 - only a page needs it

    network = _blank(found.named, physics=physics)
    ids = list(found.nodes)
    main = {node.id for node in found.named}
    places = _places(ids, found.ties)
    for i, node in found.nodes.items():
        size = 18 if i in main else 11
        look = {"shape": SHAPES.get(node.kind, "dot"), "color": LOOKS[node.kind].fill}
        x, y = places[i]
        network.add_node(i, short(node.name, 60), title=_said(node), size=size, x=x, y=y, **look)
    # Straight into the list, since add_edge searches all nodes anew for every tie.
    network.edges = [
        Edge(
            ids[tie.source],
            ids[tie.target],
            directed=True,
            title=_told(tie),
            color=LIGHT["tie"],
            width=1.5,
        ).options
        for tie in found.ties
    ]
    return network


def _blank(named: Sequence[Node], *, physics: bool) -> Network:
    """A network without nodes that writes its page from our template."""
    import pyvis  # noqa: PLC0415 - only a page needs it
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - the same
    from pyvis.network import Network  # noqa: PLC0415 - the same

    called = ", ".join(placed(node) for node in named)
    heading = short(
        f"{called}: what is tied to {'it' if len(named) == 1 else 'these'}"
        if called
        else "Everything tied",
        200,
    )
    ink: Any = LIGHT["ink"]  # pyvis declares False, and takes a colour.
    network = Network(height="90vh", directed=True, cdn_resources="in_line", font_color=ink)
    network.heading = heading
    theirs = Path(pyvis.__file__).parent / "templates"
    network.templateEnv = Environment(loader=FileSystemLoader([ASSETS, theirs]), autoescape=True)
    network.path = "loose.html"
    network.toggle_physics(physics)
    return network


def _places(ids: Sequence[str], ties: Sequence[DrawnTie]) -> dict[str, tuple[float, float]]:
    """Places by a spring layout (Fruchterman and Reingold), the same for the same graph."""
    import networkx as nx  # noqa: PLC0415 - only this picture needs it

    graph: Any = nx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from((ids[tie.source], ids[tie.target]) for tie in ties)
    scale = APART * sqrt(len(ids) or 1)
    rounds = 50 if len(ids) < MANY else 12
    found = nx.spring_layout(graph, seed=0, scale=scale / 2, iterations=rounds) if ids else {}
    return {i: (round(float(x), 1), round(float(y), 1)) for i, (x, y) in found.items()}


def _said(node: Node) -> str:
    """What is said when one points at a node."""
    about = [node.kind, *([node.state] if node.state else []), node.id]
    return clean(f"{node.name}\n{', '.join(about)}")


def _told(tie: DrawnTie) -> str:
    """What is said when one points at an edge."""
    role = [tie.role] if tie.role else []
    who = "; ".join(reference.text for reference in tie.references)
    return "\n".join([tie.phrases[0], *role, tie.when, *([f"according to {who}"] if who else [])])
