"""The twin of a picture: the same nodes and ties as tables, readable without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import NODE_KINDS, TIE_TYPES
from netweave.visuals.picture.picture import Goto, Link, Table

if TYPE_CHECKING:
    from netweave.visuals.picture.lines import Style
    from netweave.visuals.picture.picture import (
        DrawnNode,
        DrawnTie,
        Part,
        Picture,
        Reference,
        Sentence,
    )

TIE_COLUMNS = ("From", "Tie", "To", "Role", "When", "Sources")


def node_table(picture: Picture) -> Table:
    """A row for each node, in the order of the picture."""
    rows = tuple(_node_row(index, node) for index, node in enumerate(picture.nodes))
    columns = ("Name", "Kind", "State", "Known members")
    return Table("Everything in the picture", columns, rows, "node", tuple(range(len(rows))))


def _node_row(index: int, node: DrawnNode) -> tuple[Sentence, ...]:
    facts = dict(node.facts)
    return (
        (Goto(index),),
        (node.kind,),
        (facts.get("State", ""),),
        (facts.get("Members", ""),),
    )


def tie_table(picture: Picture) -> Table:
    """A row for each tie of the graph, in the order of the picture; not for derived lines."""
    stated = tuple(i for i, tie in enumerate(picture.ties) if tie.derived is None)
    rows = tuple(tie_row(picture.ties[i]) for i in stated)
    return Table("Every tie, with its sources", TIE_COLUMNS, rows, "tie", stated)


def tie_row(tie: DrawnTie) -> tuple[Sentence, ...]:
    """The cells of a tie, as `TIE_COLUMNS` names them."""
    return (
        (Goto(tie.source),),
        (tie.phrases[0],),
        (Goto(tie.target),),
        (tie.role or "",),
        (tie.when,),
        said_by(tie.references),
    )


def said_by(references: tuple[Reference, ...]) -> Sentence:
    """Who says so, separated by semicolons."""
    parts: list[Part] = []
    for reference in references:
        parts += ["; "] if parts else []
        parts += ["inferred from "] if reference.inferred else []
        parts.append(Link(reference.text, reference.url))
    return tuple(parts)


def kinds_of(picture: Picture) -> dict[str, int]:
    """How many nodes of each kind there are, in the order of the schema."""
    kinds = [node.kind for node in picture.nodes]
    return {kind: kinds.count(kind) for kind in NODE_KINDS if kind in kinds}


def types_of(picture: Picture) -> dict[str, tuple[tuple[str, str], int]]:
    """The phrases of each type of tie and how many there are, in the order of the schema.

    Derived lines come last.
    """
    types = [tie.type for tie in picture.ties]
    phrases = {tie.type: tie.phrases for tie in picture.ties}
    order = [name for name in TIE_TYPES if name in phrases]
    order += [name for name in phrases if name not in TIE_TYPES]
    return {name: (phrases[name], types.count(name)) for name in order}


def styles_of(picture: Picture) -> dict[Style, str]:
    """The broken lines of a picture in words, for the legend."""
    words: dict[Style, str] = {
        "plain": "",
        "weak": "attended, presented, profiled, wrote",
        "inferred": "inferred, not stated",
        "derived": next((t.derived.meaning for t in picture.ties if t.derived), ""),
    }
    styles = {line.style for line in picture.lines()}
    return {style: text for style, text in words.items() if text and style in styles}
