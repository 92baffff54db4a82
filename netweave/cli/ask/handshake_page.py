"""Which introduction would join two sides, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Code, Grid, Items, Text, Title
from netweave.cli.answer.words import count, typed
from netweave.cli.ask.field_words import WILLING, far, likeness_words, placed
from netweave.cli.ask.reality_page import reality

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.handshake import Handshake, Handshakes, Join

JOINS = 10
GAIN = (
    "Gain: by how much the mean closeness of all pairs of the two sides (1 divided by their ties) "
    "would rise. 0 is a world apart, 1 is one tie."
)


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
        Text(_summary(found)),
        *_rows(found, nodes),
        *_joins(found, nodes),
        *reality(store, networks, as_of),
        Text(WILLING),
        *_next(found),
    ]


def _summary(found: Handshakes) -> str:
    a, b = found.sizes
    sides = f"{count(a, 'district')} on one side, {b:,} on the other, those of both left out."
    if not found.rows:
        return f"{sides} Every one of them shares a network with every other already."
    before = found.rows[0].before
    apart = (
        "Nothing connects them yet." if not before else f"Their mean closeness now is {before:.3f}."
    )
    return f"{sides} {apart} {GAIN}"


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
    return [grid, Items([_first(found.rows[0], nodes)])]


def _first(row: Handshake, nodes: Mapping[str, Node]) -> str:
    like = likeness_words(row.alike, nodes[row.b.id], row.km)
    ties = (
        "nothing connects them yet"
        if row.distance is None
        else f"{count(row.distance, 'tie')} apart now"
    )
    return (
        f"The first introduction: {placed(nodes[row.a.id])} to {placed(nodes[row.b.id])}, {ties}"
        f"{f'; {like}' if like else ''}. The mean closeness would go from {row.before:.3f} to "
        f"{row.after:.3f}."
    )


def _joins(found: Handshakes, nodes: Mapping[str, Node]) -> list[AnswerBlock]:
    if not found.joins:
        return []
    lines = [_join(join, nodes) for join in found.joins[:JOINS]]
    rest = len(found.joins) - len(lines)
    more = [f"And {count(rest, 'more membership')} (--format json has all)."] if rest else []
    return [Title("Or one membership", 2), Items([*lines, *more])]


def _join(join: Join, nodes: Mapping[str, Node]) -> str:
    fits = "" if join.fits else ", which is not made for its state or has nobody near it"
    return (
        f"{placed(nodes[join.who])} could join {join.network.name}{fits}: "
        f"{count(join.members, 'member district')}, {join.near:,} of them within four ties of it "
        "now."
    )


def _next(found: Handshakes) -> list[AnswerBlock]:
    if not found.rows:
        return []
    first = found.rows[0]
    return [Title("To do next", 2), Code([typed("peers", first.a.id), typed("show", first.b.id)])]
