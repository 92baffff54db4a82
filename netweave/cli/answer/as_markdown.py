"""An answer as Markdown, to be pasted into a report or an issue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netweave.cli.answer.as_text import clean, shown
from netweave.cli.answer.pages import Code, Grid, Items, Ladder, Text, Title

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage

_MARKS = re.compile(r"([\\`*\[\]<>|]|(?<!\w)_|_(?!\w))")
"""What Markdown could take for markup; an underscore within a word is none."""


def markdown_text(page: AnswerPage) -> str:
    """A page as Markdown; a table has one line for each row."""
    return "\n".join(_block(block) for block in page)


def _block(block: AnswerBlock) -> str:
    if isinstance(block, Title):
        return f"{'#' * (block.level + 1)} {_plain(block.text)}\n"
    if isinstance(block, Text):
        return f"{_plain(block.text)}\n"
    if isinstance(block, Items):
        return "".join(f"- {_plain(item)}\n" for item in block.items)
    if isinstance(block, Code):
        return "".join(f"    {clean(line)}\n" for line in block.lines)
    if isinstance(block, Grid):
        return _grid(block.filled())
    return _ladder(block)


def _grid(grid: Grid) -> str:
    lines = [
        grid.headings,
        ["---"] * len(grid.headings),
        *([_plain(shown(value)) for value in row] for row in grid.rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _ladder(ladder: Ladder) -> str:
    lines: list[str] = []
    for rung in ladder.rungs:
        lines.append(f"- {_plain(rung.stop)}")
        lines += [f"  - {_plain(tie)}" for tie in rung.ties]
    return "".join(f"{line}\n" for line in lines)


def _plain(text: str) -> str:
    """A text in one line that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", shown(text))
