"""Who could convene, for people: the list, the reasons, the group, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import called, count, listed, titled_within
from netweave.visuals.conveners.words import (
    HEADINGS,
    WILLING,
    cautions,
    figures,
    group_sentence,
    order_sentence,
    other_sentence,
    ties_sentence,
)
from netweave.visuals.field.reality import reality_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.groups.answer import Convener, Conveners
    from queries.groups.beside import Carrier
    from queries.stability import Stability

SHOWN = 20
"""Rows of the list where nobody said how many."""
EXPLAINED = 5
"""Candidates whose reasons are given."""
REASONS = 4
"""Reasons of each."""
UNREACHED = 20
TITLE = "Who could convene a network of networks"


def conveners_page(
    store: Reader,
    convening: Conveners,
    depends: Sequence[Carrier],
    firm: Stability | None,
    top: int | None,
) -> AnswerPage:
    """The answer for people."""
    return [
        Title(titled_within(TITLE, convening.scope.within)),
        *_group(store, convening),
        *_ranking(store, convening, top),
        Title("How far to trust it", 2),
        Items(
            [
                *cautions(store, convening, depends),
                *reality_lines(store, convening.joined, convening.scope.as_of, carriers=0),
            ]
        ),
        *(_steadiness(firm) if firm else []),
    ]


def conveners_in_short(store: Reader, convening: Conveners, number: int) -> AnswerPage:
    """The group, and the first candidates."""
    return [
        Title(titled_within(TITLE, convening.scope.within)),
        *_group(store, convening),
        Text(f"The first {number} of the list. {order_sentence(convening)}"),
        _grid(convening, convening.rows[:number]),
        Text(WILLING),
    ]


def _group(store: Reader, convening: Conveners) -> list[AnswerBlock]:
    """The members, the groups as good, and the groups one would have chosen otherwise."""
    from queries.groups.beside import other_groups  # noqa: PLC0415 - help computes nothing

    group, cover = convening.group, convening.scope.cover
    rows = {row.id: row for row in convening.rows}
    cells: list[tuple[object, ...]] = []
    for node_id in group.members:
        row = rows[node_id]
        reached = row.reach_1 if convening.scope.reach == 1 else row.reach_2
        cells.append((row.name, row.state, reached, group.unique_cover[node_id], node_id))
    return [
        Text(group_sentence(convening)),
        Grid(("Member", "State", "Reaches", "It alone", "Id"), cells),
        Text(f"It alone: {cover} that no other member reaches. {ties_sentence(store, convening)}"),
        Items([other_sentence(other, convening) for other in other_groups(convening)]),
        *(_unreached(store, convening) if convening.wish.everything else []),
    ]


def _unreached(store: Reader, convening: Conveners) -> list[AnswerBlock]:
    missed = convening.unreached
    names = called(store, store.nodes([target.id for target in missed[:UNREACHED]]).values())
    shown = [f"{names[target.id]}, {target.id}" for target in missed[:UNREACHED]]
    rest = len(missed) - len(shown)
    items = Items([*shown, f"and {rest:,} more"] if rest else shown)
    title = Title(f"{convening.scope.cover.capitalize()} that nobody reaches", 2)
    return [title, items] if missed else []


def _ranking(store: Reader, convening: Conveners, top: int | None) -> list[AnswerBlock]:
    rows = convening.rows[: top or SHOWN]
    names = called(store, store.nodes([row.id for row in rows[:EXPLAINED]]).values())
    rest = len(convening.rows) - len(rows)
    more = [Text(f"And {count(rest, 'more candidate')}; --top N shows more.")]
    return [
        Title("The candidates", 2),
        Text(order_sentence(convening)),
        _grid(convening, rows),
        *(more if rest and not top else []),
        Title("Why", 2),
        Items([_why(row, names[row.id]) for row in rows[:EXPLAINED]]),
    ]


def _grid(convening: Conveners, rows: Sequence[Convener]) -> Grid:
    return Grid(HEADINGS, [figures(row, convening) for row in rows]).filled()


def _why(row: Convener, name: str) -> str:
    first, rest = row.reasons[:REASONS], row.reasons[REASONS:]
    more = f" And {count(len(rest), 'more reason')} (--format json)." if rest else ""
    return f"{name}: {' '.join(first)}{more}"


def _steadiness(firm: Stability) -> list[AnswerBlock]:
    names = {member.id: member.name for member in firm.members}
    rows = [
        (member.name, _percent(member.without_source), _percent(member.with_unseen))
        for member in firm.members
    ]
    blocks: list[AnswerBlock] = [
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
