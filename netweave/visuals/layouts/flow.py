"""Places for lines in columns, as a newspaper sets them: down the first, then down the next."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDER = 1.4
"""How much wider than high the whole is, since screens and sheets are."""
MOST = 8
"""Columns at most."""


class Piece(NamedTuple):
    """What is set as one.

    Attributes
    ----------
    keeps
        Whether the next piece stays with it, as the first line does with its heading.
    """

    high: float
    keeps: bool = False


class Spot(NamedTuple):
    """Where a piece stands: the number of its column, and its distance from the top."""

    column: int
    y: float


def fitting(pieces: Sequence[Piece], column: float) -> int:
    """How many columns of this width make a page that is wider than high."""
    total = sum(piece.high for piece in pieces)
    return max(1, min(MOST, round(sqrt(WIDER * total / column))))


def flowed(pieces: Sequence[Piece], columns: int) -> list[Spot]:
    """A place for each piece; no column is much longer than the others."""
    limit = sum(piece.high for piece in pieces) / columns
    while True:
        spots = _set(pieces, limit)
        if not spots or spots[-1].column < columns:
            return spots
        limit += 6.0


def _set(pieces: Sequence[Piece], limit: float) -> list[Spot]:
    spots: list[Spot] = []
    column, y = 0, 0.0
    for number, piece in enumerate(pieces):
        if y > 0 and y + _together(pieces, number) > limit:
            column, y = column + 1, 0.0
        spots.append(Spot(column, y))
        y += piece.high
    return spots


def _together(pieces: Sequence[Piece], number: int) -> float:
    """The height of a piece with all that stays with it."""
    high = pieces[number].high
    while pieces[number].keeps and number + 1 < len(pieces):
        number += 1
        high += pieces[number].high
    return high
