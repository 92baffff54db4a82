"""Who stands between the parts? Betweenness, structural holes, spread over states, cut points."""

from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from graph.spells import read_as_of
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.scope import DECIMALS, THROUGH, InexactWarning, Through, kinds_asked
from queries.asking.today import Counted, counted
from queries.measures.betweenness import raw_betweenness, two_mode_maximum
from queries.measures.cut_points import cut_off, stranded
from queries.measures.kept import kept, name_of
from queries.measures.part import part_of
from queries.measures.reach import participation, reach
from queries.measures.structural_holes import of_projection
from queries.measures.topology import topology

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy as np

    from graph.model import Node
    from graph.store import Reader
    from queries.measures.kept import Arrays
    from queries.measures.topology import Topology


class Bridge(NamedTuple):
    """How far an entity stands between others.

    Attributes
    ----------
    degree
        Its neighbours in the graph.
    betweenness
        Raw: pairs of others whose shortest routes pass it, shares of equal routes added up.
    betweenness_normalised
        Divided by the largest value possible; None where that is 0.
    constraint, effective_size
        Burt's, on the projection of its own side; None without contacts there, or where the
        projection is too large to be exact.
    participation
        How evenly the districts it reaches spread over states, 0 to 1; None if it reaches none.
    cut_off
        Others that are cut off from the largest piece when it leaves.
    """

    id: str
    kind: str
    name: str
    state: str | None
    degree: int
    betweenness: float
    betweenness_normalised: float | None
    constraint: float | None
    effective_size: float | None
    participation: float | None
    cut_off: int


class Normaliser(NamedTuple):
    """What raw betweenness is divided by.

    Attributes
    ----------
    rule
        ``two_mode`` if every tie crosses sides: then ``members`` and ``collectives`` are the
        divisors of the two sides (Borgatti and Everett 1997). Else ``one_mode``: ``n`` is the
        number of nodes and ``divisor`` is (n - 1)(n - 2) / 2.
    """

    rule: Literal["two_mode", "one_mode"]
    members: float | None = None
    collectives: float | None = None
    n: int | None = None
    divisor: float | None = None


class BridgesFields(NamedTuple):
    """The fields of `Bridges`."""

    rows: tuple[Bridge, ...]
    normaliser: Normaliser
    inexact: tuple[str, ...]
    ties: Counted


class Bridges(Answered, BridgesFields):
    """The rows, highest betweenness first, then by id; and how they were normalised.

    ``inexact`` names the measures that are None because the graph is too large for them; ``ties``
    says how many ties count.
    """


@question()
def bridges(
    store: Reader,
    *,
    kind: str = "all",
    through: Through = "memberships",
    top: int | None = None,
    within: str | None = None,
    as_of: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Bridges:
    """Who stands between the parts of the graph.

    Parameters
    ----------
    kind
        A kind, ``collective`` or ``all``; it filters rows, and changes no figure.
    through
        ``memberships`` for the graph of MEMBER_OF and PART_OF, ``all`` for every type.
    top
        Only so many rows.
    within
        States, divisions or regions (`queries.asking.places.states_of`): what is not within these
        counts as absent.
    progress
        Called now and then with the share of the work that is done, 0 to 1.

    Raises
    ------
    QuestionError
        If there is no such kind, or no such place.
    """
    kinds = kinds_asked(kind)
    with store.reading():
        store = part_of(store, within, as_of)
        graph = topology(store, THROUGH[through], as_of)
        ties = counted(store, THROUGH[through], as_of, graph.ties)
        # What is read comes before what takes long: others may write from then on.
        spread = participation(reach(store, as_of), graph.nodes)
        raw = raw_betweenness(store, graph, through, as_of, progress)
        normaliser = _normaliser(graph)
        holes, inexact = _holes(store, graph, kinds, through, as_of)
    cuts = cut_off(graph.adjacency)
    degrees = graph.adjacency.sum(axis=1)
    rows = [
        Bridge(
            *node.ref,
            node.state,
            int(degrees[i]),
            raw[i],
            _normalised(raw[i], normaliser, collective=bool(graph.collective[i])),
            *holes[i],
            spread[i],
            cuts[i],
        )
        for i, node in enumerate(graph.nodes)
        if node.kind in kinds
    ]
    rows.sort(key=lambda row: (-round(row.betweenness, DECIMALS), row.id))
    if inexact:
        said = f"The graph is too large for an exact {' and '.join(inexact)} of every entity; what"
        warnings.warn(f"{said} is missing is left empty.", InexactWarning, stacklevel=4)
    return Bridges(tuple(rows[:top]), normaliser, inexact, ties)


def depending(
    store: Reader,
    rows: Collection[Bridge],
    *,
    through: Through = "memberships",
    within: str | None = None,
    as_of: str | None = None,
) -> dict[str, tuple[Node, ...]]:
    """Who would be cut off if each of some rows of `bridges` left, by its id.

    The same terms as in the question that gave the rows.
    """
    cutting = {row.id for row in rows if row.cut_off}
    if not cutting:
        return {}
    with store.reading():
        graph = topology(part_of(store, within, as_of), THROUGH[through], as_of)
    return {
        node.id: tuple(graph.nodes[j] for j in stranded(graph.adjacency, i))
        for i, node in enumerate(graph.nodes)
        if node.id in cutting
    }


brokers = bridges
"""To a network scientist a bridge is a tie, and who stands between is a broker."""


def _holes(
    store: Reader,
    graph: Topology,
    kinds: Collection[str],
    through: Through,
    as_of: str | None,
) -> tuple[list[tuple[float | None, float | None]], tuple[str, ...]]:
    """Constraint and effective size of every node of the sides that are asked for."""
    found: list[tuple[float | None, float | None]] = [(None, None)] * graph.size
    inexact: tuple[str, ...] = ()
    for which, side in (("collectives", graph.collective), ("members", ~graph.collective)):
        numbers = side.nonzero()[0]
        if not any(graph.nodes[i].kind in kinds for i in numbers):
            continue
        name = name_of(f"holes of {which}/1", THROUGH[through], read_as_of(as_of))
        holes = kept(store, name, partial(_side_holes, graph, side))
        if not holes:
            inexact = ("constraint", "effective_size")
            continue
        for i, *values in zip(numbers, holes["constraint"], holes["effective_size"], strict=True):
            constraint, size = (None if v != v else float(v) for v in values)  # noqa: PLR0124 - nan
            found[i] = (constraint, size)
    return found, inexact


def _side_holes(graph: Topology, side: np.ndarray[Any, np.dtype[np.bool_]]) -> Arrays:
    """Those of the nodes of a side, in order; nothing if they would take too long."""
    holes = of_projection(graph.adjacency[side][:, ~side].tocsr())
    return {} if holes is None else holes._asdict()


def _normaliser(graph: Topology) -> Normaliser:
    if graph.two_mode:
        collectives = int(graph.collective.sum())
        members = graph.size - collectives
        return Normaliser(
            "two_mode",
            members=two_mode_maximum(members, collectives),
            collectives=two_mode_maximum(collectives, members),
        )
    n = graph.size
    return Normaliser("one_mode", n=n, divisor=(n - 1) * (n - 2) / 2)


def _normalised(raw: float, normaliser: Normaliser, *, collective: bool) -> float | None:
    if normaliser.rule == "one_mode":
        divisor = normaliser.divisor
    else:
        divisor = normaliser.collectives if collective else normaliser.members
    return raw / divisor if divisor else None
