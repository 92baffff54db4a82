"""The view `ego`: one entity, what is around it, and what ties these to each other.

What is tied to it stands on the inner ring, grouped by kind; with a radius of 2, what is tied to
those stands on the outer one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.names.places import placed
from graph.schema import NODE_KINDS, TIE_TYPES
from graph.spells import read_as_of
from netweave.visuals.layouts.rings import ring_places
from netweave.visuals.page.frame import framed
from netweave.visuals.picture.drawing import drawn_node, drawn_ties, on_date, roster_words
from netweave.visuals.picture.lettering import file_name, short
from netweave.visuals.picture.limits import EGO_NODES, TooLargeError, ViewError
from netweave.visuals.picture.parts import Goto, Place
from netweave.visuals.picture.picture import Emphasis, Picture, Section
from netweave.visuals.picture.wording import said_by
from queries.asking.answering import question
from queries.asking.naming import entity
from queries.asking.scope import THROUGH
from queries.asking.terms import WholeTerm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.dates import Days
    from graph.model import Node, Tie
    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnTie, Part, Sentence
    from queries.asking.naming import Asked
    from queries.asking.scope import Through


class _Around(NamedTuple):
    """An entity and the rings around it, as ids."""

    node: Node
    rings: list[list[str]]
    nodes: Mapping[str, Node]


@question(radius=WholeTerm())
def view_ego(
    store: Reader,
    name: Asked,
    *,
    radius: int = 1,
    through: Through = "all",
    as_of: str | None = None,
) -> Page:
    """One entity with what surrounds it, as a page.

    Parameters
    ----------
    name
        An entity, or a name that `queries.asking.naming.resolve` takes.
    radius
        1: what is tied to it; 2: what is tied to those as well.
    through
        ``all`` shows ties of every type, ``memberships`` MEMBER_OF and PART_OF alone.
    as_of
        Only ties that held on this date.

    Returns
    -------
    Page
        The same graph and question always give the same page.

    Raises
    ------
    ViewError
        If the radius is neither 1 nor 2.
    TooLargeError
        If there is more around it than a picture can hold.
    NotFoundError, AmbiguousNameError
        If the name fits nothing, or several.
    """
    if radius not in (1, 2):
        raise ViewError(f"The radius of surroundings is 1 or 2; {radius} was given.")
    with store.reading():
        node, on = entity(store, name), read_as_of(as_of)
        around = _around(store, node, radius, through, on)
        ids = [node.id, *(i for ring in around.rings for i in ring)]
        indices = {i: index for index, i in enumerate(ids)}
        inside = [t for t in store.ties(ids, THROUGH[through], on) if _within(t, indices)]
        ties = on_date(drawn_ties(inside, indices), as_of)
        known = roster_words(store, around.nodes.values(), as_of)
        settings = (
            ("Question", f"what surrounds {node.id}"),
            ("Radius", str(radius)),
            ("Through", through),
        )
        picture = _picture(around, ids, known, ties, settings)
        return framed(picture, store.facts(), as_of)


def _within(tie: Tie, indices: Mapping[str, int]) -> bool:
    return tie.source_id in indices and tie.target_id in indices


def _around(store: Reader, node: Node, radius: int, through: Through, on: Days | None) -> _Around:
    """The rings: the first by kind and name, the second in the order of those it hangs on."""
    nodes = {node.id: node}
    rings: list[list[str]] = []
    edge = [node.id]
    for _ in range(radius):
        parents = _parents(store, edge, through, on)
        new = [i for i in parents if i not in nodes]
        if len(nodes) + len(new) > EGO_NODES:
            raise TooLargeError(_too_large(node, len(nodes) + len(new) - 1, radius, through))
        nodes |= store.nodes(new)
        edge = sorted(new, key=lambda i: (parents[i] if rings else 0, *_order(nodes[i])))
        rings.append(edge)
    return _Around(node, rings, nodes)


def _parents(
    store: Reader, edge: Sequence[str], through: Through, on: Days | None
) -> dict[str, int]:
    """The neighbours of a ring, each with the first position in the ring that it is tied to."""
    position = {i: index for index, i in enumerate(edge)}
    found: dict[str, int] = {}
    for direction in ("out", "in"):
        for link in store.links(edge, THROUGH[through], on, direction):
            here, there = link.source_id, link.target_id
            if direction == "in":
                here, there = there, here
            found[there] = min(found.get(there, len(edge)), position[here])
    return found


def _order(node: Node) -> tuple[int, str, str]:
    return list(NODE_KINDS).index(node.kind), node.name, node.id


def _too_large(node: Node, number: int, radius: int, through: Through) -> str:
    narrower = [
        *(["--radius 1"] if radius == 2 else []),
        *(["--through memberships"] if through == "all" else []),
        "--as-of DATE",
    ]
    return (
        f"{placed(node)} has {number:,} entities around it; a picture holds {EGO_NODES:,}. "
        f"Ask for less ({', '.join(narrower)}), or read the table: netweave show {node.id}"
    )


def _picture(
    around: _Around,
    ids: Sequence[str],
    known: Mapping[str, str],
    ties: tuple[DrawnTie, ...],
    settings: tuple[tuple[str, str], ...],
) -> Picture:
    node, nodes = around.node, around.nodes
    places = {node.id: Place(0.0, 0.0, "below"), **ring_places(around.rings)}
    here = tuple(tie._replace(emphasised=0 in (tie.source, tie.target)) for tie in ties)
    return Picture(
        "ego",
        f"What surrounds {short(placed(node))}",
        tuple(_lead(around, ties, known)),
        tuple(drawn_node(nodes[i], places[i], known, main=i == node.id) for i in ids),
        here,
        tuple(_sections(around, ids, ties, known)),
        settings,
        file_name("ego", node.name),
        (0,),
        Emphasis("its own ties", 2.0),
    )


def _lead(
    around: _Around, ties: tuple[DrawnTie, ...], known: Mapping[str, str]
) -> Iterator[Sentence]:
    if not around.rings[0]:
        yield ("Nothing here is tied to it.",)
        return
    kinds = [around.nodes[i].kind for i in around.rings[0]]
    counts = [
        f"{kinds.count(kind.name)} {kind.name if kinds.count(kind.name) == 1 else kind.plural}"
        for kind in NODE_KINDS.values()
        if kind.name in kinds
    ]
    further = f" One step further are {len(around.rings[1]):,} more." if around.rings[1:] else ""
    among = sum(0 not in (tie.source, tie.target) for tie in ties)
    between = f" {among:,} {'tie joins' if among == 1 else 'ties join'} these to each other."
    yield (f"Tied to it: {', '.join(counts)}.{further}{between if among else ''}",)
    if around.node.id in known:
        yield (f"Its roster is incomplete: {known[around.node.id]}.",)


def _sections(
    around: _Around, ids: Sequence[str], ties: tuple[DrawnTie, ...], known: Mapping[str, str]
) -> Iterator[Section]:
    """A section for each kind on the inner ring, and one for the outer ring."""
    own: dict[int, list[DrawnTie]] = {}
    for tie in ties:
        if 0 in (tie.source, tie.target):
            own.setdefault(tie.target or tie.source, []).append(tie)
    indices = {i: index for index, i in enumerate(ids)}
    for kind in NODE_KINDS.values():
        ring = [i for i in around.rings[0] if around.nodes[i].kind == kind.name]
        if ring:
            items = tuple(
                _item(indices[i], tie, known.get(i)) for i in ring for tie in own[indices[i]]
            )
            yield Section(kind.plural.capitalize(), (), items)
    if len(around.rings) > 1 and around.rings[1]:
        items = tuple((Goto(indices[i]), f", {around.nodes[i].kind}") for i in around.rings[1])
        yield Section("One step further", (), items)


def _item(other: int, tie: DrawnTie, known: str | None) -> Sentence:
    words = TIE_TYPES[tie.type]
    phrase = words.out_phrase if tie.source == 0 else words.in_phrase
    aside = f" ({known})" if known else ""
    role = f"{tie.role}; " if tie.role else ""
    says: tuple[Part, ...] = (f"{role}{tie.when}; according to ", *said_by(tie.references))
    return (f"{phrase} ", Goto(other), f"{aside}: ", *says, ".")
