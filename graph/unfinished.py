"""What a write that was broken off leaves behind: a mark, until it is completed or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from graph.records import Act

_WHAT = {
    "load": "The load",
    "unload": "The unloading",
    "merge": "The merging",
    "undo": "The taking back",
}
_AGAIN = {
    "load": "load it again to complete it, or take it back",
    "unload": "unload it again to complete it, or take it back",
    "merge": "merge again to complete it, or take it back",
    "undo": "go on with it",
}


class UnfinishedWarning(UserWarning):
    """The store that was asked holds a part of a load, so that the answer may lack something."""


class Unfinished(NamedTuple):
    """A write of several transactions that is under way, or was broken off.

    Attributes
    ----------
    act, source
        What it is, and of what: the name of the source; "" where it has none.
    begun
        When, in UTC, as ``YYYY-MM-DDTHH:MM:SSZ``.
    done, of
        How many of its records are written; of an ``undo``, how many transactions are taken back.
    """

    act: Act | Literal["undo"]
    source: str
    begun: str
    done: int
    of: int

    def said_of(self, target: str) -> str:
        """What to know about it, and what to do, in words."""
        of = f" of {self.source}" if self.source else ""
        unit = "transactions" if self.act == "undo" else "records"
        return (
            f"{_WHAT[self.act]}{of} was begun on {self.begun} and is not finished: {self.done:,} "
            f"of {self.of:,} {unit} are done, and answers may be wrong until then. If it is not "
            f"running, {_AGAIN[self.act]}: netweave load --undo --store {target}"
        )
