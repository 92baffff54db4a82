"""What is said of conveners, in the table and on the page: the group, its proof, its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.places import placed
from queries.asking.today import over_words
from queries.asking.unsure import unsure, unsure_words
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Reader
    from queries.groups.answer import Convener, Conveners
    from queries.groups.beside import Carrier, Other

HEADINGS = ("Name", "State", "In one", "In two", "Score", "Between", "Spread", "Years", "Front")
"""The figures of a candidate, as `figures` gives them."""
WILLING = (
    "Position is not willingness: the data say whom a call would reach, not who would make it."
)


def group_sentence(convening: Conveners) -> str:
    """How much the best group reaches, and what is proved."""
    group, size = convening.group, len(convening.group.members)
    reached = (
        f"The best group of {size} reaches {group.covered:,} of {group.total:,} "
        f"{convening.scope.cover} in {_steps(convening)}"
    )
    if convening.wish.everything:
        fewest = convening.chosen.at_least
        if fewest == size:
            return f"{reached}; no smaller group reaches all that anyone reaches."
        return (
            f"{reached}, all that anyone reaches; whether fewer members would do was not proved in "
            f"time (at least {fewest} are needed)."
        )
    if group.optimal:
        return f"{reached}, and no other group of {size} reaches more."
    return f"{reached}; that no group reaches more than {group.bound:,} is proved."


def ties_sentence(store: Reader, convening: Conveners) -> str:
    """How many other groups are as good, and who is in all of them."""
    ties = convening.group.ties
    if not convening.group.ties_complete:
        known = f"More than {len(ties) - 1} other groups are" if len(ties) > 1 else "Others may be"
        return f"{known} as good."
    if len(ties) == 1:
        return "No other group is as good."
    always = set.intersection(*map(set, ties))
    names = sorted(map(placed, store.nodes(always).values()))
    in_all = f" In all of these: {_listed(names)}." if names else ""
    one = "1 other group is" if len(ties) == 2 else f"{len(ties) - 1} other groups are"
    return f"{one} as good.{in_all}"


def other_sentence(other: Other, convening: Conveners) -> str:
    """How much a group chosen otherwise reaches."""
    how = {
        "greedy": "Choosing whoever adds most, one after the other, reaches",
        "score": f"The {len(other.members)} with the highest score reach",
        "betweenness": f"The {len(other.members)} with the highest betweenness reach",
    }[other.by]
    less = convening.group.covered - other.covered
    compared = f"{less:,} fewer" if less else "as many"
    return f"{how} {other.covered:,} {convening.scope.cover}, {compared}."


def order_sentence(convening: Conveners) -> str:
    """How many candidates there are, and in what order."""
    number, cover = len(convening.rows), convening.scope.cover
    candidates = "1 candidate" if number == 1 else f"{number:,} candidates"
    by = f"by the share of {cover} that they reach in two steps (score)"
    if convening.scope.weights:
        weights = ", ".join(
            f"{name} {weight:g}" for name, weight in convening.scope.weights.items()
        )
        by = f"by the weighted sum of their figures ({weights}; each divided by the largest)"
    return (
        f"{candidates}, {by}. Columns: {cover} reached in one step and in two. Front: nobody is as "
        "good in every figure and better in one."
    )


def figures(row: Convener, convening: Conveners) -> tuple[object, ...]:
    """The figures of a candidate, under `HEADINGS`."""
    spread = None if row.participation is None else f"{row.participation:.2f}"
    between = None if row.betweenness is None else round(row.betweenness)
    front = "front" if row.id in convening.front else ""
    score = f"{row.score:.3f}"
    return row.name, row.state, row.reach_1, row.reach_2, score, between, spread, row.years, front


def cautions(store: Reader, convening: Conveners, depends: Sequence[Carrier]) -> list[str]:
    """What to keep in mind: whom the group depends on, and which rosters are known in part."""
    from queries.measures.part import part_of  # noqa: PLC0415 - help computes nothing
    from queries.measures.reach import REACHING  # noqa: PLC0415 - the same

    joined = store.nodes(convening.joined).values()
    scope = convening.scope
    doubt = unsure(part_of(store, scope.within, scope.as_of), REACHING, scope.as_of)
    return [
        WILLING,
        *filter(None, [over_words(convening.ties), unsure_words(doubt, scope.as_of)]),
        *(
            f"{carrier.name} {carrier.how.replace(', ', ' or ')} {carrier.networks} of the "
            f"{carrier.of:,} that the group is joined to: they may speak with one voice."
            for carrier in depends
        ),
        *(
            f"{roster.name}: {roster.text}."
            for roster in rosters(store, joined, as_of=convening.scope.as_of)
        ),
    ]


def _steps(convening: Conveners) -> str:
    return "one step" if convening.scope.reach == 1 else "two steps"


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
