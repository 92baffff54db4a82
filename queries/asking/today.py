"""What is over: ties of the past, as of the day on which a question is asked."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import LATEST, Days, days, last_day
from graph.schema import MOMENTARY_TYPES
from graph.spells import read_as_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.model import Tie, TieKey
    from graph.store import Reader, Walk


class Counted(NamedTuple):
    """How many ties an answer counts, and how many of them are over.

    Parallel ties between two entities are one; it is over if all of them are.
    """

    counted: int
    over: int


def today(as_of: str | None) -> str:
    """The date of which an answer speaks in the present tense: the one asked for, or this day."""
    return as_of or date.today().isoformat()  # noqa: DTZ011 - the user's own day


def first_of(as_of: str | None) -> int:
    """The first day of `today`."""
    return days(today(as_of)).first


def is_over(tie_type: str, until: str | None, day: int) -> bool:
    """Whether a spell is over on a day: it is known to have ended before.

    What happened at a moment, like attending, is never over.
    """
    return until is not None and tie_type not in MOMENTARY_TYPES and last_day(until) < day


def tie_over(tie: Tie, day: int) -> bool:
    """Whether a tie is over on a day: all its spells are."""
    return all(is_over(tie.type, spell.until, day) for spell in tie.spells)


def ending(store: Reader, types: Collection[str], as_of: str | None) -> list[Tie]:
    """All ties between pairs of which a tie has a spell that holds no longer, or may not.

    Whatever is over is among them. On a date that was asked for nothing that holds is over.
    """
    if as_of is not None:
        return []
    ended = _pairs(store.walk(types, None)) - _pairs(store.walk(types, lasting(first_of(None))))
    return store.between(sorted(ended), types, None) if ended else []


def lasting_links(
    store: Reader, ids: Collection[str], types: Collection[str], as_of: str | None
) -> list[TieKey]:
    """Which ties lead to entities and are not over, in the order of `graph.store.Reader.links`."""
    links = store.links(ids, types, read_as_of(as_of), "in")
    if as_of is not None:
        return links
    ended = set(links).difference(store.links(ids, types, lasting(first_of(None)), "in"))
    if not ended:
        return links
    day = first_of(None)
    found = store.between([(key.source_id, key.target_id) for key in ended], types, None)
    over = {tie.key for tie in found if tie_over(tie, day)}
    return [key for key in links if key not in over]


def past(store: Reader, types: Collection[str], as_of: str | None) -> list[Tie]:
    """The ties that are over."""
    day = first_of(as_of)
    return [tie for tie in ending(store, types, as_of) if tie_over(tie, day)]


def counted(store: Reader, types: Collection[str], as_of: str | None, number: int) -> Counted:
    """How many of a number of pairs that ties of some types join are joined by past ones alone."""
    day = first_of(as_of)
    joined: dict[frozenset[str], bool] = {}
    for tie in ending(store, types, as_of):
        ends = frozenset((tie.source_id, tie.target_id))
        joined[ends] = joined.get(ends, True) and tie_over(tie, day)
    return Counted(number, sum(over for ends, over in joined.items() if len(ends) == 2))


def lasting(day: int) -> Days:
    """From a day on: what holds in it is not over on that day."""
    return Days(day, LATEST - 1)


def over_words(found: Counted) -> str:
    """What to say of past ties beside figures that count them; "" if there are none."""
    if not found.over:
        return ""
    verb = "is" if found.over == 1 else "are"
    return f"Of the {ties_words(found.counted)} here, {found.over:,} {verb} over."


def ties_words(number: int) -> str:
    """How many ties count, in words that end a phrase: "878 ties that count"."""
    return f"{number:,} {'tie that counts' if number == 1 else 'ties that count'}"


def _pairs(walk: Walk) -> Counter[tuple[str, str]]:
    """The source and target of every spell, and how often they stand there."""
    found = Counter(walk.pairs())
    names = walk.ids({handle for pair in found for handle in pair})
    return Counter({(names[a], names[b]): count for (a, b), count in found.items()})
