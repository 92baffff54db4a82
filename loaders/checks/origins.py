"""The names under which a store remembers where things came from, one for each source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import NoStoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        more = (f"{_LIST}{dated}" if dated else _LISTS) if complete else ""
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


def complete_dates(store: Store) -> frozenset[str]:
    """The dates of which a store holds complete lists."""
    found: set[str] = set()
    history = store.history
    try:
        names = [origin.name for origin in history.origins()]
    except NoStoreError:
        return frozenset()
    for name in names:
        if name.endswith(_LISTS):
            found.update(said.evidence.as_of or "" for said in history.statements_of(name))
        elif _LIST in name:
            found.add(name.rpartition(_LIST)[2])
    return frozenset(found)
