"""The national directory: every public school agency of the United States, as a reference.

It comes with the package and is read when a name or an NCES id asks for it. Its entities are in
no store until a source names them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from graph.model import Node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from graph.model import Value

PAGE = "https://nces.ed.gov/programs/edge/Geographic/SchoolLocations"
"""The page of NCES that the places, names and locales come from."""
SCHOOL_YEAR = "2018-2019"
"""The school year of that file, as the file itself writes it."""
ENROLLMENT_YEAR = "2023-24"
"""The school year of the enrolments."""
_COLUMNS = (
    *("nces_id", "name", "aliases", "state", "city", "county", "lat", "lon"),
    *("locale", "enrollment", "regular"),
)
_ID, _NAME, _ALIASES, _STATE, *_ = range(len(_COLUMNS))
_TEXTS = tuple(_COLUMNS.index(name) for name in ("state", "city", "county", "locale", "regular"))


class National:
    """Districts by NCES id, by state, and by words of their names.

    Parameters
    ----------
    lines
        A table with the columns of the bundled file, header first.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        header, *rows = csv.reader(lines)
        if tuple(header) != _COLUMNS:
            raise ValueError(f"The national directory has other columns: {', '.join(header)}.")
        self._rows = {row[_ID]: row for row in rows}
        self._nodes: dict[str, Node] = {}
        self._found: dict[str, set[str]] = {}

    def __len__(self) -> int:
        """How many districts there are."""
        return len(self._rows)

    @property
    def ids(self) -> set[str]:
        """The ids that its districts would have in a store."""
        return {f"district:{nces_id}" for nces_id in self._rows}

    def nodes(self) -> Iterator[Node]:
        """All districts, by NCES id, as the entities that they would be in a store."""
        for _, row in sorted(self._rows.items()):
            yield self._node(row)

    def owner(self, nces_id: str) -> Node | None:
        """The district with an NCES id, as the entity that it would be in a store."""
        row = self._rows.get(nces_id)
        return None if row is None else self._node(row)

    def node(self, node_id: str) -> Node | None:
        """The district with an id such as ``district:3305730``."""
        kind, _, nces_id = node_id.partition(":")
        return self.owner(nces_id) if kind == "district" else None

    def of_state(self, postal: str, code: str) -> list[Node]:
        """The districts that are in a state, or that it runs.

        Parameters
        ----------
        postal, code
            Its postal code, and the first two digits of the NCES ids of what it runs.
        """
        return [self._node(self._rows[id_]) for id_ in {**self._places[postal], **self._run[code]}]

    def regular(self) -> Iterator[tuple[str, str, str]]:
        """State, locale and enrolment of each regular district, as they are written."""
        at = [_COLUMNS.index(name) for name in ("state", "locale", "enrollment")]
        regular = _COLUMNS.index("regular")
        for row in self._rows.values():
            if row[regular] == "1":
                yield row[at[0]], row[at[1]], row[at[2]]

    def mentioning(self, words: Collection[str]) -> list[Node]:
        """The districts one of whose names has one of some words in it, in small letters.

        A word that is part of a longer one counts; it has no blanks.
        """
        found = {id_ for word in words for id_ in self._with_word(word)}
        return [self._node(self._rows[id_]) for id_ in sorted(found)]

    def _with_word(self, word: str) -> set[str]:
        """The NCES ids of the districts that have a word in a name."""
        if word not in self._found:
            longer = (one for one in self._words if word in one)
            self._found[word] = {id_ for one in longer for id_ in self._words[one]}
        return self._found[word]

    @cached_property
    def _words(self) -> Mapping[str, list[str]]:
        """The NCES ids of the districts in whose names each word stands."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._rows.values():
            for word in f"{row[_NAME]} {row[_ALIASES]}".casefold().replace("|", " ").split():
                found[word].append(row[_ID])
        return found

    @cached_property
    def _places(self) -> Mapping[str, dict[str, None]]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for row in self._rows.values():
            found[row[_STATE]][row[_ID]] = None
        return found

    @cached_property
    def _run(self) -> Mapping[str, dict[str, None]]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for nces_id in self._rows:
            found[nces_id[:2]][nces_id] = None
        return found

    def _node(self, row: list[str]) -> Node:
        nces_id = row[_ID]
        if nces_id not in self._nodes:
            aliases = tuple(filter(None, row[_ALIASES].split("|")))
            self._nodes[nces_id] = Node(
                f"district:{nces_id}", "district", row[_NAME], aliases, _facts(row)
            )
        return self._nodes[nces_id]


def _facts(row: list[str]) -> dict[str, Value]:
    """What is known of a district, under the names that the loader of NCES files gives it."""
    facts: dict[str, Value] = {"nces_id": row[_ID]}
    facts |= {_COLUMNS[at]: row[at] for at in _TEXTS if row[at]}
    said = dict(zip(_COLUMNS, row, strict=True))
    facts |= {name: float(said[name]) for name in ("lat", "lon") if said[name]}
    if said["enrollment"]:
        facts |= {"enrollment": int(said["enrollment"]), "enrollment_year": ENROLLMENT_YEAR}
    return {**facts, "school_year": SCHOOL_YEAR, "source_url": PAGE}


@cache
def national() -> National:
    """The directory that comes with the package, read once."""
    # Every load imports this module, and few read the file.
    import gzip  # noqa: PLC0415
    import io  # noqa: PLC0415
    from importlib.resources import files  # noqa: PLC0415

    # The file lies in the front door's package, which is named and not imported: rooms import
    # only downwards, and in an installed package the rooms lie elsewhere than in the tree.
    packed = (files("netweave.data") / "us-districts" / "districts.csv.gz").read_bytes()
    return National(io.StringIO(gzip.decompress(packed).decode("utf-8"), newline=""))
