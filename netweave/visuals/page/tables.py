"""The twin of a picture: the same nodes and ties as tables, readable without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.visuals.picture.parts import Goto
from netweave.visuals.picture.picture import PictureTable
from netweave.visuals.picture.wording import said_by

if TYPE_CHECKING:
    from netweave.visuals.picture.parts import DrawnNode, DrawnTie, Sentence
    from netweave.visuals.picture.picture import Picture

TIE_COLUMNS = ("From", "Tie", "To", "Role", "When", "Sources")


def node_table(picture: Picture) -> PictureTable:
    """A row for each node, in the order of the picture."""
    rows = tuple(_node_row(index, node) for index, node in enumerate(picture.nodes))
    columns = ("Name", "Kind", "State", "Known members")
    return PictureTable("Everything in the picture", columns, rows, "node", tuple(range(len(rows))))


def _node_row(index: int, node: DrawnNode) -> tuple[Sentence, ...]:
    facts = dict(node.facts)
    return (
        (Goto(index),),
        (node.kind,),
        (facts.get("State", ""),),
        (facts.get("Members", ""),),
    )


def tie_table(picture: Picture) -> PictureTable:
    """A row for each tie of the graph, in the order of the picture; not for derived lines."""
    stated = tuple(i for i, tie in enumerate(picture.ties) if tie.derived is None)
    rows = tuple(tie_row(picture.ties[i]) for i in stated)
    return PictureTable("Every tie, with its sources", TIE_COLUMNS, rows, "tie", stated)


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
