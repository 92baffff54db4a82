"""What answers say about a tie: dates, role and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.dates import earliest, latest
from graph.model import joined_roles
from queries.asking.today import is_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Direction, Ref, Source, Spell


class Tenure(NamedTuple):
    """Since when and as what one belongs to another, and who says so; JSON and CSV lay it flat.

    Attributes
    ----------
    role
        The distinct roles, joined by "; "; None if there are none.
    since, until
        Dates of year, month or day precision; None if unknown.
    over
        Whether it is known to have ended before the day that the answer speaks of.
    undated
        Whether no source says when it began.
    sources
        The evidence, in row order.
    """

    role: str | None
    since: str | None
    until: str | None
    over: bool
    undated: bool
    sources: tuple[Source, ...]


class TieRow(NamedTuple):
    """One spell of a tie, as seen from one of its ends.

    Attributes
    ----------
    type, direction
        The type of the tie, and whether it starts (``out``) or ends (``in``) here.
    other
        The entity at the other end.
    tenure
        What its sources say of the spell.
    """

    type: str
    direction: Direction
    other: Ref
    tenure: Tenure


def tenure(spells: Sequence[Spell], tie_type: str, day: int) -> Tenure:
    """What the spells of one tie say together: all roles, the first since and the last until.

    Parameters
    ----------
    day
        The day on which they are over or not.
    """
    statements = tuple(s for spell in spells for s in spell.statements)
    sinces = [spell.since for spell in spells if spell.since is not None]
    since = earliest(sinces) if sinces else None
    until = latest(spell.until for spell in spells)
    return Tenure(
        joined_roles(statements),
        since,
        until,
        is_over(tie_type, until, day),
        since is None,
        tuple(s.evidence for s in statements),
    )


def tie_row(spell: Spell, tie_type: str, direction: Direction, other: Ref, day: int) -> TieRow:
    """One spell as a row, on the day on which it is over or not."""
    over = is_over(tie_type, spell.until, day)
    said = Tenure(spell.role, spell.since, spell.until, over, spell.undated, spell.sources)
    return TieRow(tie_type, direction, other, said)
