"""All entities that a row of a roster may be about: those of the store, and those just read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.schema import COLLECTIVES
from loaders.identity.near_names import NearNames
from loaders.identity.network_names import network_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Node

_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16_384)
def words_of(name: str) -> tuple[str, ...]:
    """A name without case, accents, punctuation and leading zeros of numbers, word by word."""
    folded = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    words = tuple(
        word.lstrip("0") or "0" if word.isdigit() else word for word in _WORDS.findall(plain)
    )
    return words or (folded.strip(),)


def slug(name: str) -> str:
    """A name as part of an id: lower case, its words joined by hyphens.

    A character that cannot be seen is written as its number, since ids are read and typed.
    """
    joined = "-".join(words_of(name))
    return "".join(c if c.isprintable() else f"u{ord(c):04x}" for c in joined)


def new_id(kind: str, name: str, state: str) -> str:
    """An id for an entity that only a roster knows: ``district:nh-sanborn-regional``."""
    return f"{kind}:{'-'.join(map(slug, filter(None, (state, name))))}"


class Directory:
    """Entities by id, by NCES id and, if they are collectives, by name."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._owners: dict[str, Node] = {}
        self._named: dict[str, dict[str, None]] = {}
        self._near: NearNames | None = None  # most rosters never ask

    def add(self, nodes: Iterable[Node]) -> None:
        """Enter entities; what is said of one later takes the place of what was said before."""
        for node in nodes:
            self._nodes[node.id] = node
            nces_id = node.text("nces_id")
            if nces_id:
                self._owners[nces_id] = node
            if node.kind in COLLECTIVES:
                for name in (node.name, *node.aliases):
                    self._named.setdefault(network_key(name), {})[node.id] = None
                    if self._near is not None:
                        self._near.add(name)

    def node(self, node_id: str) -> Node | None:
        """The entity with this id."""
        return self._nodes.get(node_id)

    def owner(self, nces_id: str) -> Node | None:
        """The entity that carries this NCES id."""
        return self._owners.get(nces_id)

    def of_kind(self, kind: str) -> list[Node]:
        """All entities of a kind, in the order in which they were entered."""
        return [node for node in self._nodes.values() if node.kind == kind]

    def collectives(self, name: str) -> list[Node]:
        """The collectives that a name names exactly, but for case, accents and punctuation."""
        return [self._nodes[node_id] for node_id in self._named.get(network_key(name), ())]

    def near_collectives(self, name: str) -> list[Node]:
        """The collectives of which a name or alias is equal to a name, or near it."""
        if self._near is None:
            nodes = self.all_collectives()
            self._near = NearNames(own for n in nodes for own in (n.name, *n.aliases))
        names = self._near.near(name)
        found = {node.id: node for other in names for node in self.collectives(other)}
        return [node for node in found.values() if not {node.name, *node.aliases}.isdisjoint(names)]

    def all_collectives(self) -> list[Node]:
        """All collectives that have a name."""
        ids = dict.fromkeys(node_id for named in self._named.values() for node_id in named)
        return [self._nodes[node_id] for node_id in ids]
