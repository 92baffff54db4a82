"""The twin of a picture: the same nodes and ties as tables, readable without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import NODE_KINDS, TIE_TYPES
from netweave.visuals.picture import Goto, Link, Table

if TYPE_CHECKING:
    from netweave.visuals.picture import DrawnNode, DrawnTie, Part, Picture, Reference, Sentence

TIE_COLUMNS = ("From", "Tie", "To", "Role", "When", "Sources")


def node_table(picture: Picture) -> Table:
    """A row for each node, in the order of the picture."""
    rows = tuple(_node_row(index, node) for index, node in enumerate(picture.nodes))
    return Table("Everything in the picture", ("Name", "Kind", "State", "Known members"), rows)


def _node_row(index: int, node: DrawnNode) -> tuple[Sentence, ...]:
    facts = dict(node.facts)
    return (
        (Goto(index),),
        (node.kind,),
        (facts.get("State", ""),),
        (facts.get("Members", ""),),
    )


def tie_table(picture: Picture) -> Table:
    """A row for each tie, in the order of the picture."""
    return Table("Every tie, with its sources", TIE_COLUMNS, tuple(map(_tie_row, picture.ties)))


def _tie_row(tie: DrawnTie) -> tuple[Sentence, ...]:
    return (
        (Goto(tie.source),),
        (TIE_TYPES[tie.type].out_phrase,),
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


def types_of(picture: Picture) -> dict[str, int]:
    """How many ties of each type there are, in the order of the schema."""
    types = [tie.type for tie in picture.ties]
    return {name: types.count(name) for name in TIE_TYPES if name in types}
