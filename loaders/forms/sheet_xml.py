"""What the XML of a workbook (XLSX, XLSM) says of a sheet beside its values.

The reader of values leaves this out. To look for it takes long, so that it is looked for only in
parts of which a search of their bytes has shown that they may hold it (`loaders.forms.packed`).
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError

from loaders.forms.facts import SheetFacts
from loaders.forms.lines import DamagedFileError
from loaders.forms.xml_parts import attribute, finished, local, parsed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from loaders.forms.facts import CellPlace

LAST_COLUMN = 16_384
_NO = ("0", "false", "off")


class BookXml:
    """The parts of a workbook.

    Parameters
    ----------
    stream
        The workbook, which was found harmless.
    telling
        The names of the parts that may say more than values.
    """

    def __init__(self, stream: BinaryIO, telling: Collection[str]) -> None:
        self._book = zipfile.ZipFile(stream)
        self._telling = telling
        self._struck: tuple[set[int], set[int]] | None = None

    def facts(self, sheet: str) -> SheetFacts:
        """What is said of the sheet of a name.

        Raises
        ------
        DamagedFileError
            If the part cannot be read.
        """
        if not self._telling:
            return SheetFacts()
        try:
            part = self._parts().get(sheet, "")
            if part not in self._book.namelist():
                return SheetFacts()
            styles, texts = self._struck_out()
            if part not in self._telling and not styles and not texts:
                return SheetFacts()
            with self._book.open(part) as stream:
                return _XlsxScan(styles, texts).facts(finished(stream, ("row", "col")))
        except (ParseError, ValueError, KeyError) as error:
            problem = f"The workbook cannot be read ({error})."
            fix = "Open it in a spreadsheet and save it again as .xlsx, or as CSV UTF-8."
            raise DamagedFileError("damaged-workbook", problem, fix) from None

    def _parts(self) -> dict[str, str]:
        """The part of each sheet."""
        names = self._book.namelist()
        workbook = next((name for name in names if name.endswith("workbook.xml")), "")
        folder, file = posixpath.split(workbook)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in names:
            return {}
        targets = {
            relation.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", ""))
            ).lstrip("/")
            for relation in parsed(self._book.read(relations))
        }
        root = parsed(self._book.read(workbook))
        return {
            sheet.get("name", ""): targets.get(attribute(sheet, "id"), "")
            for sheet in root.iter()
            if local(sheet) == "sheet"
        }

    def _struck_out(self) -> tuple[set[int], set[int]]:
        """The formats of cells whose font is struck out, and the shared texts that are in part."""
        if self._struck is None:
            styles, texts = set[int](), set[int]()
            for name in self._telling:
                if name.endswith("styles.xml"):
                    styles = self._struck_formats(name)
                elif name.endswith("sharedStrings.xml"):
                    with self._book.open(name) as stream:
                        items = enumerate(finished(stream, ("si",)))
                        texts = {at for at, item in items if _is_struck(item)}
            self._struck = styles, texts
        return self._struck

    def _struck_formats(self, name: str) -> set[int]:
        root = parsed(self._book.read(name))
        fonts = next((part for part in root if local(part) == "fonts"), root[:0])
        struck = {at for at, font in enumerate(fonts) if _is_struck(font)}
        formats = next((part for part in root if local(part) == "cellXfs"), root[:0])
        return {at for at, form in enumerate(formats) if int(form.get("fontId") or 0) in struck}


class _XlsxScan:
    """One pass over the rows of a sheet."""

    def __init__(self, styles: set[int], texts: set[int]) -> None:
        self._styles, self._texts = styles, texts
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._struck: set[CellPlace] = set()
        self._uncomputed: set[CellPlace] = set()
        self._errors: dict[CellPlace, str] = {}

    def facts(self, elements: Iterator[Element]) -> SheetFacts:
        """What the rows and columns of a sheet say."""
        line = 0
        for element in elements:
            if local(element) == "col":
                self._see_columns(element)
                continue
            line = int(element.get("r") or line + 1)
            if _is_on(element.get("hidden")):
                self._rows.add(line)
            column = -1
            for cell in element:
                column = _column(cell.get("r", ""), column + 1)
                self._see((line, column), cell)
        return SheetFacts(
            hidden_rows=frozenset(self._rows),
            hidden_columns=frozenset(self._columns),
            struck=frozenset(self._struck),
            uncomputed=frozenset(self._uncomputed),
            errors=self._errors,
        )

    def _see_columns(self, element: Element) -> None:
        if _is_on(element.get("hidden")):
            first, last = int(element.get("min") or 1), int(element.get("max") or 1)
            self._columns.update(range(first - 1, min(last, LAST_COLUMN)))

    def _see(self, place: CellPlace, cell: Element) -> None:
        parts = {local(part): part for part in cell}
        formula, value = parts.get("f"), parts.get("v")
        text = value.text or "" if value is not None else ""
        kind = cell.get("t")
        if kind == "e":
            self._errors[place] = text
        elif formula is not None and not text and (kind != "str" or value is None):
            self._uncomputed.add(place)
            self._errors[place] = f"={formula.text or ''}"
        if not parts:
            return
        shared = kind == "s" and text.isdigit() and int(text) in self._texts
        if shared or int(cell.get("s") or 0) in self._styles or _is_struck(cell):
            self._struck.add(place)


def _is_struck(element: Element) -> bool:
    """Whether a font, or a run of text within, is struck out."""
    return any(local(e) == "strike" and e.get("val", "1") not in _NO for e in element.iter())


def _is_on(value: str | None) -> bool:
    return value is not None and value not in _NO


def _column(place: str, otherwise: int) -> int:
    """The column of a place such as ``AB12``, from 0."""
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1 if place else otherwise
