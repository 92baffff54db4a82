"""An answer as a page of HTML that needs nothing else: to be mailed, printed, or put on a site."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from netweave.cli.answer.as_text import clean, shown
from netweave.cli.answer.pages import Code, Grid, Items, Ladder, Text, Title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netweave.cli.answer.pages import AnswerBlock, AnswerPage

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --quiet: #444; --line: #ccc; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --quiet: #b5b5b5; --line: #555; --paper: #16181c; } }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: Georgia, serif; color: var(--ink); background: var(--paper); }
h1, h2, h3, th { font-family: system-ui, sans-serif; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.85rem; min-width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.5rem; text-align: left;
  vertical-align: top; }
svg { width: 100%; height: auto; background: #fff; }
figcaption, footer, .notes { font-size: 0.85rem; color: var(--quiet); overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_text(page: AnswerPage) -> str:
    """An answer as a whole page; its first words are the title."""
    body = [html_block(block) for block in page]
    return html_page(_title(page), body)


def html_page(title: str, body: Iterable[str]) -> str:
    """Pieces of HTML as a whole page, in which nothing runs and which asks for nothing."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="generator" content="netweave">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><main>\n"
        + "\n".join(body)
        + "\n</main></body></html>\n"
    )


def html_block(block: AnswerBlock) -> str:
    """A part of an answer as HTML."""
    if isinstance(block, Title):
        return f"<h{block.level}>{_plain(block.text)}</h{block.level}>"
    if isinstance(block, Text):
        return f"<p>{_plain(block.text)}</p>"
    if isinstance(block, Items):
        return _list(map(_plain, block.items))
    if isinstance(block, Code):
        return f"<pre>{chr(10).join(map(_plain, block.lines))}</pre>"
    if isinstance(block, Ladder):
        return _list(_plain(rung.stop) + _ties(rung.ties) for rung in block.rungs)
    return _table(block.filled())


def _title(page: AnswerPage) -> str:
    """The first heading, or else the first sentence."""
    said = [block.text for kind in (Title, Text) for block in page if isinstance(block, kind)]
    return clean(said[0]) if said else "netweave"


def _ties(ties: Sequence[str]) -> str:
    return _list(map(_plain, ties)) if ties else ""


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{lines}</ul>"


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{_plain(heading)}</th>' for heading in grid.headings)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(shown(cell))}</td>' for cell in row)}</tr>"
        for row in grid.rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="wide" tabindex="0" role="region" aria-label="Table">{table}</div>'


def _plain(text: str) -> str:
    return escape(clean(text))
