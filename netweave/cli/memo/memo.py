"""What a memo says, before it becomes Markdown, HTML or a document for a word processor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netweave.cli.answer.pages import Grid, Items, Ladder, Rung, Text, Title
from netweave.cli.answer.words import typed
from netweave.cli.memo.footnotes import Footnotes
from netweave.cli.memo.phone import to_ask
from queries.asking.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Reader
    from netweave.cli.answer.pages import Answer, AnswerBlock, AnswerPage

UNSURE = ("How far to trust it", "To keep in mind")
"""The headings under which an answer says what is not known."""
SENTENCES = 3
ALWAYS = (
    "What nobody has told of is not here: a tie that is missing may exist.",
    "Position is not willingness: nobody named here was asked.",
)
_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bNo\.)\s+(?=[A-Z0-9])")


class MemoPicture(NamedTuple):
    """A drawing as SVG, and what it shows."""

    svg: str
    words: str


class Memo(NamedTuple):
    """What a memo says, part by part.

    Attributes
    ----------
    question, title
        The question in plain words, and what exactly was asked.
    answer
        At most three sentences.
    picture
        None where there is none.
    body
        Tables and lists; numbers in square brackets are those of the notes.
    unknown, ask
        What is not known, and what to ask by phone.
    notes
        The sources, numbered from 1.
    origin
        How to ask again, of which data, on which date.
    """

    question: str
    title: str
    answer: tuple[str, ...]
    picture: MemoPicture | None
    body: AnswerPage
    unknown: tuple[str, ...]
    ask: tuple[str, ...]
    notes: tuple[str, ...]
    origin: str


def memo_of(
    store: Reader,
    answer: Answer,
    words: Sequence[str],
    as_of: str | None,
    picture: MemoPicture | None,
) -> Memo:
    """An answer as a memo.

    Parameters
    ----------
    words
        What was typed to ask it.
    """
    first, *blocks = answer.page()
    title = first.text if isinstance(first, Title) else answer.question
    said, rest = _said(blocks)
    unknown, body = _unsure(rest)
    notes = Footnotes(store, answer)
    noted = [_noted(block, notes) for block in body]
    when = f", as of {as_of}" if as_of else ""
    facts = answer.store
    return Memo(
        QUESTIONS[answer.question].asks,
        title,
        tuple(said),
        picture,
        noted,
        (*unknown, *(line for line in ALWAYS if line not in unknown)),
        to_ask(answer.question),
        tuple(notes.lines),
        f"{typed(*words)}{when}; {facts.nodes:,} entities, {facts.ties:,} ties, data "
        f"{facts.data_hash[:12]}.",
    )


def _said(blocks: Sequence[AnswerBlock]) -> tuple[list[str], list[AnswerBlock]]:
    """The first sentences of an answer, and the blocks that are left."""
    sentences: list[str] = []
    left = list(blocks)
    while left and isinstance(first := left[0], Text):
        sentences += _END.split(first.text)
        del left[0]
    beyond = sentences[SENTENCES:]
    return sentences[:SENTENCES], [*([Text(" ".join(beyond))] if beyond else []), *left]


def _unsure(blocks: Sequence[AnswerBlock]) -> tuple[list[str], list[AnswerBlock]]:
    """What an answer says of what is not known, and its other blocks."""
    unknown: list[str] = []
    body: list[AnswerBlock] = []
    inside = False
    for block in blocks:
        if isinstance(block, Title):
            inside = block.text in UNSURE
            body += [] if inside else [block]
        elif not inside:
            body.append(block)
        elif isinstance(block, Items):
            unknown += block.items
        elif isinstance(block, Text):
            unknown += _END.split(block.text)
    return unknown, body


def _noted(block: AnswerBlock, notes: Footnotes) -> AnswerBlock:
    """A block with the numbers of its sources."""
    if isinstance(block, Items):
        return Items([notes.marked(item) for item in block.items])
    if isinstance(block, Grid):
        rows = [(notes.marked(str(row[0])), *row[1:]) for row in block.rows if row]
        return Grid(block.headings, rows)
    if isinstance(block, Ladder):
        return Ladder([Rung(notes.marked(rung.stop), rung.ties) for rung in block.rungs])
    return block
