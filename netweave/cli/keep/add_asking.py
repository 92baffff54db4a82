"""What `add` asks on a terminal: the questions of a file that hold up several rows, a few of them.

All others, and what is left open, wait for the workbook.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from netweave.cli.answer.words import count
from netweave.cli.door.saying import say

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.decisions import DecisionReader
    from loaders.reviewing import OpenQuestion, QuestionDecision
    from netweave.cli.keep.review_table import ReviewRow

MOST = 3
"""How many questions are asked of a file."""


def is_terminal() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(store: Store, file: str) -> list[QuestionDecision]:
    """Ask what holds up most rows of a file that was loaded; an empty line leaves it open."""
    from loaders.decisions import DecisionReader  # noqa: PLC0415 - few are asked
    from loaders.reviewing import open_questions, waiting  # noqa: PLC0415 - the same
    from netweave.cli.keep.review_table import review_rows  # noqa: PLC0415 - the same

    mine = open_questions(left for left in waiting(store) if left.source["path"] == file)
    several = sorted((one for one in mine if one.rows > 1), key=lambda one: -one.rows)[:MOST]
    reader = DecisionReader(store)
    told = zip(several, review_rows(store, several), strict=True)
    answers = [_answer(question, row, reader) for question, row in told]
    return [answer for answer in answers if answer is not None]


def _answer(
    question: OpenQuestion, row: ReviewRow, reader: DecisionReader
) -> QuestionDecision | None:
    from loaders.decisions import LATER, BadDecisionError  # noqa: PLC0415 - as in `asked`

    what = f"{row.written}: " if row.written else ""
    say(f"{row.file}, {count(row.rows, 'row')}: {what}{row.why}")
    for number, candidate in enumerate(row.candidates, start=1):
        say(f"  {number}  {candidate.label}")
    words = [*(["a number"] if row.candidates else []), *(c for c in row.choices if c != LATER)]
    offered = f"{', '.join(words)}; " if words else ""
    while True:
        text = f"Write it ({offered}Enter to decide later)"
        said = click.prompt(text, default="", show_default=False, err=True).strip()
        if not said or said.casefold() == LATER:
            return None
        try:
            return reader.decision(question, said)
        except BadDecisionError as bad:
            say(f"{said!r} cannot be followed: {bad}")
