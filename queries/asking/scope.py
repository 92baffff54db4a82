"""What a question is asked of: which ties, which kinds, and how its figures are compared.

The words of a question that compute stand here too, since a command offers them before it knows
whether there is anything to compute.
"""

from __future__ import annotations

from typing import Literal

from graph.errors import QuestionError
from graph.schema import MEMBERSHIP_TYPES, NODE_KINDS, TIE_TYPES, kinds_named

Through = Literal["memberships", "all"]
Of = Literal["networks", "districts"]
Among = Literal["members", "states", "all"]
Cover = Literal["networks", "districts", "states"]
THROUGH: dict[Through, frozenset[str]] = {
    "memberships": MEMBERSHIP_TYPES,
    "all": frozenset(TIE_TYPES),
}
NEAR = 200.0
"""Kilometres within which another district is near, unless said otherwise."""
NETWORK_KINDS = ("cohort", "consortium", "network")
DECIMALS = 9
"""Figures are compared, in orders and against thresholds, after rounding to so many."""
TIME_LIMIT = 30.0
"""Seconds after which the search for a proof, and for further groups as good, ends."""
DRAWS = 100
"""How often sources are drawn anew to see whether a group stands."""


class InexactWarning(UserWarning):
    """A graph is too large for some figures of an answer to be exact; they are left empty."""


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
