"""What is in the store: counts by kind and tie type, dates, sources, stated roster sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.schema import COLLECTIVES, TIE_TYPES
from graph.spells import read_as_of
from queries.asking.answered import Rows
from queries.asking.answering import question
from queries.asking.today import past
from queries.completeness import Roster, rosters

if TYPE_CHECKING:
    from graph.store import Reader, Tally


class Count(NamedTuple):
    """One figure about the store.

    Attributes
    ----------
    what
        ``kind`` and ``tie`` count entities and ties; ``evidence`` statements, pages and files;
        ``dates`` the ties without a date, and those that are over; ``roster`` the known members of
        a network.
    name
        The kind, the tie type, or what is counted.
    count
        The figure.
    of
        The stated size of a roster, else None.
    detail
        The span of the dates, else None.
    id
        The network of a roster, else None.
    """

    what: Literal["kind", "tie", "evidence", "dates", "roster"]
    name: str
    count: int  # type: ignore[assignment]  # nobody counts the fields of a row
    of: int | None
    detail: str | None
    id: str | None


@question()
def info(store: Reader, *, as_of: str | None = None) -> Rows[Count]:
    """Counts of what is in the store: kinds, ties, evidence, dates, rosters; each by name.

    Ties and rosters are those of the date, statements and pages those of the whole store.
    """
    with store.reading():
        tally = store.tally(read_as_of(as_of))
        stated = [n for n in store.catalogue(COLLECTIVES) if n.stated_members is not None]
        found = rosters(store, stated, as_of=as_of)
        over = len(past(store, TIE_TYPES, as_of))
    return Rows([*_counts(tally, over), *(_roster(roster) for roster in found)])


def _counts(tally: Tally, over: int) -> list[Count]:
    evidence = {"statements": tally.statements, "pages": tally.pages, "files": tally.files}
    span = None if tally.first_since is None else f"{tally.first_since} to {tally.last_since}"
    return [
        *(Count("kind", name, n, None, None, None) for name, n in tally.kinds.items()),
        *(Count("tie", name, n, None, None, None) for name, n in tally.tie_types.items()),
        *(Count("evidence", name, n, None, None, None) for name, n in evidence.items()),
        Count("dates", "ties without a known beginning", tally.undated, None, span, None),
        Count("dates", "ties that are over", over, None, None, None),
    ]


def _roster(roster: Roster) -> Count:
    return Count("roster", roster.name, roster.known, roster.stated, roster.text, roster.id)
