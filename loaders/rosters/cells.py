"""What the cells of a roster mean: nothing, a text, a LEAID that lost its zero."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loaders.rosters.mapping import TableMapping

REMEMBERED = 4_096
"""How many short cells are remembered with their meaning."""

_LEAID = re.compile(r"(?:[A-Za-z]{2}-)?(\d{1,2})-?(\d{5})(?:\d{5})?(?:\.0)?")


class CellReader:
    """Reads the cells of a table as its mapping says.

    Parameters
    ----------
    mapping
        Which texts mean nothing.

    Attributes
    ----------
    repaired
        How many LEAIDs had lost their leading zero so far.
    """

    def __init__(self, mapping: TableMapping) -> None:
        self.repaired = 0
        self._missing = mapping.missing
        self._longest = max(map(len, mapping.missing), default=0)
        self._known = _Memory(self.clean)

    def clean(self, text: str) -> str:
        """A cell without what spreadsheets put around numbers; "" if it means nothing."""
        if len(text) <= self._longest and text.casefold() in self._missing:
            return ""
        mark = text[:1]
        if mark == "'" and text[1:2].isdigit():
            return text[1:]
        if mark == "=" and text.startswith('="') and text.endswith('"'):
            return text[2:-1]
        return text

    def clean_all(self, texts: Iterable[str]) -> list[str]:
        """Cells, each as `clean` gives it."""
        longest, known = self._longest, self._known
        # Most cells are neither short nor marked, and a call for each takes long.
        return [t if len(t) > longest and t[0] not in "'=" else known[t] for t in texts]

    def leaid(self, text: str) -> str:
        """The 7 digits of a LEAID, a leading zero put back where a spreadsheet took it.

        ``33-05730`` and ``NH-3305730`` are such numbers, and the 12 digits of a school begin
        with its district's.
        """
        if len(text) == 7 and text.isascii() and text.isdigit():
            return text
        found = _LEAID.fullmatch(text)
        if found is None:
            return text
        self.repaired += len(found[1]) == 1
        return f"{found[1]:0>2}{found[2]}"


class _Memory(dict[str, str]):
    """What cells mean that were met before; of many different ones, the first."""

    def __init__(self, find: Callable[[str], str]) -> None:
        self._find = find

    def __missing__(self, text: str) -> str:
        meaning = self._find(text)
        if len(self) < REMEMBERED:
            self[text] = meaning
        return meaning
