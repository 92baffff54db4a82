"""The districts of one state, by everything that a written name could be looked up by."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from graph.names.folding import plain
from graph.names.parsing import Name, parse
from graph.names.states import AGENCIES, runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from graph.model import Node
    from graph.names.numerals import Number

_PARENS = re.compile(r"\(([^()]*[A-Za-z][^()]*)\)")
_SLASH = re.compile(r"\s*/\s*|\s+[dD]\.?[bB]\.?[aA]\.?\s+")
_SAYS_DISTRICT = re.compile(r"\b(?:schools?|district|schs?|sd)\b", re.IGNORECASE)
WHOLE = 0.9
"""The share of a state's agencies that must be known for its districts to count as all known."""
COMMON = 60
"""A word that more names than this share finds nothing by itself."""


class NameEntry(NamedTuple):
    """A name that an entity goes by.

    Attributes
    ----------
    node
        The entity.
    name
        The name, taken apart.
    partial
        Whether it is only a part of a name: one side of a slash, or what stands in brackets.
    """

    node: Node
    name: Name
    partial: bool = False


class Block:
    """The names of a state's districts.

    Parameters
    ----------
    state
        The postal code, None for entities without a state.
    nodes
        Its districts.

    Attributes
    ----------
    complete
        Whether (nearly) all agencies that the state runs are known, so that a name which is
        nobody's may be a slip of the pen, and not the name of a neighbour who is missing here.
    """

    def __init__(self, state: str | None, nodes: Iterable[Node]) -> None:
        self.state = state
        known = list(nodes)
        self.entries = [entry for node in known for entry in _entries(node, state)]
        self._names = [parse(node.name, state) for node in known]
        numbered = {id_ for node in known if runs(id_ := node.text("nces_id")) == state}
        self.complete = len(numbered) >= WHOLE * AGENCIES.get(state or "", 1)
        self._shares: dict[str, float] = {}

    @cached_property
    def by_key(self) -> dict[str, list[NameEntry]]:
        """Names by the words for the place: as they stand, and in the order of the alphabet."""
        found: defaultdict[str, list[NameEntry]] = defaultdict(list)
        for entry in self.entries:
            for key in _keys_of(entry.name):
                found[key].append(entry)
        return found

    @cached_property
    def by_number(self) -> dict[str, list[NameEntry]]:
        """Names by the digits of units such as RSU 21, and of names that have no place at all."""
        found: defaultdict[str, list[NameEntry]] = defaultdict(list)
        for entry in self.entries:
            for number in entry.name.numbers:
                if number.unit or not entry.name.core:
                    found[number.digits].append(entry)
        return found

    @cached_property
    def by_bracket(self) -> dict[str, list[NameEntry]]:
        """Names by the state's own number in brackets."""
        found: defaultdict[str, list[NameEntry]] = defaultdict(list)
        for entry in self.entries:
            if entry.name.bracketed:
                found[entry.name.bracketed].append(entry)
        return found

    @cached_property
    def by_word(self) -> dict[str, list[NameEntry]]:
        """Names by each word for the place."""
        found: defaultdict[str, list[NameEntry]] = defaultdict(list)
        for entry in self.entries:
            for word in set(entry.name.core):
                found[word].append(entry)
        return found

    @cached_property
    def keys(self) -> list[str]:
        """Every key of `by_key`, for a search that forgives slips of the pen."""
        return list(self.by_key)

    @cached_property
    def cities(self) -> frozenset[str]:
        """The towns in which the state's districts have their offices."""
        return frozenset(filter(None, (city_of(entry.node) for entry in self.entries)))

    @cached_property
    def counties(self) -> frozenset[str]:
        """The counties of the state's districts."""
        return frozenset(filter(None, (county_of(entry.node) for entry in self.entries)))

    def weight(self, word: str) -> float:
        """How much a word tells in this state: 0 for one in every name, 1 for one in a single one.

        The inverse document frequency of the word, scaled.
        """
        most = math.log(len(self.entries) + 1)
        return 1 - math.log(max(len(self.by_word.get(word, ())), 1)) / most if most else 1.0

    def share(self, word: str) -> float:
        """The share of the state's districts whose own names say this form word or level (0 to 1).

        Further names do not count: a list may call every district of a state a county.
        """
        if word not in self._shares:
            said = sum(word in name.forms or word == name.level for name in self._names)
            self._shares[word] = said / len(self._names)
        return self._shares[word]

    def same_place(self, name: Name) -> list[NameEntry]:
        """Names with the same words for the place."""
        found = [entry for key in _keys_of(name) for entry in self.by_key.get(key, ())]
        return list({id(entry): entry for entry in found}.values())

    def numbered(self, numbers: Iterable[Number]) -> list[NameEntry]:
        """Names that one of these numbers may stand for without any place."""
        found = [
            entry
            for number in numbers
            for entry in self.by_number.get(number.digits, ())
            if any(number.agrees(own) for own in entry.name.numbers)
        ]
        return list({id(entry): entry for entry in found}.values())

    def sharing_words(self, name: Name) -> list[NameEntry]:
        """Names that share a word for the place which is not in too many names."""
        found = {
            id(entry): entry
            for word in name.core
            if len(shared := self.by_word.get(word, ())) <= COMMON
            for entry in shared
        }
        return list(found.values())

    def spelled_alike(self, name: Name, least: float) -> list[NameEntry]:
        """Names whose place is spelled nearly alike, at least so similar (0 to 1)."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - no other question needs it

        if len(name.key) < 4:
            return []
        hits = process.extract(
            name.key, self.keys, scorer=fuzz.ratio, score_cutoff=100 * least, limit=8
        )
        return [entry for key, _, _ in hits for entry in self.by_key[key]]


def in_order(name: Name) -> str:
    """The words for the place in the order of the alphabet."""
    return " ".join(sorted(name.core))


def _keys_of(name: Name) -> tuple[str, ...]:
    """What a name is looked up by: as its words stand, and in the order of the alphabet."""
    return tuple(dict.fromkeys((name.key, in_order(name)))) if name.core else ()


def place_keys(node: Node, state: str | None) -> frozenset[str]:
    """What the names of an entity are looked up by (see `Block.by_key`)."""
    return frozenset(key for entry in _entries(node, state) for key in _keys_of(entry.name))


def has_place(name: Name, keys: Collection[str]) -> bool:
    """Whether a name has the same words for the place as one of those with these keys."""
    return any(key in keys for key in _keys_of(name))


def city_of(node: Node) -> str:
    """The town of an entity in small letters, "" if it is unknown."""
    city = node.text("city")
    return " ".join(parse(city, None).core) if city else ""


def county_of(node: Node) -> str:
    """The county of an entity in small letters and without that word, "" if it is unknown."""
    county = node.text("county")
    return " ".join(parse(county, None).core) if county else ""


def _entries(node: Node, state: str | None) -> Iterator[NameEntry]:
    for text in dict.fromkeys((node.name, *node.aliases)):
        name = parse(text, state)
        yield NameEntry(node, name)
        for part in _parts(text):
            other = parse(part, state)
            if other.core and other.core != name.core and plain(part) != city_of(node):
                forms = other.forms or name.forms
                level = other.level or name.level
                yield NameEntry(node, other._replace(forms=forms, level=level), partial=True)


def _parts(text: str) -> list[str]:
    """The names that are a part of a text: in brackets, or on a side of a slash.

    A side must say itself that it is a district: "Project Renew/Henry Co" is none of the county's.
    """
    inside = [part for part in _PARENS.findall(text) if not part.lower().startswith("formerly")]
    sides = _SLASH.split(_PARENS.sub(" ", text))
    called = [side for side in sides if _SAYS_DISTRICT.search(side)] if len(sides) > 1 else []
    return [*inside, *called]
