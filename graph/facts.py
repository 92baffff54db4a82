"""What a store says of itself: its kind, its size and its digest."""

from __future__ import annotations

from typing import Literal, NamedTuple

StoreKind = Literal["offline", "networkx", "neo4j"]


class StoreFacts(NamedTuple):
    """What every answer says about the store it came from."""

    kind: StoreKind
    nodes: int
    ties: int
    data_hash: str
