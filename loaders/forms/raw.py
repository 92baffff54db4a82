"""What every form of file gives: rows of text that remember their line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loaders.forms.lines import DamagedFileError

    Lost = Callable[[DamagedFileError], None]

Cells = list[str]


class RawRows(Protocol):
    """The rows of a table as they stand in its file, the header among them."""

    @property
    def plain(self) -> bool:
        """Whether no cell so far needs a second look for control characters and the like."""
        ...

    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """The line where each row begins, and its cells.

        Parameters
        ----------
        lost
            Called for a row of which not even the cells are known.

        Raises
        ------
        DamagedFileError
            If the rest of the file cannot be read.
        """
        ...
