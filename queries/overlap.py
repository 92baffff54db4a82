"""Which networks share more members than expected, and which fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from graph.errors import QuestionError
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.naming import parties
from queries.asking.scope import DECIMALS, Among, Of
from queries.measures.drawn import Lot
from queries.measures.incidence import incidence
from queries.measures.odds import Judge, Pairs
from queries.measures.part import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Node
    from graph.store import Reader
    from queries.asking.naming import Asked
    from queries.asking.today import Counted
    from queries.measures.arrays import Array
    from queries.measures.odds import Odds


Verdict = Literal["more", "fewer", "chance", "too_little_data"]
LEVEL = 0.05
_HALF = 0.5 * 10**-DECIMALS
"""What rounding may take off a figure."""


class Party(NamedTuple):
    """One of the two that overlap."""

    id: str
    name: str


class Overlap(NamedTuple):
    """How far two networks (or districts) overlap.

    Attributes
    ----------
    shared
        Members that both have (of districts: networks that both are in).
    jaccard
        Shared, divided by all that either has; 0 to 1.
    expected
        What the null model gives on average (`queries.measures.null_model`; of districts drawn by
        lot `queries.measures.drawn`).
    p_more, p_fewer
        The chance of as many shared or more, and of as many or fewer, under the null model.
    q_more, q_fewer
        The same after the correction of Benjamini and Hochberg over all pairs.
    verdict
        ``more`` or ``fewer`` where p is at most .05, uncorrected; ``too_little_data`` where
        neither the largest possible overlap nor none would reach that; else ``chance``.
    """

    a: Party
    b: Party
    shared: int
    jaccard: float
    expected: float
    p_more: float
    p_fewer: float
    q_more: float
    q_fewer: float
    verdict: Verdict


class OverlapsFields(NamedTuple):
    """The fields of `Overlaps`."""

    rows: tuple[Overlap, ...]
    total_pairs: int
    ties: Counted


class Overlaps(Answered, OverlapsFields):
    """The rows; how many pairs there are in all, over which q is corrected; how many ties count."""


@question()
def overlap(
    store: Reader,
    *names: Asked,
    of: Of = "networks",
    among: Among = "members",
    at_least: int = 1,
    top: int | None = None,
    within: str | None = None,
    as_of: str | None = None,
) -> Overlaps:
    """Pairs by shared members, held against what one would expect.

    Parameters
    ----------
    names
        One: pairs with it; several: pairs among them; none: all pairs.
    of
        Pairs of ``networks`` (consortia and cohorts included) by the districts they share, or
        of ``districts`` by the networks they share.
    among
        What overlap is held against: that of networks of such sizes and districts with so many
        memberships (``members``); or that of networks whose members are drawn at random from all
        districts of the store (``all``), or those of the states in which either network has one
        (``states``).
    at_least
        Only pairs that share so many; pairs judged ``fewer`` are given in any case.
    top
        Only so many rows.
    within
        States, divisions or regions (`queries.asking.places.states_of`): what is not within these
        counts as absent.

    Returns
    -------
    Overlaps
        Ordered by p_more, then most shared first, then ids; a is the smaller id.

    Raises
    ------
    QuestionError
        If there is no such place, a name takes no part, or members are to be drawn for districts.
    """
    if of == "districts" and among != "members":
        raise QuestionError(f"Members are drawn for networks alone: leave out among {among!r}.")
    with store.reading():
        wanted = frozenset(node.id for node in parties(store, names, of))
        store = part_of(store, within, as_of)
        districts, networks, table, ties = incidence(store, as_of)
        everyone = store.catalogue(["district"])
    nodes, crossed = (networks, table) if of == "networks" else (districts, table.T.tocsr())
    absent = wanted - {node.id for node in nodes}
    if absent:
        have = "a district among their members" if of == "networks" else "a network they are in"
        have += f" within {within}" if within else ""
        have += " on that date" if as_of else ""
        raise QuestionError(
            f"{min(absent)} takes no part in this comparison: it is none of the {of} that have "
            f"{have}. Leave it out, or load its memberships."
        )
    if len(nodes) < 2:
        return Overlaps((), 0, ties)

    judge: Judge | Lot
    if among == "members":
        judge = Judge(crossed)
    else:
        judge = Lot(table, districts, everyone, by_state=among == "states")
    places = np.array([n for n, node in enumerate(nodes) if node.id in wanted], dtype=np.int64)
    chosen = _chosen(judge, places, at_least, top)
    return Overlaps(tuple(_rows(nodes, judge, chosen)), judge.total_pairs, ties)


def whom_shared(
    store: Reader,
    rows: Iterable[Overlap],
    *,
    of: Of = "networks",
    within: str | None = None,
    as_of: str | None = None,
) -> dict[tuple[str, str], tuple[Node, ...]]:
    """What the pairs of some rows of `overlap` share, by name and id, by the ids of the pairs.

    The same terms as in the question that gave the rows.
    """
    with store.reading():
        districts, networks, table, _ = incidence(part_of(store, within, as_of), as_of)
    nodes, others = (networks, districts) if of == "networks" else (districts, networks)
    columns = (table.T if of == "networks" else table).tocsr()
    place = {node.id: number for number, node in enumerate(nodes)}

    def of_one(node_id: str) -> set[int]:
        number = place[node_id]
        return set(columns.indices[columns.indptr[number] : columns.indptr[number + 1]].tolist())

    return {
        (row.a.id, row.b.id): tuple(
            sorted(
                (others[i] for i in of_one(row.a.id) & of_one(row.b.id)),
                key=lambda node: (node.name, node.id),
            )
        )
        for row in rows
    }


def _chosen(judge: Judge | Lot, wanted: Array, at_least: int, top: int | None) -> Pairs:
    """The pairs that are asked for, in order; numbers of columns are in the order of ids."""
    silent = judge.silent(1.0 if at_least < 1 else LEVEL + _HALF)
    pairs = Pairs(*map(np.concatenate, zip(judge.together, silent, strict=True)))
    case = judge.case(pairs)
    kept = (pairs.shared >= at_least) | (_verdicts(judge.odds)[case] == "fewer")
    if len(wanted):
        named = np.isin(pairs.one, wanted).astype(int) + np.isin(pairs.other, wanted)
        kept &= named == min(2, len(wanted))
    p_more = np.round(judge.odds.p_more[case], DECIMALS)
    order = np.lexsort((pairs.other, pairs.one, -pairs.shared, p_more))
    order = order[kept[order]][:top]
    return Pairs(*(values[order] for values in pairs))


def _rows(nodes: Sequence[Node], judge: Judge | Lot, pairs: Pairs) -> Iterator[Overlap]:
    """The rows; what many of them have in common exists once, since there may be millions."""
    odds = judge.odds
    cases, of = np.unique(judge.case(pairs), return_inverse=True)
    columns = (odds.expected, odds.p_more, odds.p_fewer, judge.q_more, judge.q_fewer)
    figures = [column[cases].tolist() for column in (*columns, _verdicts(odds))]
    of_case = list(zip(*figures, strict=True))
    parties = [Party(node.id, node.name) for node in nodes]
    either = judge.sums[pairs.one] + judge.sums[pairs.other] - pairs.shared
    every = (pairs.one, pairs.other, pairs.shared, pairs.shared / either, of)
    for a, b, shared, jaccard, case in zip(*(column.tolist() for column in every), strict=True):
        yield Overlap(parties[a], parties[b], shared, jaccard, *of_case[case])


def _verdicts(odds: Odds) -> Array:
    """The verdict of each case."""
    more, fewer, most, none = (
        np.round(p, DECIMALS) <= LEVEL
        for p in (odds.p_more, odds.p_fewer, odds.p_most, odds.p_none)
    )
    tellable = np.where(most | none, "chance", "too_little_data")
    return np.where(more, "more", np.where(fewer, "fewer", tellable))
