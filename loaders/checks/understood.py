"""What a roster was understood to say, before it is written: to be looked at by a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

SENTENCES = 3
"""How many ties are told as examples."""


class NetworkRows(NamedTuple):
    """A network that a roster names.

    Attributes
    ----------
    new
        Whether the roster is the first to know it.
    rows
        How many rows name it.
    near
        Known names that are near its own.
    """

    id: str
    name: str
    new: bool
    rows: int
    near: tuple[str, ...] = ()


class Understood(NamedTuple):
    """What a roster was understood to say, to be shown: `Understanding` at its end."""

    networks: list[NetworkRows]
    states: dict[str, int]
    first_since: str | None
    last_since: str | None
    examples: list[str]


@dataclass(slots=True)
class Understanding:
    """What a roster was understood to say.

    Attributes
    ----------
    networks
        By the number of rows, most first, then by name.
    states
        How many members are in each state.
    since
        All beginnings and ends that it gives.
    examples
        The first ties as sentences.
    """

    names: dict[str, tuple[str, bool, tuple[str, ...]]] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter[str])
    states: Counter[str] = field(default_factory=Counter[str])
    first_since: str | None = None
    last_since: str | None = None
    examples: list[str] = field(default_factory=list[str])

    @property
    def networks(self) -> list[NetworkRows]:
        """The networks, by the number of rows."""
        found = [
            NetworkRows(node_id, name, new, self.rows[node_id], near)
            for node_id, (name, new, near) in self.names.items()
        ]
        return sorted(found, key=lambda row: (-row.rows, row.name, row.id))

    def date(self, since: str) -> None:
        """Take in a beginning."""
        if self.first_since is None or since < self.first_since:
            self.first_since = since
        if self.last_since is None or since > self.last_since:
            self.last_since = since

    def example(self, sentence: str) -> None:
        """Take in a tie as a sentence, if there are not enough."""
        if len(self.examples) < SENTENCES:
            self.examples.append(sentence)


def understood(said: Understanding) -> Understood:
    """What was understood, in a fixed order: states by members, most first, then by code."""
    states = sorted(said.states.items(), key=lambda pair: (-pair[1], pair[0]))
    return Understood(said.networks, dict(states), said.first_since, said.last_since, said.examples)
