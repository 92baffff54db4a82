"""Ties in words, as every view writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.visuals.picture.drawing import references
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.parts import Link
from queries.asking.sentences import tie_phrase, when

if TYPE_CHECKING:
    from netweave.visuals.picture.parts import Citation, Part, Sentence
    from queries.asking.evidence import TieRow


def said_by(references: tuple[Citation, ...]) -> Sentence:
    """Who says so, separated by semicolons."""
    parts: list[Part] = []
    for reference in references:
        parts += ["; "] if parts else []
        parts += ["inferred from "] if reference.inferred else []
        parts.append(Link(reference.text, reference.url))
    return tuple(parts)


def phrase(row: TieRow) -> str:
    """How a tie reads from the entity one looks from."""
    return tie_phrase(row.type, row.direction, over=row.tenure.over)


def evidence(row: TieRow) -> Sentence:
    """Role, dates and sources of a tie."""
    held = row.tenure
    role = f"{clean(held.role)}; " if held.role else ""
    return (
        f"{role}{when(held)}; according to ",
        *said_by(references(held.sources)),
    )
