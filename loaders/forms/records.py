"""Rows of JSON: a list of objects, or an object on each line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from loaders.forms.charset import charset_of, decoded
from loaders.forms.facts import NO_FACTS
from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError, Lines
from loaders.forms.objects import cells_of, facts_of, records_of
from loaders.forms.start import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from loaders.forms.facts import SheetFacts
    from loaders.forms.objects import ObjectRow
    from loaders.forms.raw import Cells, Lost

WHOLE_LIMIT = 256 << 20
"""Bytes of a JSON file, which must be held in memory as a whole. Lines of JSON need not."""
_ONE_A_LINE = 'Write one object a line: {"name": "Alpha", "state": "ME"}.'


class JsonLines:
    """The objects of a file with one on each line.

    Parameters
    ----------
    path
        The file; gzipped if its name ends in ``.gz``.
    """

    plain = False

    def __init__(self, path: Path) -> None:
        self._path = path

    @shielded
    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """A header of all names that any object has, then the objects.

        Each comes with its line; with its number in the table, if lines hold several rows.
        """
        names, own_lines, _ = self._overview()
        yield 1, list(names)
        for number, (line, record) in enumerate(self._records(lost), start=2):
            yield line if own_lines else number, cells_of(record, names)

    def facts(self) -> SheetFacts:
        """What the rows say more than once."""
        names, own_lines, repeated = self._overview()
        return facts_of(names, repeated) if not own_lines else NO_FACTS

    def _overview(self) -> tuple[dict[str, None], bool, list[frozenset[str]]]:
        """The names, whether each row has a line of its own, and what each says again."""
        names: dict[str, None] = {}
        last, own_lines, repeated = 0, True, list[frozenset[str]]()
        for line, record in self._records(lambda _: None):
            names.update(dict.fromkeys(record.values))
            own_lines &= line > last
            last = line
            repeated.append(record.repeated)
        return names, own_lines, repeated

    def _records(self, lost: Lost) -> Iterator[tuple[int, ObjectRow]]:
        lines = Lines(self._path)
        for number, line in enumerate(lines, start=1):
            lines.row_start = number
            if not line.strip():
                continue
            try:
                yield from ((number, record) for record in records_of(_DECODER.decode(line)))
            except (ValueError, RecursionError) as error:
                fix = f"{_ONE_A_LINE} ({error})"
                lost(DamagedFileError("bad-json", "The line is no JSON object.", fix, number))


class JsonList:
    """The objects of a JSON file: of its list, or of the one list within its object.

    Parameters
    ----------
    path
        The file; gzipped if its name ends in ``.gz``.
    """

    plain = False

    def __init__(self, path: Path) -> None:
        self._path = path

    @shielded
    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """A header of all names that any object has, then the objects.

        Each comes with the line where it begins; with its number in the table, if several rows
        begin on one line.
        """
        found = self._records(lost)
        names = _names(record for _, record in found)
        own_lines = len({line for line, _ in found}) == len(found)
        yield 1, list(names)
        for number, (line, record) in enumerate(found, start=2):
            yield line if own_lines else number, cells_of(record, names)

    def facts(self) -> SheetFacts:
        """What the rows say more than once."""
        found = self._records(lambda _: None)
        names = _names(record for _, record in found)
        return facts_of(names, [record.repeated for _, record in found])

    def _records(self, lost: Lost) -> list[tuple[int, ObjectRow]]:
        found: list[tuple[int, ObjectRow]] = []
        for line, value in _values(_text_of(self._path)):
            try:
                found += [(line, record) for record in records_of(value)]
            except (ValueError, RecursionError) as error:
                fix = f"Make each entry of the list an object. ({error})"
                lost(DamagedFileError("bad-json", "The entry is no JSON object.", fix, line))
        return found


def _no_number(text: str) -> str:
    raise ValueError(f"{text} is not a number.")


# Numbers stay as they are written, so that none is rounded or too long to be read.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_no_number)


def _text_of(path: Path) -> str:
    content = whole(path, WHOLE_LIMIT, "json-too-large", _ONE_A_LINE)
    return decoded(content, charset_of(content, whole=True).codec).lstrip("\ufeff")


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """The entries of the list, each with the line where it begins."""
    try:
        start = _list_start(text)
        line, at = 1 + text.count("\n", 0, start), start + 1
        while True:
            here = _past(text, at, ", \t\r\n")
            if text[here : here + 1] == "]":
                return
            value, end = _DECODER.raw_decode(text, here)
            line += text.count("\n", at, here)
            yield line, value
            line += text.count("\n", here, end)
            at = end
    except (ValueError, RecursionError) as error:
        fix = f"Correct it, or save the table as CSV. ({error})"
        raise DamagedFileError("bad-json", "The file is no list of objects.", fix) from None


def _list_start(text: str) -> int:
    """Where the list begins: the whole file, or the only list in an object."""
    start = _past(text, 0, " \t\r\n")
    if text[start : start + 1] == "[":
        return start
    value = _DECODER.decode(text)
    held: dict[str, Any] = value if isinstance(value, dict) else {}
    lists = [name for name, value in held.items() if isinstance(value, list)]
    if len(lists) != 1:
        raise ValueError(f"It holds {len(lists)} lists, and one is wanted")
    at = start + 1
    while True:
        name, at = _DECODER.raw_decode(text, _past(text, at, ", \t\r\n"))
        at = _past(text, at, ": \t\r\n")
        if name == lists[0] and text[at] == "[":
            return at
        _, at = _DECODER.raw_decode(text, at)


def _past(text: str, at: int, skipped: str) -> int:
    while text[at : at + 1] and text[at] in skipped:
        at += 1
    return at


def _names(records: Iterable[ObjectRow]) -> dict[str, None]:
    return dict.fromkeys(name for record in records for name in record.values)
