"""Who is in no network, for people: the states, the interested, the cohorts worth founding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Code, Grid, Items, Text, Title
from netweave.cli.answer.words import count, typed
from netweave.cli.ask.field_words import LOCALES, far, places
from netweave.cli.ask.reality_page import reality
from queries.asking.sentences import tie_phrase
from queries.field.alike import students

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
        Text(_summary(found)),
        *_states(found.rows, top),
        Title("Cohorts worth founding", 2),
        *_suggested(found.suggested, nodes, asked),
        Title("Who is in none" if asked["within"] else "Who shows interest", 2),
        *_districts(found.districts, nodes, top),
        *reality(store, networks, as_of),
        *_next(found),
    ]


def _summary(found: Gaps) -> str:
    districts = sum(row.districts for row in found.rows)
    regular = sum(row.regular for row in found.rows)
    inside = sum(row.in_network for row in found.rows)
    interested = sum(row.interested for row in found.rows)
    return (
        f"Of {count(districts, 'district')} that the store knows, {regular:,} of them regular "
        f"ones, {inside:,} are in a network; {interested:,} are in none and show interest. A "
        "district that is in none here may well be in one that nobody has told of."
    )


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
    return [
        Items(
            [
                f"{one.state}: {count(len(one.ids), 'district')} are interested or experienced, "
                f"and no network holds half of them: {places(nodes, one.ids)}."
                for one in found
            ]
        )
    ]


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
                _what(nodes[row.id]),
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


def _what(node: Node) -> str:
    """Its locale and size: "rural, 1,088 students"."""
    number = students(node)
    parts = [LOCALES.get((node.text("locale") or "")[:1], "")]
    parts += [count(number, "student")] if number else []
    return ", ".join(filter(None, parts))


def reason_words(reason: str) -> str:
    """A sign of interest in words."""
    own = {
        "since": "has begun",
        "program": "is in a program",
        "event": "is listed for an event",
    }
    return own.get(reason) or tie_phrase(reason, "out")


def _next(found: Gaps) -> list[AnswerBlock]:
    if not found.districts:
        return []
    return [Title("To do next", 2), Code([typed("peers", found.districts[0].id)])]
