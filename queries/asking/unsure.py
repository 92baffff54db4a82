"""What on a date rests on ties that nobody dates: they count, and may not have held yet."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.spells import read_as_of
from graph.store import DATED
from queries.asking.sentences import at
from queries.asking.today import ties_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.store import Handle, Reader

MARK = "? "
"""What stands before whatever rests on undated ties alone."""


class Unsure(NamedTuple):
    """What of a graph on a date nobody dates.

    Attributes
    ----------
    pairs
        How many pairs of entities are joined by undated ties alone.
    of
        How many pairs are joined.
    ids
        The entities all of whose ties are undated.
    """

    pairs: int
    of: int
    ids: frozenset[str]


NONE = Unsure(0, 0, frozenset())
"""Without a date every tie counts, dated or not."""


def unsure(store: Reader, types: Collection[str], as_of: str | None) -> Unsure:
    """What nobody dates of the ties of some types that hold on a date; `NONE` without a date."""
    if as_of is None:
        return NONE
    walk = store.walk(types, read_as_of(as_of))
    dated: dict[tuple[Handle, Handle], bool] = {}
    for one, other, marks in walk.steps():
        if one != other:
            dated[one, other] = dated.get((one, other), False) or bool(marks & DATED)
    joined = {one for one, _ in dated}
    sure = {one for (one, _), known in dated.items() if known}
    doubtful = walk.ids(joined - sure)
    # A pair stands there from either end.
    pairs = sum(not known for known in dated.values()) // 2
    return Unsure(pairs, len(dated) // 2, frozenset(doubtful.values()))


def undated_members(
    store: Reader, collectives: Collection[str], as_of: str | None
) -> frozenset[tuple[str, str]]:
    """Districts and collectives of which nobody says since when they belong, with their ids.

    Directly or through a school; none without a date.
    """
    if as_of is None or not collectives:
        return frozenset()
    on = read_as_of(as_of)
    own = store.ties(collectives, ["MEMBER_OF"], on, "in")
    homes: dict[str, list[str]] = defaultdict(list)
    for link in store.links({tie.source_id for tie in own}, ["PART_OF"], on, "out"):
        homes[link.source_id].append(link.target_id)
    dated: dict[tuple[str, str], bool] = {}
    for tie in own:
        sure = any(not spell.undated for spell in tie.spells)
        for member in (tie.source_id, *homes[tie.source_id]):
            pair = member, tie.target_id
            dated[pair] = dated.get(pair, False) or sure
    return frozenset(pair for pair, sure in dated.items() if not sure)


def unsure_words(found: Unsure, as_of: str | None) -> str:
    """What to say of undated ties beside figures that count them; "" if there are none."""
    if as_of is None or not found.pairs:
        return ""
    they = "it" if found.pairs == 1 else "they"
    return (
        f"Of the {ties_words(found.of)} here nobody dates {found.pairs:,}: whether {they} "
        f"held {at(as_of)} is not known (?)."
    )
