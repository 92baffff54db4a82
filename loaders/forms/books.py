"""What kind of workbook bytes are, whether they may be opened, and where their facts stand."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from loaders.forms.binary_book import XlsbContent
from loaders.forms.lines import DamagedFileError
from loaders.forms.old_book import XlsContent
from loaders.forms.open_document import OdsContent
from loaders.forms.packed import SAVE_AS_CSV, examine
from loaders.forms.sheet_xml import BookXml
from loaders.forms.start import OLD

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.forms.facts import SheetFacts

OLD_LIMIT = 64 << 20
"""Bytes of an XLS workbook; a sheet of it has 65,536 rows and 256 columns at most."""


class BookFacts(NamedTuple):
    """What is known of a workbook before its values are read.

    Attributes
    ----------
    plain
        Whether no cell needs a second look (`loaders.forms.raw.RawRows`).
    facts
        What is known of a sheet, by its name.
    """

    plain: bool
    facts: Callable[[str], SheetFacts]


def looked_into(stream: BinaryIO) -> BookFacts:
    """Make sure that a workbook may be opened.

    Raises
    ------
    DamagedFileError
        If it is damaged, or would take more memory than a table ever needs.
    """
    start = stream.read(len(OLD))
    size = stream.seek(0, 2)
    if start == OLD:
        if size > OLD_LIMIT:
            problem = f"The workbook has {size:,} bytes; {OLD_LIMIT:,} are allowed."
            raise DamagedFileError("workbook-too-large", problem, SAVE_AS_CSV)
        stream.seek(0)
        return BookFacts(plain=False, facts=XlsContent(stream.read()).facts)
    stream.seek(0)
    seen = examine(stream)
    with zipfile.ZipFile(stream) as book:
        names = book.namelist()
    if "content.xml" in names:
        return BookFacts(plain=False, facts=OdsContent(stream).facts)
    if any(name.endswith("workbook.bin") for name in names):
        return BookFacts(plain=False, facts=XlsbContent(stream).facts)
    return BookFacts(seen.plain, BookXml(stream, seen.telling).facts)
