"""A memo as Markdown and as a page of HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from netweave.cli.answer.as_markdown import markdown_text
from netweave.cli.answer.as_text import shown
from netweave.cli.answer.pages import Code, Grid, Items, Ladder, Text, Title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from netweave.cli.memo.memo import Memo

STYLE = """
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: Georgia, serif; color: #1a1a1a; background: #fff; }
h1, h2, h3, th { font-family: system-ui, sans-serif; }
table { border-collapse: collapse; font-size: 0.85rem; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: 0.3rem 0.5rem; text-align: left;
  vertical-align: top; }
svg { width: 100%; height: auto; }
figcaption, footer, .notes { font-size: 0.85rem; color: #444; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; } }
"""


def parts(memo: Memo) -> list[tuple[str, AnswerPage]]:
    """The parts of a memo after its head, with their headings."""
    return [
        ("The answer", [Text(" ".join(memo.answer))]),
        ("In detail", memo.body),
        ("What is not known", [Items(memo.unknown)]),
        ("Three questions to ask by phone", [Items(memo.ask)]),
    ]


def as_markdown(memo: Memo, picture: str | None) -> str:
    """A memo as Markdown.

    Parameters
    ----------
    picture
        The name of the file that holds the picture, beside this one; None if there is none.
    """
    head: AnswerPage = [Title(memo.title), Text(f"The question: {memo.question}")]
    texts = [markdown_text(head)]
    for heading, blocks in parts(memo):
        texts.append(markdown_text([Title(heading, 2), *_deeper(blocks)]))
        if heading == "The answer" and picture and memo.picture:
            caption = " ".join(memo.picture.words.split()).replace("[", "(").replace("]", ")")
            texts.append(f"![{caption}]({picture})\n")
    notes = "".join(f"{number}. {line}\n" for number, line in enumerate(memo.notes, start=1))
    if notes:
        texts.append(f"### Notes\n\n{notes}")
    texts.append(markdown_text([Text(f"To ask again: {memo.origin}")]))
    return "\n".join(texts)


def as_html(memo: Memo) -> str:
    """A memo as one page that needs nothing else."""
    body = [f"<h1>{escape(memo.title)}</h1>", f"<p><em>{escape(memo.question)}</em></p>"]
    for heading, blocks in parts(memo):
        body.append(f"<h2>{escape(heading)}</h2>")
        body += [_html(block) for block in _deeper(blocks)]
        if heading == "The answer" and memo.picture:
            caption = escape(memo.picture.words)
            body.append(f"<figure>{memo.picture.svg}<figcaption>{caption}</figcaption></figure>")
    if memo.notes:
        lines = "".join(f"<li>{escape(line)}</li>" for line in memo.notes)
        body.append(f'<h2>Notes</h2><ol class="notes">{lines}</ol>')
    body.append(f"<footer><p>To ask again: {escape(memo.origin)}</p></footer>")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="generator" content="netweave">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(memo.title)}</title><style>{STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _deeper(blocks: AnswerPage) -> AnswerPage:
    """Blocks whose headings stand below that of their part."""
    return [Title(b.text, 3) if isinstance(b, Title) else b for b in blocks]


def _html(block: AnswerBlock) -> str:
    if isinstance(block, Title):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Text):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Items):
        return _list(block.items)
    if isinstance(block, Code):
        return f"<pre>{escape(chr(10).join(block.lines))}</pre>"
    if isinstance(block, Ladder):
        return _list([" · ".join((rung.stop, *rung.ties)) for rung in block.rungs])
    return _table(block.filled())


def _list(items: Sequence[str]) -> str:
    lines = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{lines}</ul>"


def _table(grid: Grid) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in grid.headings)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(shown(cell))}</td>' for cell in row)}</tr>"
        for row in grid.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
