"""What the demo asks about the district that starts, and about the field as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netweave.cli.answer.pages import Title
from netweave.cli.answer.words import typed
from netweave.cli.ask.peers import peers_answer, veterans_answer
from netweave.cli.demo_pages import saved
from netweave.visuals.field.peers_view import view_peers
from queries.asking.scope import NEAR
from queries.field.experience import YEARS
from queries.peers import peers
from queries.peers_all import LONG, peers_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from graph.store import Reader
    from netweave.cli.answer.pages import Answer, AnswerPage

BEGINNER = "district:nh-hudson"
FIRST = 3
"""How many districts to learn from are told of."""


class FieldStep(NamedTuple):
    """A question about the field: in words, as one types it, its answer in short, and its page."""

    heading: str
    command: str
    answer: Answer
    picture: str | None = None


def field_steps(store: Reader, target: str, as_of: str | None) -> Iterator[FieldStep]:
    """Where a district that begins can go, and the wish that all this came from."""
    found = peers(store, BEGINNER, as_of=as_of)
    asked: dict[str, object] = {"name": BEGINNER, "model": None, "like": [], "within": None}
    asked |= {"years": YEARS, "pilots": False, "near": NEAR}
    answer = peers_answer(store, found, asked, as_of, FIRST)
    yield FieldStep(
        "Hudson, New Hampshire, begins: where to go?",
        typed("peers", BEGINNER, "--top", str(FIRST), "--store", target),
        answer._replace(page=lambda: _sections(answer.page(), {"Whom to ask", "Where to join in"})),
        saved(view_peers(store, BEGINNER, as_of=as_of), target, "peers-hudson"),
    )
    veterans = peers_all(store, as_of=as_of)
    wish = veterans_answer(store, veterans, {"years": LONG, "pilots": False}, as_of)
    shown = {"What joins them already", "The fewest introductions that would join all"}
    yield FieldStep(
        "What would join those who have done it for years?",
        typed("peers", "--all", "--store", target),
        wish._replace(page=lambda: _sections(wish.page(), shown)),
    )


def _sections(page: AnswerPage, headings: Collection[str]) -> AnswerPage:
    """The head of an answer, and those of its sections that have these headings."""
    first, *rest = page
    kept, wanted = [first], True
    for block in rest:
        if isinstance(block, Title):
            wanted = block.text in headings
        if wanted:
            kept.append(block)
    return kept
