"""What a question is asked of: which ties, which kinds, and how its figures are compared."""

from __future__ import annotations

from typing import Literal

from graph.errors import QuestionError
from graph.schema import MEMBERSHIP_TYPES, NODE_KINDS, TIE_TYPES, kinds_named


def kinds_asked(word: str) -> frozenset[str]:
    """The kinds that a word of a question stands for.

    Raises
    ------
    QuestionError
        If it stands for none.
    """
    kinds = kinds_named(word)
    if kinds is None:
        raise QuestionError(
            f"{word!r} is no kind of entity. Ask for one of: {', '.join(NODE_KINDS)}, "
            "collective, all."
        )
    return kinds


DECIMALS = 9
"""Figures are compared, in orders and against thresholds, after rounding to so many."""


Of = Literal["networks", "districts"]
Through = Literal["memberships", "all"]


THROUGH: dict[Through, frozenset[str]] = {
    "memberships": MEMBERSHIP_TYPES,
    "all": frozenset(TIE_TYPES),
}
