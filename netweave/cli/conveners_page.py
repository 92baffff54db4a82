"""Who could convene, for people: the list, the reasons, the group, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from netweave.cli.pages import Grid, Items, Text, Title
from netweave.cli.words import count, listed
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Reader
    from netweave.cli.pages import Block, Page
    from queries.conveners import Convener, Conveners
    from queries.group_beside import Carrier, Other
    from queries.stability import Stability

SHOWN = 20
"""Rows of the list where nobody said how many."""
EXPLAINED = 5
"""Candidates whose reasons are given."""
REASONS = 4
"""Reasons of each."""
UNREACHED = 20

WILLING = (
    "Position is not willingness: the data say whom a call would reach, not who would make it."
)
HEADINGS = ("Name", "State", "In one", "In two", "Score", "Between", "Spread", "Years", "Front")


class Asked(NamedTuple):
    """What was asked: the parameters, and the date."""

    given: Mapping[str, Any]
    as_of: str | None

    @property
    def cover(self) -> str:
        """What is to be reached: "networks"."""
        return str(self.given["cover"])

    @property
    def steps(self) -> str:
        """Within how many steps, in words."""
        return "one step" if self.given["reach"] == 1 else "two steps"


def conveners_page(
    store: Reader,
    found: Conveners,
    asked: Asked,
    others: Sequence[Other],
    depends: Sequence[Carrier],
    firm: Stability | None,
) -> Page:
    """The answer for people."""
    return [
        Title("Who could convene a network of networks"),
        Text(group_sentence(found, asked)),
        *group_blocks(store, found, asked, others),
        *_ranking(found, asked),
        Title("How far to trust it", 2),
        Items(list(_cautions(store, found, asked, depends))),
        *(_steadiness(firm) if firm else []),
    ]


def conveners_in_short(
    store: Reader, found: Conveners, asked: Asked, others: Sequence[Other], number: int
) -> Page:
    """The group, and the first candidates."""
    return [
        Title("Who could convene a network of networks"),
        Text(group_sentence(found, asked)),
        *group_blocks(store, found, asked, others),
        Text(f"The first {number} of the list. {_order(found, asked)}"),
        Grid(HEADINGS, [_cells(row, found) for row in found.rows[:number]]).filled(),
        Text(WILLING),
    ]


def group_sentence(found: Conveners, asked: Asked) -> str:
    """How much the best group reaches, and what is proved."""
    group = found.group
    size = len(group.members)
    reached = (
        f"The best group of {size} reaches {group.covered:,} of {group.total:,} {asked.cover} in "
        f"{asked.steps}"
    )
    if asked.given["cover_all"]:
        fewest = found.chosen.at_least
        proof = (
            "no smaller group reaches all that anyone reaches"
            if fewest == size
            else f"whether fewer members would do was not proved in time (at least {fewest} are)"
        )
        return f"{reached}; {proof}."
    if group.optimal:
        return f"{reached}, and no other group of {size} reaches more."
    return f"{reached}; that no group reaches more than {group.bound:,} is proved."


def group_blocks(
    store: Reader, found: Conveners, asked: Asked, others: Sequence[Other]
) -> list[Block]:
    """The members, the groups as good, and the groups one would have chosen otherwise."""
    group = found.group
    rows = {row.id: row for row in found.rows}
    members = [rows[node_id] for node_id in group.members]
    within = "reach_1" if asked.given["reach"] == 1 else "reach_2"
    blocks: list[Block] = [
        Grid(
            ("Member", "State", "Reaches", "It alone", "Id"),
            [
                (row.name, row.state, getattr(row, within), group.unique_cover[row.id], row.id)
                for row in members
            ],
        ),
        Text(f"It alone: {asked.cover} that no other member reaches. {_ties(store, found)}"),
        Items([_other(other, found, asked) for other in others]),
    ]
    if asked.given["cover_all"] and found.unreached:
        blocks += [Title(f"{asked.cover.capitalize()} that nobody reaches", 2), _unreached(found)]
    return blocks


def _ties(store: Reader, found: Conveners) -> str:
    group = found.group
    ties = group.ties
    if len(ties) == 1:
        return "No other group is as good." if group.ties_complete else "Others may be as good."
    always = sorted(set.intersection(*map(set, ties)))
    names = [node.name for node in store.nodes(always).values()]
    in_all = f" In all of these: {listed(sorted(names))}." if names else ""
    if group.ties_complete:
        return f"{count(len(ties) - 1, 'other group is', 'other groups are')} as good.{in_all}"
    return f"More than {len(ties) - 1} other groups are as good."


def _other(other: Other, found: Conveners, asked: Asked) -> str:
    how = {
        "greedy": "Choosing whoever adds most, one after the other",
        "score": f"The {len(other.members)} with the highest score",
        "betweenness": f"The {len(other.members)} with the highest betweenness",
    }[other.by]
    verb = "reaches" if other.by == "greedy" else "reach"
    less = found.group.covered - other.covered
    worse = f", {less:,} fewer" if less else ", as many"
    return f"{how} {verb} {other.covered:,} {asked.cover}{worse}."


def _unreached(found: Conveners) -> Items:
    missed = found.unreached
    shown = [f"{target.name} ({target.id})" for target in missed[:UNREACHED]]
    rest = len(missed) - len(shown)
    return Items([*shown, f"and {rest:,} more"] if rest else shown)


def _ranking(found: Conveners, asked: Asked) -> list[Block]:
    top = asked.given["top"]
    rows = found.rows[: top or SHOWN]
    rest = len(found.rows) - len(rows)
    more = [Text(f"And {count(rest, 'more candidate')}; --top N shows more.")]
    explained = rows[:EXPLAINED]
    return [
        Title("The candidates", 2),
        Text(_order(found, asked)),
        Grid(HEADINGS, [_cells(row, found) for row in rows]).filled(),
        *(more if rest and not top else []),
        Title("Why", 2),
        Items([_why(row) for row in explained]),
    ]


def _order(found: Conveners, asked: Asked) -> str:
    weights = asked.given["weights"]
    counted = count(len(found.rows), "candidate")
    reached = f"{asked.cover} reached in one step and in two"
    if weights:
        said = ", ".join(f"{name} {weight:g}" for name, weight in weights.items())
        by = f"by the weighted sum of their figures ({said}; each divided by the largest)"
    else:
        by = f"by the share of {asked.cover} that they reach in two steps (score)"
    front = "Front: nobody is as good in every figure and better in one."
    return f"{counted}, {by}. Columns: {reached}. {front}"


def _cells(row: Convener, found: Conveners) -> tuple[object, ...]:
    spread = None if row.participation is None else f"{row.participation:.2f}"
    between = None if row.betweenness is None else round(row.betweenness)
    front = "front" if row.id in found.front else ""
    score = f"{row.score:.3f}"
    return row.name, row.state, row.reach_1, row.reach_2, score, between, spread, row.years, front


def _why(row: Convener) -> str:
    first, rest = row.reasons[:REASONS], row.reasons[REASONS:]
    more = f" And {count(len(rest), 'more reason')} (--format json)." if rest else ""
    return f"{row.name}: {' '.join(first)}{more}"


def _cautions(
    store: Reader, found: Conveners, asked: Asked, depends: Sequence[Carrier]
) -> list[str]:
    partial = rosters(store, store.nodes(found.joined).values(), as_of=asked.as_of)
    said = [WILLING]
    said += [
        f"{carrier.name} {carrier.how.replace(', ', ' or ')} {carrier.networks} of the "
        f"{carrier.of:,} that the group is joined to: they may speak with one voice."
        for carrier in depends
    ]
    return said + [f"{roster.name}: {roster.text}." for roster in partial]


def _steadiness(firm: Stability) -> list[Block]:
    names = {member.id: member.name for member in firm.members}
    rows = [
        (member.name, _percent(member.without_source), _percent(member.with_unseen))
        for member in firm.members
    ]
    blocks: list[Block] = [
        Title("How steady the group is", 2),
        Text(
            f"How often each member stays in a best group: when one of {firm.sources:,} sources is "
            f"left out (of {firm.of_sources:,} on which ties rest alone), and when the "
            f"{count(firm.unseen, 'unseen member')} of {count(firm.partial, 'roster')} known in "
            f"part are drawn at random, {firm.draws:,} times (seed {firm.seed})."
        ),
        Grid(("Member", "Without a source", "With unseen members"), rows).filled(),
    ]
    pillars = [
        f"{pillar.source}: without it {listed([names[i] for i in pillar.lost])} would not be in it."
        for pillar in firm.pillars[:SHOWN]
    ]
    return [*blocks, *([Items(pillars)] if pillars else [])]


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.1%}"
