"""What would be lost if a network were gone, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.places import placed
from netweave.cli.answer.pages import Code, Grid, Items, Text, Title
from netweave.cli.answer.words import count, kind_words, typed
from netweave.visuals.field.sentences import ALONE, dissolve_summary, gone_words
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.dissolve import Dissolved, Loser

SHOWN = 20
HOLDERS = 10


def dissolve_page(
    store: Reader, node: Node, found: Dissolved, as_of: str | None, top: int | None
) -> AnswerPage:
    """The answer for people."""
    nodes = store.nodes({row.id for row in found.rows} | set(found.gone))
    return [
        Title(f"If {node.name} were gone"),
        Text(gone_words(node, found, nodes)),
        Text(dissolve_summary(found)),
        *_rows(found.rows, nodes, top),
        Title("Who could take them in", 2),
        *_holders(found),
        Title("How far to trust it", 2),
        Items([ALONE, *_partial(store, found, as_of)]),
        *_next(found),
    ]


def _rows(rows: Sequence[Loser], nodes: Mapping[str, Node], top: int | None) -> list[AnswerBlock]:
    if not rows:
        return []
    shown = rows[: top or SHOWN]
    grid = Grid(
        ("District", "Networks left", "Alone", "Connected with now", "Then"),
        [
            (
                placed(nodes[row.id]),
                row.networks_left,
                "alone" if row.alone else "",
                row.component_before - 1,
                row.component_after - 1,
            )
            for row in shown
        ],
    )
    rest = len(rows) - len(shown)
    more = [Text(f"And {count(rest, 'more district')}; --top N shows more.")]
    return [grid, *(more if rest and not top else [])]


def _holders(found: Dissolved) -> list[AnswerBlock]:
    if not found.holders:
        return [Text("No other network holds any of them.")]
    first = found.holders[:HOLDERS]
    rest = len(found.holders) - len(first)
    lines = [f"{row.name} holds {count(row.held, 'district')} of these." for row in first]
    more = [f"And {kind_words('network', rest)} with fewer or as many."] if rest else []
    return [Items([*lines, *more])]


def _partial(store: Reader, found: Dissolved, as_of: str | None) -> list[str]:
    gone = store.nodes(found.gone).values()
    return [f"{roster.name}: {roster.text}." for roster in rosters(store, gone, as_of=as_of)]


def _next(found: Dissolved) -> list[AnswerBlock]:
    alone = [row.id for row in found.rows if row.alone]
    return [Title("To do next", 2), Code([typed("peers", alone[0])])] if alone else []
