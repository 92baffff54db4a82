"""Tables of a web page, as many programs save them under the name .xls."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from loaders.forms.charset import charset_of
from loaders.forms.facts import MergedCells, SheetFacts, filled_from, with_texts
from loaders.forms.lines import DamagedFileError
from loaders.forms.packed import CELL_LIMIT, SAVE_AS_CSV
from loaders.forms.start import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.forms.facts import CellPlace
    from loaders.forms.raw import Cells, Lost

WHOLE_LIMIT = 64 << 20
"""Bytes of a page, which must be held in memory as a whole."""
SPAN_LIMIT = 1_000
"""How many columns a cell may span, as browsers have it; and how many rows are believed."""

_ROW, _CELL = ("tr", "row"), ("td", "th", "cell")
_BREAKS = ("br", "p", "div", "li")
_HEADINGS = ("caption", "h1", "h2", "h3", "h4", "h5", "h6")
_STRUCK = ("s", "strike", "del")
_UNSEEN = ("script", "style", "template", "noscript")
_CHARSET = re.compile(
    rb"""(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)"""
)
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)


def tables_of(path: Path) -> dict[str, PageTable]:
    """The tables of a page that hold something, by their captions or numbers.

    Spreadsheets in XML, an older form of Excel, are read as well: their tables, rows and cells
    have names of their own and mean the same.

    Raises
    ------
    DamagedFileError
        If the page cannot be read or is too large, or a table is.
    """
    content = whole(path, WHOLE_LIMIT, "page-too-large", SAVE_AS_CSV)
    reader = _HtmlReader()
    reader.feed(_text_of(content))
    reader.close()
    tables = [table for table in reader.tables if table.filled]
    found: dict[str, PageTable] = {}
    for number, table in enumerate(tables, start=1):
        name = table.name or f"table {number}"
        found[f"{name} ({number})" if name in found else name] = table
    if len(tables) == 1 and tables[0].name:
        tables[0].put_title()
    return found


def _text_of(content: bytes) -> str:
    stated = _CHARSET.search(content[:4096])
    if stated and content[:1] == b"<":
        try:
            return content.decode(stated[1].decode(), "replace")
        except LookupError:
            pass
    return content.decode(charset_of(content, whole=True).codec, "replace").lstrip("\ufeff")


class PageTable:
    """A table of a page: `loaders.forms.raw.RawRows`, and facts.

    Attributes
    ----------
    name
        What its caption, its sheet or the heading above calls it, "" if nothing does.
    """

    plain = False

    def __init__(self, name: str) -> None:
        self.name = name
        self._rows: list[Cells] = []
        self._hidden: set[int] = set()
        self._struck: set[CellPlace] = set()
        self._merged: list[MergedCells] = []
        self._below: dict[int, int] = {}
        self._size = 0

    @property
    def filled(self) -> bool:
        """Whether any cell holds something."""
        return any(any(row) for row in self._rows)

    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """The rows with their numbers in the table."""
        del lost
        texts = filled_from(self._rows, self._merged)
        yield from with_texts(enumerate(self._rows, start=1), texts)

    def facts(self) -> SheetFacts:
        """What the table shows beside its values."""
        return SheetFacts(
            hidden_rows=frozenset(self._hidden),
            struck=frozenset(self._struck),
            merged=tuple(self._merged),
            filled_in=frozenset(filled_from(self._rows, self._merged)),
        )

    # While it is read ---------------------------------------------------------------------

    def put_title(self) -> None:
        """Let the name of the table stand as a title above its rows."""
        self._rows.insert(0, [self.name])
        self._hidden = {line + 1 for line in self._hidden}
        self._struck = {(line + 1, at) for line, at in self._struck}
        self._merged = [m._replace(top=m.top + 1, bottom=m.bottom + 1) for m in self._merged]

    def add_row(self, number: int | None, *, hidden: bool) -> None:
        """Begin a row, the next one if it has no number."""
        if number is not None and len(self._rows) < number - 1 < CELL_LIMIT:
            self._rows += [[] for _ in range(number - 1 - len(self._rows))]
        self._rows.append([])
        if hidden:
            self._hidden.add(len(self._rows))

    def add_cell(self, text: str, span: tuple[int, int], at: int | None, *, struck: bool) -> None:
        """End a cell: its text, how many rows and columns it spans, its column if that is given."""
        if not self._rows:
            self._rows.append([])
        row, line = self._rows[-1], len(self._rows)
        down, right = (min(max(1, count), SPAN_LIMIT) for count in span)
        if at is not None:
            row += [""] * (min(at - 1, SPAN_LIMIT) - len(row))
        while self._below.get(len(row), 0) >= line:
            row.append("")
        column = len(row)
        if down > 1 or right > 1:
            self._merged.append(MergedCells(line, line + down - 1, column, column + right - 1))
            self._below.update(dict.fromkeys(range(column, column + right), line + down - 1))
        row += [text, *[""] * (right - 1)]
        if struck and text:
            self._struck.add((line, column))
        self._judge(right)

    def _judge(self, more: int) -> None:
        self._size += more
        if self._size + len(self._rows) > CELL_LIMIT:
            problem = f"A table of the page has more than {CELL_LIMIT:,} cells."
            raise DamagedFileError("page-too-large", problem, SAVE_AS_CSV)


class _HtmlCell:
    """A cell that is being read."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.texts: list[str] = []
        self.struck = False
        self.at = _whole(attributes.get("ss:index"))
        self.span = _span(attributes)

    @property
    def text(self) -> str:
        """Its text, white space as a browser shows it."""
        lines = (" ".join(line.split()) for line in "".join(self.texts).split("\0"))
        return "\n".join(filter(None, lines))


class _Open:
    """A table that is being read, with its cell."""

    def __init__(self, table: PageTable) -> None:
        self.table = table
        self.cell: _HtmlCell | None = None

    def end_cell(self) -> None:
        if self.cell is not None:
            self.table.add_cell(
                self.cell.text, self.cell.span, self.cell.at, struck=self.cell.struck
            )
            self.cell = None


class _HtmlReader(HTMLParser):
    """Reads the tables of a page; one within another is a table of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[PageTable] = []
        self._open: list[_Open] = []
        self._heading: list[str] | None = None
        self._name = ""
        self._unseen = 0
        self._struck = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in where something begins."""
        attributes = {name: value or "" for name, value in attrs}
        tag = tag.removeprefix("ss:")
        style = attributes.get("style", "")
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "worksheet":
            self._name = attributes.get("ss:name", "")
        elif tag == "table":
            self.tables.append(PageTable(self._name))
            self._open.append(_Open(self.tables[-1]))
            self._name = ""
        elif tag in _HEADINGS:
            self._heading = []
        elif self._open:
            self._start_within(self._open[-1], tag, attributes)
        if tag in _STRUCK:
            self._struck += 1
        cell = self._open[-1].cell if self._open else None
        if cell is not None and _LINE_THROUGH.search(style):
            cell.struck = True

    def _start_within(self, at: _Open, tag: str, attributes: dict[str, str]) -> None:
        if tag in _ROW:
            at.end_cell()
            hidden = _NO_DISPLAY.search(attributes.get("style", "")) is not None
            hidden |= "hidden" in attributes or attributes.get("ss:hidden") == "1"
            at.table.add_row(_whole(attributes.get("ss:index")), hidden=hidden)
        elif tag in _CELL:
            at.end_cell()
            at.cell = _HtmlCell(attributes)
        elif tag in _BREAKS and at.cell is not None:
            at.cell.texts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        """Take in where something ends."""
        tag = tag.removeprefix("ss:")
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _STRUCK:
            self._struck = max(0, self._struck - 1)
        elif tag in _HEADINGS and self._heading is not None:
            self._end_heading(tag)
        elif self._open and tag in (*_CELL, *_ROW, "table"):
            self._open[-1].end_cell()
            if tag == "table":
                self._open.pop()
        elif tag in _BREAKS and self._open and self._open[-1].cell is not None:
            self._open[-1].cell.texts.append("\0")

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._unseen:
            return
        if self._heading is not None:
            self._heading.append(data)
        cell = self._open[-1].cell if self._open else None
        if cell is not None:
            cell.texts.append(data)
            cell.struck |= self._struck > 0 and not data.isspace()

    def close(self) -> None:
        """Take in the end of the page, also where something was left open."""
        super().close()
        for opened in self._open:
            opened.end_cell()

    def _end_heading(self, tag: str) -> None:
        text = " ".join("".join(self._heading or ()).split())
        self._heading = None
        if tag == "caption" and self._open:
            self._open[-1].table.name = text or self._open[-1].table.name
        elif not self._open:
            self._name = text


def _span(attributes: dict[str, str]) -> tuple[int, int]:
    """How many rows and columns a cell spans."""
    down = _whole(attributes.get("rowspan")) or (_whole(attributes.get("ss:mergedown")) or 0) + 1
    right = _whole(attributes.get("colspan")) or (_whole(attributes.get("ss:mergeacross")) or 0) + 1
    return down, right


def _whole(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else None
