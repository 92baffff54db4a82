"""What a name of a roster asks that a person has to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.questions import AskedQuestion, Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Node
    from graph.names.desk import Match

SHOWN = 5
"""How many candidates a question offers."""


def asked_name(name: str, state: str, match: Match) -> AskedQuestion:
    """Which district a name means."""
    candidates = tuple((one.id, one.name) for one in match.candidates[:SHOWN])
    key = Key("district", name, state)
    return AskedQuestion(key, "name-in-review", " ".join(match.reasons), candidates)


def asked_network(name: str, candidates: Sequence[Node]) -> AskedQuestion:
    """Which network a name means."""
    near = tuple((node.id, node.name) for node in candidates[:SHOWN])
    why = f"It may be {' or '.join(called for _, called in near)}."
    return AskedQuestion(Key("network", name), "network-in-review", why, near)
