"""A part of many things, chosen by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

T = TypeVar("T")


def some(chance: Random, things: Sequence[T], scale: float) -> list[T]:
    """As large a part of them as the scale says, in their order; one at least, all at most."""
    number = min(len(things), max(1, round(len(things) * scale)))
    return [things[n] for n in sorted(chance.sample(range(len(things)), number))]
