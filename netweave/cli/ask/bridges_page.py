"""Who stands between the parts, for people: the figures, and a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import called, count, listed, titled_within
from queries.asking.scope import THROUGH
from queries.asking.today import over_words
from queries.asking.unsure import MARK, unsure, unsure_words
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.asking.unsure import Unsure
    from queries.bridges import Bridge, Bridges

SHOWN = 20
"""How many rows are shown where nobody said how many."""
NAMED = 8
"""How many are named of those who would lose their only link."""

HEADINGS = ("Name", "Ties", "Between", "Of most", "Constraint", "Separate", "Spread", "Cut off")
GUIDE = {
    "Ties": "neighbours in the graph.",
    "Between": """pairs of others whose shortest routes pass here. Where several routes are equally
        short, each counts as its share, so the figure need not be whole.""",
    "Of most": """the same, divided by the most that is possible in a graph of this size; 1 is a
        hub through which everything passes.""",
    "Constraint": """how far its contacts are in contact without it. Low means that it alone joins
        them; 1 that everything goes through one contact. Contacts are those of its own side with
        which it shares something: of a network, networks with common members; of a district,
        fellow members.""",
    "Separate": """its contacts, less what they overlap on average (Burt's effective size). Much
        less than the number of its contacts means that they know each other anyway.""",
    "Spread": """how likely it is that two districts it reaches, drawn at random, are in
        different states. 0 is one state.""",
    "Cut off": "others that lose every route to the largest piece of their part when it leaves.",
}
"""What each column means, in plain words; docs/measures.md has the formulas."""


def bridges_page(
    store: Reader,
    ranking: Bridges,
    asked: Mapping[str, Any],
    as_of: str | None,
    *,
    explain: bool,
) -> AnswerPage:
    """The answer for people, to what was asked; all rows if someone said how many."""
    kind = asked["kind"]
    rows = ranking.rows if asked["top"] is not None else ranking.rows[:SHOWN]
    title = Title(titled_within("Who stands between the parts", asked.get("within")))
    guide: list[AnswerBlock] = (
        [Title("What the columns mean", 2), Items(_guide())] if explain else []
    )
    if not rows:
        what = "entity" if kind == "all" else kind
        return [title, Text(f"No {what} has a tie in this graph."), *guide]
    from queries.bridges import depending  # noqa: PLC0415 - help computes nothing
    from queries.measures.part import part_of  # noqa: PLC0415 - the same

    nodes = store.nodes([row.id for row in rows]).values()
    known, names = _known(store, nodes, as_of), called(store, nodes)
    terms = {name: asked[name] for name in ("through", "within") if name in asked}
    lost = {row.id: () for row in rows} | depending(store, rows, **terms, as_of=as_of)
    cut = called(store, {node.id: node for some in lost.values() for node in some}.values())
    whole = part_of(store, asked.get("within"), as_of)
    doubt = unsure(whole, THROUGH[asked.get("through", "memberships")], as_of)
    rest = len(ranking.rows) - len(rows)
    more = [Text(f"And {count(rest, 'more entity', 'more entities')}; --top N shows more.")]
    return [
        title,
        Text(_summary(ranking, unsure_words(doubt, as_of))),
        Grid(HEADINGS, [(_named(row, known, doubt), *_figures(row)) for row in rows]),
        *(more if rest else []),
        Title("Why", 2),
        Items([f"{_who(row, names[row.id])} {why(row, lost[row.id], cut)}" for row in rows]),
        *guide,
    ]


def _summary(ranking: Bridges, doubtful: str) -> str:
    return " ".join(filter(None, (_normalised(ranking), over_words(ranking.ties), doubtful)))


def _guide() -> list[str]:
    return [f"{column}: {' '.join(text.split())}" for column, text in GUIDE.items()]


def _known(store: Reader, nodes: Iterable[Node], as_of: str | None) -> dict[str, str]:
    """How much of each roster is known, of those rosters whose full size a source states."""
    partial = rosters(store, [node for node in nodes if node.is_collective], as_of=as_of)
    return {roster.id: roster.text for roster in partial}


def _normalised(ranking: Bridges) -> str:
    rule = ranking.normaliser
    if rule.rule == "one_mode" and rule.divisor:
        return f"Of most: betweenness divided by {rule.divisor:,.0f}, for {rule.n:,} entities."
    sides = (("members", rule.members), ("networks", rule.collectives))
    most = [f"by {most:,.0f} for {side}" for side, most in sides if most]
    if not most:
        return "Of most: empty, since nobody can stand between others in a graph of this shape."
    return f"Of most: betweenness divided {' and '.join(most)}, the most that a side can have."


def _named(row: Bridge, known: dict[str, str], doubt: Unsure) -> str:
    """A name, and beside it how much of the roster is known: all figures depend on it."""
    name = f"{row.name} ({known[row.id]})" if row.id in known else row.name
    return f"{MARK}{name}" if row.id in doubt.ids else name


def _who(row: Bridge, name: str) -> str:
    """A district with its place; others with their kind, and the state that they are for."""
    if row.kind == "district" and name != row.name:
        return name
    return f"{name} ({row.kind}, {row.state})" if row.state else f"{name} ({row.kind})"


def _figures(row: Bridge) -> tuple[object, ...]:
    return (
        row.degree,
        round(row.betweenness),
        _figure(row.betweenness_normalised),
        _figure(row.constraint),
        _figure(row.effective_size, 1),
        _figure(row.participation),
        row.cut_off,
    )


def _figure(value: float | None, decimals: int = 3) -> str | None:
    return None if value is None else f"{value:,.{decimals}f}"


def why(row: Bridge, lost: Sequence[Node], names: Mapping[str, str]) -> str:
    """Why an entity stands where it does, as the end of a sentence that begins with its name.

    Parameters
    ----------
    lost, names
        Who would be cut off without it, and what these are called, by id.
    """
    pairs = round(row.betweenness)
    facts = [
        f"stands between {count(pairs, 'pair')} of others" if pairs else "stands between no others"
    ]
    if row.effective_size is not None:
        facts.append(f"joins what counts as {_contacts(row.effective_size)}")
    if row.participation is not None:
        facts.append(_spread(row.participation))
    if lost:
        link = "its only link" if len(lost) == 1 else "their only link"
        facts.append(f"and without it {_called(lost, names)} would lose {link} to the rest")
    return f"{', '.join(facts)}."


def _called(lost: Sequence[Node], names: Mapping[str, str]) -> str:
    """Who they are, districts first."""
    ordered = sorted(lost, key=lambda node: (node.kind != "district", node.name, node.id))
    told = [_placed(node, names[node.id]) for node in ordered[:NAMED]]
    rest = len(ordered) - len(told)
    return listed([*told, f"{rest:,} more"] if rest else told)


def _placed(node: Node, name: str) -> str:
    """What an entity is called; the state of one that is no district behind it."""
    return f"{name} ({node.state})" if node.state and node.kind != "district" else name


def _contacts(size: float) -> str:
    return count(round(size), "separate contact")


def _spread(participation: float) -> str:
    if round(participation, 9) <= 0:
        return "reaches districts of one state only"
    return f"reaches districts of several states (spread {participation:.2f})"
