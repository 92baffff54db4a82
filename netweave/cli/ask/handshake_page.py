"""Which introduction would join two sides, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.places import placed
from netweave.cli.answer.pages import Code, Grid, Items, Text, Title
from netweave.cli.answer.words import count, typed
from netweave.cli.ask.reality_page import reality
from netweave.visuals.field.sentences import handshake_summary, introduction_words, join_words
from netweave.visuals.field.words import WILLING, far

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.handshake import Handshakes

JOINS = 10


def handshake_page(
    store: Reader, found: Handshakes, sides: tuple[Node | str, Node | str], as_of: str | None
) -> AnswerPage:
    """The answer for people."""
    ids = {end.id for row in found.rows for end in (row.a, row.b)}
    nodes = store.nodes(ids | {join.who for join in found.joins})
    networks = sorted({join.network.id for join in found.joins})
    one, other = (side if isinstance(side, str) else placed(side) for side in sides)
    return [
        Title(f"{one} and {other}: whom to introduce"),
        Text(handshake_summary(found)),
        *_rows(found, nodes),
        *_joins(found, nodes),
        *reality(store, networks, as_of),
        Text(WILLING),
        *_next(found),
    ]


def _rows(found: Handshakes, nodes: Mapping[str, Node]) -> list[AnswerBlock]:
    if not found.rows:
        return []
    grid = Grid(
        ("Introduce", "To", "Gain", "Ties now", "Away", "Alike in"),
        [
            (
                placed(nodes[row.a.id]),
                placed(nodes[row.b.id]),
                f"{row.gain:.3f}",
                "none" if row.distance is None else row.distance,
                far(row.km),
                ", ".join(row.alike),
            )
            for row in found.rows
        ],
    )
    return [grid, Items([f"The first introduction: {introduction_words(found.rows[0], nodes)}"])]


def _joins(found: Handshakes, nodes: Mapping[str, Node]) -> list[AnswerBlock]:
    if not found.joins:
        return []
    lines = [join_words(join, nodes) for join in found.joins[:JOINS]]
    rest = len(found.joins) - len(lines)
    more = [f"And {count(rest, 'more membership')} (--format json has all)."] if rest else []
    return [Title("Or one membership", 2), Items([*lines, *more])]


def _next(found: Handshakes) -> list[AnswerBlock]:
    if not found.rows:
        return []
    first = found.rows[0]
    return [Title("To do next", 2), Code([typed("peers", first.a.id), typed("show", first.b.id)])]
