"""The names under which a store remembers where things came from, one for each source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import NoStoreError
from loaders.checks.list_dates import list_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Statement
    from graph.store import Store

_LIST, _LISTS = ", complete list of ", ", complete lists"


class Origins(NamedTuple):
    """The names of the sources of a load.

    Attributes
    ----------
    names
        One for each source; several sources of one name share it.
    """

    names: dict[Path, str]

    @classmethod
    def of(cls, sources: Sequence[Path], dated: str | None, *, complete: bool) -> Origins:
        """The names of sources: of complete lists, each date is an origin of its own."""
        more = (f"{_LIST}{list_date(dated).text}" if dated else _LISTS) if complete else ""
        return cls({Path(source): name_of(Path(source)) + more for source in sources})

    @property
    def each(self) -> list[str]:
        """Every name once."""
        return list(dict.fromkeys(self.names.values()))

    @property
    def together(self) -> str:
        """What the history calls the load."""
        return "; ".join(self.each)

    def from_file(self, path: Path) -> str:
        """The origin of what stands in a file: the source that it is, or that it lies in."""
        places = (path, *path.parents)
        return next((self.names[place] for place in places if place in self.names), self.together)


class HeldLists(NamedTuple):
    """The complete lists that a store holds.

    Attributes
    ----------
    dates
        Their dates.
    school_years
        Those of school years: their networks and dates.
    """

    dates: frozenset[str] = frozenset()
    school_years: frozenset[tuple[str, str]] = frozenset()


def name_of(source: Path) -> str:
    """The name of a folder or a file, wherever it lies."""
    return source.resolve().name if source.name in ("", "..") else source.name


def remembered(source: str, known: Sequence[str]) -> str:
    """The origin that somebody means by a name or a path: itself, or the one list of that name."""
    if source in known:
        return source
    name = name_of(Path(source))
    lists = [one for one in known if one.startswith((f"{name}{_LIST}", f"{name}{_LISTS}"))]
    return lists[0] if name not in known and len(lists) == 1 else name


def complete_lists(store: Store) -> HeldLists:
    """The complete lists that a store holds."""
    dates: set[str] = set()
    school_years: set[tuple[str, str]] = set()
    history = store.history
    try:
        names = [origin.name for origin in history.origins()]
    except NoStoreError:
        return HeldLists()
    for name in names:
        if name.endswith(_LISTS):
            said = history.statements_of(name)
            dates.update(one.evidence.as_of or "" for one in said)
            school_years |= _ended_in_their_year(said)
        elif _LIST in name:
            date = list_date(name.rpartition(_LIST)[2])
            dates.add(date.as_of)
            if date.school:
                networks = {one.target_id for one in history.statements_of(name)}
                school_years |= {(network, date.as_of) for network in networks}
    return HeldLists(frozenset(dates), frozenset(school_years))


def _ended_in_their_year(said: Sequence[Statement]) -> set[tuple[str, str]]:
    """The lists of school years, which are known by those who are missing on them.

    Who is not on the list of 2019-20 has left in 2019, with the school year before; who is not on
    that of the year 2019 has left in 2018.
    """
    there = {(one.source_id, one.target_id, one.evidence.as_of) for one in said}
    dates = {(network, date) for _, network, date in there}
    ended = {
        (one.target_id, one.until or "")
        for one in said
        if (one.source_id, one.target_id, one.until) not in there
        if one.evidence.as_of is not None and (one.until or "") > one.evidence.as_of
    }
    of_school = {network for network, date in ended if (network, date) in dates}
    return {(network, date or "") for network, date in dates if network in of_school}
