"""What answers say about a tie: dates, role and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.dates import earliest, latest
from graph.model import joined_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Direction, Ref, Source, Spell


class TieRow(NamedTuple):
    """One spell of a tie, as seen from one of its ends.

    Attributes
    ----------
    type, direction
        The type of the tie, and whether it starts (``out``) or ends (``in``) here.
    other
        The entity at the other end.
    role
        The distinct roles, joined by "; "; None if there are none.
    since, until
        Dates of year, month or day precision; None if unknown.
    undated
        Whether no source says when it began.
    sources
        The evidence, in row order.
    """

    type: str
    direction: Direction
    other: Ref
    role: str | None
    since: str | None
    until: str | None
    undated: bool
    sources: tuple[Source, ...]


class Tenure(NamedTuple):
    """The spells of one tie taken together: the earliest since, the latest until, all roles."""

    role: str | None
    since: str | None
    until: str | None
    undated: bool
    sources: tuple[Source, ...]


def tenure(spells: Sequence[Spell]) -> Tenure:
    """What the spells of one tie say together; until is None if any is unknown."""
    statements = tuple(s for spell in spells for s in spell.statements)
    sinces = [spell.since for spell in spells if spell.since is not None]
    since = earliest(sinces) if sinces else None
    return Tenure(
        joined_roles(statements),
        since,
        latest(spell.until for spell in spells),
        since is None,
        tuple(s.evidence for s in statements),
    )


def tie_row(spell: Spell, tie_type: str, direction: Direction, other: Ref) -> TieRow:
    """One spell as a row."""
    return TieRow(
        tie_type,
        direction,
        other,
        spell.role,
        spell.since,
        spell.until,
        spell.undated,
        spell.sources,
    )
