"""An answer for people: paragraphs, tables and ladders, as wide as the terminal."""

from __future__ import annotations

import os
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from netweave.cli.answer.grids import columned
from netweave.cli.answer.pages import Code, Grid, Items, Ladder, Text, Title
from netweave.cli.door.saying import CONTROL

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage

PIPED = 100
"""The width where there is no terminal to ask."""
WIDEST_TEXT = 100
"""Lines of text longer than this are hard to read, however wide the terminal is."""
NARROWEST = 40


def page_text(page: AnswerPage) -> str:
    """A page as text; titles are bold, which `click.echo` takes off where nobody sees it."""
    width = max(_terminal_width(), NARROWEST)
    return "\n".join(_block(block, width) for block in page)


def _terminal_width() -> int:
    """The columns of the terminal. By hand: `shutil` costs two milliseconds at every start."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or PIPED  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return PIPED


def _block(block: AnswerBlock, width: int) -> str:
    narrow = min(width, WIDEST_TEXT)
    if isinstance(block, Title):
        return f"{click.style(_wrapped(block.text, narrow), bold=True)}\n"
    if isinstance(block, Text):
        return f"{_wrapped(block.text, narrow)}\n"
    if isinstance(block, Items):
        return "".join(f"{_wrapped(item, narrow, '  - ', '    ')}\n" for item in block.items)
    if isinstance(block, Code):
        return "".join(f"{clean(line)}\n" for line in block.lines)
    if isinstance(block, Grid):
        return _grid(block.filled(), width)
    return _ladder(block, narrow)


def _ladder(ladder: Ladder, width: int) -> str:
    lines: list[str] = []
    for rung in ladder.rungs:
        lines.append(_wrapped(rung.stop, width, "  ", "    "))
        lines += [_wrapped(tie, width, "    │ ", "    │   ") for tie in rung.ties]
    return "".join(f"{line}\n" for line in lines)


def _grid(grid: Grid, width: int) -> str:
    figures = [
        all(isinstance(row[at], int | float | None) for row in grid.rows)
        for at in range(len(grid.headings))
    ]
    rows = [[shown(value) for value in row] for row in grid.rows]
    return columned(grid.headings, rows, figures, width)


def shown(value: object) -> str:
    """A value in a cell: whole numbers with separators of thousands, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return clean(str(value))


def clean(text: str) -> str:
    """A text without line breaks, and without what a terminal would obey rather than show."""
    return CONTROL.sub("\ufffd", " ".join(text.splitlines()))


def _wrapped(text: str, width: int, first: str = "", later: str = "") -> str:
    return textwrap.fill(
        clean(text),
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
