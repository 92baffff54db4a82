"""Who is in no network, for people: the states, the interested, the cohorts worth founding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Code, Grid, Items, Text, Title
from netweave.cli.answer.words import count, typed
from netweave.cli.ask.reality_page import reality
from netweave.visuals.field.sentences import (
    cohort_words,
    gaps_summary,
    reason_words,
    true_share,
    what_it_is,
)
from netweave.visuals.field.words import far, places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.gaps import Gaps, Outside, StateGap, Suggestion

SHOWN = 20
"""Rows of each table where nobody said how many."""


def gaps_page(
    store: Reader,
    found: Gaps,
    asked: Mapping[str, object],
    as_of: str | None,
    top: int | None,
) -> AnswerPage:
    """The answer for people."""
    title = Title("Districts in no network")
    if not found.rows and not found.districts:
        return [title, Text("No district is known there.")]
    ids = {row.id for row in found.districts} | {i for one in found.suggested for i in one.ids}
    networks = sorted({i for row in found.districts for i in row.networks})
    nodes = store.nodes(ids | set(networks))
    return [
        title,
        Text(gaps_summary(found)),
        *([Text(share)] if (share := true_share(found)) else []),
        *_states(found.rows, top),
        Title("By locale and size", 2),
        _shares(found),
        Title("Cohorts worth founding", 2),
        *_suggested(found.suggested, nodes, asked),
        Title("Who is in none" if asked["within"] else "Who shows interest", 2),
        *_districts(found.districts, nodes, top),
        *reality(store, networks, as_of),
        *_next(found),
    ]


def _states(rows: Sequence[StateGap], top: int | None) -> list[AnswerBlock]:
    shown = rows[: top or SHOWN]
    grid = Grid(
        (
            *("State", "Districts", "Regular", "In a network", "Interested"),
            *("Experienced", "Networks", "Of the state"),
        ),
        [tuple(row) for row in shown],
    )
    rest = len(rows) - len(shown)
    more = [Text(f"And {count(rest, 'more state')}; --top N shows more.")]
    return [grid, *(more if rest and not top else [])]


def _shares(found: Gaps) -> Grid:
    """Locales and sizes: regular districts in a network, of all that the country has."""
    return Grid(
        ("", "Districts", "Regular", "In a network", "Of all regular", "Interested"),
        [
            (
                *(row.group or f"{row.by} not known", row.districts, row.regular),
                *(row.regular_in_network, row.country, row.interested),
            )
            for row in found.shares
            if row.by != "state"
        ],
    )


def _suggested(
    found: Sequence[Suggestion], nodes: Mapping[str, Node], asked: Mapping[str, object]
) -> list[AnswerBlock]:
    if not found:
        least = asked["at_least"]
        return [
            Text(
                f"No state has {least} interested or experienced districts that no one network "
                "holds half of."
            )
        ]
    return [Items([cohort_words(one, nodes) for one in found])]


def _districts(
    rows: Sequence[Outside], nodes: Mapping[str, Node], top: int | None
) -> list[AnswerBlock]:
    if not rows:
        return [Text("None.")]
    shown = rows[: top or SHOWN]
    grid = Grid(
        ("District", "Place", "What it is", "Why", "Nearest in a network", "Its networks"),
        [
            (
                row.name,
                ", ".join(filter(None, (row.city, row.state))),
                what_it_is(nodes[row.id]),
                "; ".join(map(reason_words, row.reasons)),
                None if row.nearest is None else f"{row.nearest.name}, {far(row.nearest.km)}",
                places(nodes, row.networks),
            )
            for row in shown
        ],
    )
    rest = len(rows) - len(shown)
    more = [Text(f"And {count(rest, 'more district')}; --top N shows more.")]
    return [grid, *(more if rest and not top else [])]


def _next(found: Gaps) -> list[AnswerBlock]:
    if not found.districts:
        return []
    return [Title("To do next", 2), Code([typed("peers", found.districts[0].id)])]
