"""What the cells of a roster mean: nothing, a date, a mark, a LEAID that lost its zero."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.dates import days
from graph.errors import DateError
from loaders.columns.values import BadCellError, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loaders.rosters.mapping import TableMapping

REMEMBERED = 4_096
"""How many short cells are remembered with their meaning."""

_SCHOOL_YEAR = re.compile(r"(?:SY\s*)?(\d{4})\s*[-–/]\s*(\d{4}|\d{2})", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
_LEAID = re.compile(r"(?:[A-Za-z]{2}-)?(\d{1,2})-?(\d{5})(?:\d{5})?(?:\.0)?")


class CellReader:
    """Reads the cells of a table as its mapping says.

    Parameters
    ----------
    mapping
        Which texts mean nothing, a membership, or none.

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
        self._yes, self._no = mapping.yes, mapping.no

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

    def marked(self, text: str) -> bool:
        """Whether a mark means a membership.

        Raises
        ------
        BadCellError
            If it is neither a known mark for yes nor for no.
        """
        folded = text.casefold()
        if folded in self._no or folded in self._missing:
            return False
        if folded in self._yes:
            return True
        problem = f"{quoted(text)} is neither a mark for a member nor for none."
        fix = "Write x or leave it empty, or name the mark under yes or no in the mapping."
        raise BadCellError("unclear-mark", problem, fix)


class _Memory(dict[str, str]):
    """What cells mean that were met before; of many different ones, the first."""

    def __init__(self, find: Callable[[str], str]) -> None:
        self._find = find

    def __missing__(self, text: str) -> str:
        meaning = self._find(text)
        if len(self) < REMEMBERED:
            self[text] = meaning
        return meaning


def date(text: str, *, end: bool = False) -> str:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD; unchanged if it is none.

    A school year is the year in which it begins; as the end of something, that in which it ends.
    Days with slashes are read as in the United States, the month first.
    """
    if not text or is_date(text):
        return text
    if year := _SCHOOL_YEAR.fullmatch(text):
        last = f"{int(year[1]) + 1:04}"
        if last.endswith(year[2]):
            return last if end else year[1]
    if day := _DAY.fullmatch(text):
        iso = f"{day[3]}-{int(day[1]):02}-{int(day[2]):02}"
        return iso if is_date(iso) else text
    if stamp := _STAMP.fullmatch(text):
        return stamp[1]
    return text


def is_date(text: str) -> bool:
    """Whether a text is a date of year, month or day precision."""
    try:
        days(text)
    except DateError:
        return False
    return True
