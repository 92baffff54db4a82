"""What would be lost if a network were gone, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Code, Grid, Items, Text, Title
from netweave.cli.answer.words import count, kind_words, listed, typed
from netweave.cli.ask.field_words import placed
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.dissolve import Dissolved, Loser

SHOWN = 20
HOLDERS = 10
ALONE = (
    "Alone means: in no other network that is known. Those that nobody has told of would count too."
)


def dissolve_page(
    store: Reader, node: Node, found: Dissolved, as_of: str | None, top: int | None
) -> AnswerPage:
    """The answer for people."""
    nodes = store.nodes({row.id for row in found.rows} | set(found.gone))
    return [
        Title(f"If {node.name} were gone"),
        Text(_gone(node, found, nodes)),
        Text(_summary(found)),
        *_rows(found.rows, nodes, top),
        Title("Who could take them in", 2),
        *_holders(found),
        Title("How far to trust it", 2),
        Items([ALONE, *_partial(store, found, as_of)]),
        *_next(found),
    ]


def _gone(node: Node, found: Dissolved, nodes: Mapping[str, Node]) -> str:
    others = [nodes[i].name for i in found.gone if i != node.id and i in nodes]
    return f"With it would go {listed(others)}." if others else "Nothing else would go with it."


def _summary(found: Dissolved) -> str:
    if not found.rows:
        return "No district is known to belong to it, so none would lose anything."
    parts = found.components
    more = parts.after - parts.before
    fall = "no part would fall apart"
    if more > 0:
        fall = f"there would be {count(more, 'part')} more than the {parts.before:,} of today"
    elif more < 0:
        fall = f"there would be {count(-more, 'part')} fewer than the {parts.before:,} of today"
    verb = "belongs" if found.districts == 1 else "belong"
    return (
        f"{count(found.districts, 'district')} {verb} to what would be gone; {found.alone:,} of "
        f"them would be in no network that is known. {count(found.pairs_cut, 'pair')} of districts "
        f"would no longer be connected, and {fall}."
    )


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
