"""Rows of JSON: a list of objects, or an object on each line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from loaders.forms.charset import charset_of, decoded
from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError, Lines
from loaders.forms.start import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from loaders.forms.raw import Cells, Lost

WHOLE_LIMIT = 256 << 20
"""Bytes of a JSON file, which must be held in memory as a whole. Lines of JSON need not."""
DEEPEST = 4
"""How deep objects may lie in each other."""
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
        """A header of all names that any object has, then the objects."""
        ignored: list[DamagedFileError] = []
        names = _names(record for _, record in self._records(ignored.append))
        yield 1, list(names)
        for line, record in self._records(lost):
            yield line, _cells(record, names)

    def _records(self, lost: Lost) -> Iterator[tuple[int, Mapping[str, str]]]:
        lines = Lines(self._path)
        for number, line in enumerate(lines, start=1):
            lines.row_start = number
            if not line.strip():
                continue
            try:
                yield number, _record(_DECODER.decode(line))
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
        """A header of all names that any object has, then the objects with their lines."""
        text = _text_of(self._path)
        found: list[tuple[int, Mapping[str, str]]] = []
        for line, value in _values(text):
            try:
                found.append((line, _record(value)))
            except (ValueError, RecursionError) as error:
                fix = f"Make each entry of the list an object. ({error})"
                lost(DamagedFileError("bad-json", "The entry is no JSON object.", fix, line))
        names = _names(record for _, record in found)
        yield 1, list(names)
        for line, record in found:
            yield line, _cells(record, names)


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


def _record(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise ValueError("It is not between braces")  # noqa: TRY004 - caught beside bad JSON
    return dict(_flat("", value, DEEPEST))


def _flat(prefix: str, value: Mapping[str, Any], depth: int) -> Iterator[tuple[str, str]]:
    """The values of an object; those of an object within it have names such as ``place.city``."""
    for name, inner in value.items():
        if isinstance(inner, dict) and depth:
            yield from _flat(f"{prefix}{name}.", inner, depth - 1)
        else:
            yield f"{prefix}{name}", _text(inner)


def _text(value: Any) -> str:
    """A value as the text of a cell; a list as its values with semicolons between."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return json.dumps(value, ensure_ascii=False)


def _names(records: Iterable[Mapping[str, str]]) -> dict[str, None]:
    return dict.fromkeys(name for record in records for name in record)


def _cells(record: Mapping[str, str], names: Iterable[str]) -> Cells:
    return [record.get(name, "") for name in names]
