"""What a server says of its store: the meta node, as a record."""

from __future__ import annotations

from typing import NamedTuple


class Meta(NamedTuple):
    """What the store says about itself.

    Attributes
    ----------
    next_order
        The place of the next statement.
    writer
        The load that has written last, None if none has.
    part
        The number of the last part of the journal, 0 if there is none.
    loading
        The marks of writes that are not finished.
    """

    nodes: int
    ties: int
    data_hash: str
    next_order: int
    writer: str | None
    part: int
    loading: list[str]
