"""Whether two belonged to a network at one time: yes, no, or nobody can say.

A membership is known from a known beginning to its end or, where nobody knows of an end, to the
last day on which a source speaks of it. It may have begun at any time if nobody knows when, and
may last until today if nobody knows of an end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.dates import Days, first_day, is_date, last_day
from graph.spells import share_a_day
from queries.asking.today import tie_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.model import Spell, Tie

Together = Literal["yes", "no", "maybe"]


class Shared(NamedTuple):
    """A collective that two belong to.

    Attributes
    ----------
    together
        Whether they belong, or belonged, at one time; ``maybe`` where dates do not tell.
    over
        Whether one of them belongs no longer.
    """

    id: str
    kind: str
    name: str
    together: Together
    over: bool


def together(one: Sequence[Tie], other: Sequence[Tie]) -> Together:
    """Whether two belong at one time.

    Parameters
    ----------
    one, other
        For each of the two, the ties by which it belongs.
    """
    if _meet(_stretches(one, _known), _stretches(other, _known)):
        return "yes"
    if _meet(_stretches(one, _possible), _stretches(other, _possible)):
        return "maybe"
    return "no"


def either_over(one: Iterable[Tie], other: Iterable[Tie], day: int) -> bool:
    """Whether one of the two belongs no longer: all ties by which it did are over."""
    return any(all(tie_over(tie, day) for tie in ties) for ties in (one, other))


def _stretches(ties: Iterable[Tie], of: Callable[[Spell], Days | None]) -> list[Days]:
    found = (of(spell) for tie in ties for spell in tie.spells)
    return [days for days in found if days is not None]


def _known(spell: Spell) -> Days | None:
    """The days on which it is known to have held; None if nobody knows when it began."""
    if spell.since is None:
        return None
    if spell.until is not None:
        return Days(first_day(spell.since), last_day(spell.until))
    # A page says when it was written as it likes, where it did not come in by a loader.
    pages = (source.as_of for source in spell.sources)
    seen = [spell.since, *(text for text in pages if text and is_date(text))]
    return Days(first_day(spell.since), max(map(last_day, seen)))


def _possible(spell: Spell) -> Days:
    """The days on which it may have held."""
    return Days(first_day(spell.since), last_day(spell.until))


def _meet(one: Iterable[Days], other: Sequence[Days]) -> bool:
    return any(share_a_day(a, b) for a in one for b in other)
