"""A cell, or a text with cells in it: ``NAME`` or ``Region {REGION}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BRACES = re.compile(r"\{([^{}]+)\}")


class Template:
    """How a field is made of the cells of a row.

    Parameters
    ----------
    text
        The name of a column, or a text with names of columns in braces.

    Attributes
    ----------
    names
        The columns that it needs.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        named = _BRACES.findall(text)
        self.names: tuple[str, ...] = tuple(named) or (text,)
        self._parts = _BRACES.split(text) if named else ["", text, ""]

    def reader(
        self, columns: Mapping[str, int], clean: Callable[[str], str]
    ) -> Callable[[list[str]], str]:
        """A function that gives the field of a row; empty if one of its cells is.

        Parameters
        ----------
        columns
            The position of each column.
        clean
            What a cell means: "" if nothing.
        """
        if self._parts[0] == self._parts[2] == "" and len(self._parts) == 3:
            at = columns[self._parts[1]]
            return lambda cells: clean(cells[at])
        texts, places = self._parts[::2], [columns[name] for name in self._parts[1::2]]

        def read(cells: list[str]) -> str:
            values = [clean(cells[at]) for at in places]
            if not all(values):
                return ""
            return texts[0] + "".join(a + b for a, b in zip(values, texts[1:], strict=True))

        return read
