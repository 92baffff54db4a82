"""A memo as Markdown and as a page of HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from netweave.cli.answer.as_html import html_block, html_page
from netweave.cli.answer.as_markdown import markdown_text
from netweave.cli.answer.pages import Items, Text, Title

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.memo.memo import Memo


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
        body += [html_block(block) for block in _deeper(blocks)]
        if heading == "The answer" and memo.picture:
            caption = escape(memo.picture.words)
            body.append(f"<figure>{memo.picture.svg}<figcaption>{caption}</figcaption></figure>")
    if memo.notes:
        lines = "".join(f"<li>{escape(line)}</li>" for line in memo.notes)
        body.append(f'<h2>Notes</h2><ol class="notes">{lines}</ol>')
    body.append(f"<footer><p>To ask again: {escape(memo.origin)}</p></footer>")
    return html_page(memo.title, body)


def _deeper(blocks: AnswerPage) -> AnswerPage:
    """Blocks whose headings stand below that of their part."""
    return [Title(b.text, 3) if isinstance(b, Title) else b for b in blocks]
