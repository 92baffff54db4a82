"""The network that does not exist yet, for people: who, what joins them, and what would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.places import placed
from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import count, listed
from netweave.cli.ask.reality_page import reality
from netweave.visuals.field.words import WILLING, far, places, since_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.peers_all import Introduced, Veterans

SHOWN = 20


def veterans_page(
    store: Reader,
    found: Veterans,
    asked: Mapping[str, object],
    as_of: str | None,
    top: int | None,
) -> AnswerPage:
    """The answer for people."""
    ids = {row.id for row in found.rows}
    networks = {i for row in found.rows for i in row.networks}
    nodes = store.nodes(ids | networks | {model.id for model in found.models})
    title = Title("Those who have done it for years: the network that does not exist yet")
    if not found.rows:
        return [title, Text("No district here is known to have done it for so long.")]
    return [
        title,
        Text(_summary(found, asked)),
        *_rows(found, nodes, top),
        Title("What joins them already", 2),
        Items(_components(found, nodes)),
        Title("The fewest introductions that would join all", 2),
        *_introductions(found, nodes),
        Title("Across models", 2),
        *_models(found, nodes),
        *reality(store, sorted(networks), as_of),
        Text(WILLING),
    ]


def _summary(found: Veterans, asked: Mapping[str, object]) -> str:
    years = count(int(str(asked["years"])), "year")
    alone = sum(row.joined == 0 for row in found.rows)
    return (
        f"{count(len(found.rows), 'district')} with {years} of experience or more by "
        f"{found.reference_year}, in {count(len(found.components), 'group')} that share no network "
        f"or program; {count(alone, 'district')} {'shares' if alone == 1 else 'share'} one with "
        f"none of the others. {count(len(found.introductions), 'introduction')} would join all."
    )


def _rows(found: Veterans, nodes: dict[str, Node], top: int | None) -> list[AnswerBlock]:
    rows = found.rows[: top or SHOWN]
    grid = Grid(
        ("District", "Group", "Since", "Joined to", "Models", "Networks"),
        [
            (
                placed(nodes[row.id]),
                row.component,
                since_cell(row.since, row.since_kind),
                row.joined,
                places(nodes, row.models),
                len(row.networks),
            )
            for row in rows
        ],
    )
    rest = len(found.rows) - len(rows)
    more = [Text(f"And {count(rest, 'more district')}; --top N shows more.")]
    return [grid, *(more if rest and not top else [])]


def _components(found: Veterans, nodes: dict[str, Node]) -> list[str]:
    several = [part for part in found.components if part.size > 1]
    lines = [
        f"Group {part.component}, {count(part.size, 'district')} of "
        f"{listed(part.states) if part.states else 'unknown states'}: "
        f"{places(nodes, part.ids)}."
        for part in several
    ]
    alone = len(found.components) - len(several)
    return [*lines, *([f"{count(alone, 'district')} by themselves."] if alone else [])]


def _introductions(found: Veterans, nodes: dict[str, Node]) -> list[AnswerBlock]:
    if not found.introductions:
        return [Text("None is needed: all of them are joined.")]
    return [Items([_introduced(one, nodes) for one in found.introductions])]


def _introduced(one: Introduced, nodes: dict[str, Node]) -> str:
    away = far(one.km)
    ties = "nothing connects them yet" if one.distance is None else f"{one.distance} ties apart"
    return f"{placed(nodes[one.a.id])} to {placed(nodes[one.b.id])}: " + ", ".join(
        filter(None, (away, ties))
    )


def _models(found: Veterans, nodes: dict[str, Node]) -> list[AnswerBlock]:
    if not found.models:
        return [Text("No model that they use is known.")]
    return [Items([f"{model.name}: {places(nodes, model.ids)}." for model in found.models])]
