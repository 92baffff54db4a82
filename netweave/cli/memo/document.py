"""A memo as a document for a word processor. It needs the extra ``netweave[docx]``."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graph.errors import NetweaveError
from netweave.cli.answer.as_text import clean, shown
from netweave.cli.answer.pages import Code, Grid, Items, Ladder, Text, Title
from netweave.cli.memo.written import parts
from netweave.exports.replacing import SOFTWARE
from netweave.visuals.painting.figures import write_figure

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerBlock
    from netweave.cli.memo.memo import Memo

WIDE = 16.0
"""Centimetres that a picture takes."""
SMALL = 8
"""Points of the text in tables and notes."""
_MARK = re.compile(r"(\[\d+\])")


class MissingExtraError(NetweaveError):
    """A library that only this needs is not installed."""


def as_document(memo: Memo, target: Path) -> None:
    """Write a memo as DOCX.

    Raises
    ------
    MissingExtraError
        If python-docx is not installed.
    """
    try:
        from docx import Document  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError(
            'A .docx needs python-docx. Install it with: pip install "netweave[docx]", or write '
            ".html or .md."
        ) from None
    document = Document()
    document.core_properties.title = clean(memo.title)
    document.core_properties.author = SOFTWARE
    document.core_properties.comments = ""
    document.add_heading(clean(memo.title), 0)
    _paragraph(document, memo.question, "Subtitle")
    for heading, blocks in parts(memo):
        document.add_heading(heading, 1)
        for block in blocks:
            _put(document, block)
        if heading == "The answer":
            _picture(document, memo)
    if memo.notes:
        document.add_heading("Notes", 1)
        for number, line in enumerate(memo.notes, start=1):
            _small(document.add_paragraph(f"[{number}] {clean(line)}"))
    _small(document.add_paragraph(f"To ask again: {clean(memo.origin)}"))
    with target.open("wb") as file:
        document.save(file)


def _put(document: Any, block: AnswerBlock) -> None:
    if isinstance(block, Title):
        document.add_heading(clean(block.text), 2)
    elif isinstance(block, Text):
        _paragraph(document, block.text)
    elif isinstance(block, Items):
        for item in block.items:
            _paragraph(document, item, "List Bullet")
    elif isinstance(block, Code):
        for line in block.lines:
            _paragraph(document, line)
    elif isinstance(block, Ladder):
        for rung in block.rungs:
            _paragraph(document, rung.stop)
            for tie in rung.ties:
                _paragraph(document, tie, "List Bullet 2")
    else:
        _table(document, block.filled())


def _table(document: Any, grid: Grid) -> None:
    """A table whose headings stand again on every page, and whose rows do not break."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra

    table = document.add_table(rows=1, cols=len(grid.headings), style="Light Grid Accent 1")
    for cell, heading in zip(table.rows[0].cells, grid.headings, strict=True):
        _fill(cell, heading)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - it has no name for it
    for row in grid.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - the same
        for cell, value in zip(added.cells, row, strict=True):
            _fill(cell, shown(value))
    document.add_paragraph()


def _fill(cell: Any, text: str) -> None:
    paragraph = cell.paragraphs[0]
    _marked(paragraph, text)
    _small(paragraph)


def _paragraph(document: Any, text: str, style: str | None = None) -> None:
    _marked(document.add_paragraph(style=style), text)


def _marked(paragraph: Any, text: str) -> None:
    """Text whose numbers of notes stand raised."""
    for part in _MARK.split(clean(text)):
        if part:
            paragraph.add_run(part).font.superscript = bool(_MARK.fullmatch(part)) or None


def _small(paragraph: Any) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - an extra

    for run in paragraph.runs:
        run.font.size = Pt(SMALL)


def _picture(document: Any, memo: Memo) -> None:
    if memo.picture is None:
        return
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    with TemporaryDirectory() as folder:
        drawn = Path(folder) / "picture.png"
        write_figure(memo.picture.svg, drawn, ".png")
        document.add_picture(str(drawn), width=Cm(WIDE))
    _paragraph(document, memo.picture.words, "Caption")
