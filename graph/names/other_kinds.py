"""Names of networks, organizations, schools and people: the whole name has to be the same.

There are two Leagues of Innovative Schools. Such names are proper names, of which no word can be
left out, and the same name twice is a question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.names.folding import plain
from graph.names.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Node

LIKE = 80
"""How alike (0 to 100) a name must be to be shown to a person."""


class NameHits(NamedTuple):
    """The entities that a name may mean, best first, each with a score from 0 to 1."""

    nodes: tuple[tuple[Node, float], ...]
    certain: bool
    reason: str


class NameIndex:
    """Entities by their whole names and aliases, case, accents and punctuation aside."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        found: defaultdict[str, dict[str, Node]] = defaultdict(dict)
        for node in nodes:
            for text in (node.name, *node.aliases):
                found[whole(text)][node.id] = node
        self._by_name = dict(found)

    def find(self, written: str, state: str | None, refused: frozenset[str]) -> NameHits:
        """The entities that carry a name, or one like it."""
        same = [n for n in self._by_name.get(whole(written), {}).values() if n.id not in refused]
        if len(same) == 1 and _may_be_in(same[0], state):
            return NameHits(((same[0], 1.0),), certain=True, reason="It is the name of one alone.")
        if same:
            why = "Several carry this name." if len(same) > 1 else "It is in another state."
            return NameHits(tuple((node, 1.0) for node in same), certain=False, reason=why)
        like = self._like(whole(written), refused)
        return NameHits(like, certain=False, reason="None carries this name as it is written.")

    def _like(self, name: str, refused: frozenset[str]) -> tuple[tuple[Node, float], ...]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - most names need no search

        hits = process.extract(
            name, list(self._by_name), scorer=fuzz.token_sort_ratio, score_cutoff=LIKE, limit=5
        )
        best: dict[str, tuple[Node, float]] = {}
        for text, score, _ in hits:
            for node in self._by_name[text].values():
                if node.id not in refused:
                    best.setdefault(node.id, (node, score / 100))
        return tuple(best.values())


def whole(text: str) -> str:
    """A name as it is compared: in small letters, without punctuation and a leading "the"."""
    words = re.findall(r"[^\W_]+", plain(text))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _may_be_in(node: Node, state: str | None) -> bool:
    own = state_of(node.state)
    return state is None or own is None or own == state
