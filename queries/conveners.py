"""Who could convene a network of networks? A ranked list, and the best group.

Position is not willingness: the figures say whom a call would reach, not who would make it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graph.spells import read_as_of
from queries.asking.answering import question
from queries.asking.naming import entities
from queries.asking.scope import DECIMALS, THROUGH, TIME_LIMIT, Cover, Through, kinds_asked
from queries.asking.terms import WholeTerm
from queries.asking.today import counted
from queries.clusters import clusters
from queries.groups.answer import Convener, Conveners, Scope
from queries.groups.choosing import Group, Wish, choose
from queries.groups.reasons import FRONT, Reached, reach_sentence, reasons
from queries.groups.standing import pareto, weighted
from queries.measures.betweenness import raw_betweenness
from queries.measures.covering import Steps, covering
from queries.measures.part import part_of
from queries.measures.reach import REACHING, participation
from queries.measures.reach import reach as reach_of
from queries.measures.topology import topology

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from graph.model import Node
    from graph.store import Reader
    from queries.asking.naming import Asked
    from queries.asking.today import Counted
    from queries.groups.standing import Figures
    from queries.measures.covering import Covering
    from queries.measures.reach import Reach

MOST = 1_000_000
"""The largest group, and number of one state, that can be asked for."""
_YEAR = re.compile(r"\d{4}", re.ASCII)


@question(size=WholeTerm(1, MOST), max_per_state=WholeTerm(1, MOST))
def conveners(
    store: Reader,
    *,
    size: int = 6,
    kind: str = "district",
    cover: Cover = "networks",
    reach: Steps = 1,
    include: Collection[Asked] = (),
    exclude: Collection[Asked] = (),
    max_per_state: int | None = None,
    each_cluster: bool = False,
    cover_all: bool = False,
    through: Through = "memberships",
    weights: Mapping[str, float] | None = None,
    time_limit: float = TIME_LIMIT,
    within: str | None = None,
    as_of: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Conveners:
    """Who could convene a network of networks.

    Parameters
    ----------
    size
        How many members the group has; all candidates, if there are fewer.
    kind
        A kind, ``collective`` or ``all``: who is a candidate.
    cover
        What is to be reached: ``networks`` that have members, ``districts`` or ``states``.
    reach
        Within how many steps the group is to reach it, 1 or 2.
    include, exclude
        Who must be in the group, and who must not: entities, or their names.
    max_per_state
        How many members may be of one state; those without a state are not limited.
    each_cluster
        Whether the group needs a member in each cluster that has candidates.
    cover_all
        Instead of a group of ``size``, the smallest that reaches all that anyone reaches.
    through
        The graph of betweenness and of clusters; reach does not depend on it.
    weights
        Weights of `queries.groups.standing.FIGURES`, to order the rows by.
    time_limit
        Seconds after which the search for a proof ends.
    within
        States, divisions or regions (`queries.asking.places.states_of`): what is not within these
        counts as absent.
    progress
        Called with the share of betweenness that is done, 0 to 1.

    Raises
    ------
    QuestionError
        If there is no such kind or place, or a number makes no sense.
    NoGroupError
        If there is no such group; the message says why.
    """
    kinds = kinds_asked(kind)
    with store.reading():
        ids = [node.id for node in entities(store, [*include, *exclude], kinds)]
        store = part_of(store, within, as_of)
        wish = Wish(
            size,
            tuple(ids[: len(include)]),
            tuple(ids[len(include) :]),
            max_per_state,
            _clusters(store, through, as_of) if each_cluster else None,
            cover_all,
            time_limit,
        )
        whole = reach_of(store, as_of)
        coverage = covering(whole, kinds, cover, reach)
        chosen = choose(coverage, wish)
        figures = _figures(store, whole, coverage, through, as_of, progress)
        why = reasons(store, coverage.candidates, as_of)
        ties = _counted(store, as_of)
    front = pareto(figures)
    rows = [
        _row(coverage, cover, i, figures[i], (*why[node.id], *([FRONT] if front[i] else [])))
        for i, node in enumerate(coverage.candidates)
    ]
    ids = [node.id for node in coverage.candidates]
    sums = None if weights is None else dict(zip(ids, weighted(figures, weights), strict=True))
    rows.sort(key=lambda row: (_falling(sums[row.id] if sums else 0.0), *_order(row)))
    on_front = frozenset(node_id for node_id, is_on in zip(ids, front, strict=True) if is_on)
    year = reference_year(as_of)
    joined = _joined(whole, chosen.group)
    scope = Scope(kinds, cover, reach, weights, within, as_of)
    return Conveners(
        tuple(rows), chosen.group, year, on_front, sums, coverage, chosen, joined, scope, wish, ties
    )


def reference_year(as_of: str | None) -> int:
    """The year up to which years of experience count: that of the date asked for, or this one."""
    return date.today().year if as_of is None else int(as_of[:4])  # noqa: DTZ011 - the user's own year


def _clusters(store: Reader, through: Through, as_of: str | None) -> dict[str, int]:
    """The cluster of each entity that is in one."""
    return {row.id: row.cluster for row in clusters(store, through=through, as_of=as_of).rows}


def _figures(
    store: Reader,
    whole: Reach,
    coverage: Covering,
    through: Through,
    as_of: str | None,
    progress: Callable[[float], None] | None,
) -> list[Figures]:
    """What `queries.groups.standing.FIGURES` names, of each candidate."""
    graph = topology(store, THROUGH[through], as_of)
    raw = raw_betweenness(store, graph, through, as_of, progress)
    between = dict(zip((node.id for node in graph.nodes), raw, strict=True))
    spread = participation(whole, coverage.candidates)
    year = reference_year(as_of)
    return [
        (one, two, between.get(node.id), spread[i], _years(node, year))
        for i, (node, one, two) in enumerate(
            zip(coverage.candidates, coverage.reach_1, coverage.reach_2, strict=True)
        )
    ]


def _counted(store: Reader, as_of: str | None) -> Counted:
    """How many pairs the ties join that reach goes along."""
    walk = store.walk(REACHING, read_as_of(as_of))
    pairs = {frozenset(pair) for pair in walk.pairs() if pair[0] != pair[1]}
    return counted(store, REACHING, as_of, len(pairs))


def _joined(whole: Reach, group: Group) -> tuple[str, ...]:
    """The collectives in N1 of any member."""
    members = set(group.members)
    rows = [i for i, node in enumerate(whole.entities) if node.id in members]
    numbers = sorted(set(whole.networks[rows].indices.tolist()))
    return tuple(whole.collectives[i].id for i in numbers)


def _years(node: Node, year: int) -> int | None:
    """For how long it has taught by competency; before it began less than 0."""
    since = _YEAR.match(node.text("competency_since") or "")
    return year - int(since[0]) if since else None


def _row(
    coverage: Covering, cover: Cover, i: int, figures: Figures, why: tuple[str, ...]
) -> Convener:
    node = coverage.candidates[i]
    years = None if figures[-1] is None else int(figures[-1])
    one, two = coverage.reach_1[i], coverage.reach_2[i]
    _, _, between, spread, _ = figures
    first = reach_sentence(Reached(one, two, coverage.total, cover))
    score = two / coverage.total
    return Convener(*node.ref, node.state, score, one, two, between, spread, years, (first, *why))


def _order(row: Convener) -> tuple[float, int, float, str]:
    return _falling(row.score), -row.reach_1, _falling(row.betweenness), row.id


def _falling(value: float | None) -> float:
    """A figure as part of an order: the highest first, None last."""
    return float("inf") if value is None else -round(value, DECIMALS)
