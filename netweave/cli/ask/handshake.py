"""The command `handshake`: which introduction would join two sides, or shorten their ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, columns
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.shared_options import near_option, top_option
from queries.asking.today import today
from queries.field.sides import KINDS, STATE

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.handshake import Handshakes

TOP = 10
"""What `queries.handshake` takes unless one says otherwise; that module computes."""


@click.command(
    "handshake",
    epilog=examples(
        "netweave handshake Hudson Pittsfield",
        "netweave handshake state:NH state:CA",
        'netweave handshake "Maine Cohort" "Mastery Collaborative" --top 3',
    ),
)
@click.argument("a", metavar="A", shell_complete=completing(KINDS))
@click.argument("b", metavar="B", shell_complete=completing(KINDS))
@top_option(text=f"Only so many introductions.  [default: {TOP}]")
@near_option
@global_options()
@click.pass_obj
def command(settings: Settings, a: str, b: str, top: int | None, near: float) -> None:
    """Say which one introduction would join two sides, or shorten their ways most.

    Of all pairs of districts that share nothing yet, those whose meeting would bring the two
    sides closest on the whole. Of two districts, also which network one could join to be with the
    other.

    A and B are a district, a network (its member districts), or state:ST (the districts there).
    """
    from queries.handshake import handshake  # noqa: PLC0415 - help computes nothing

    with settings.reading() as store:
        one, other = side(store, a), side(store, b)
        found = handshake(store, one, other, top=top or TOP, near=near, as_of=settings.as_of)
        give(settings, handshake_answer(store, found, (one, other), settings.as_of, near, top))


def side(store: Reader, text: str) -> Node | str:
    """A side as it was said: a state, or the entity that a name means."""
    return text if text.casefold().startswith(STATE) else named(store, text, KINDS)


def handshake_answer(
    store: Reader,
    found: Handshakes,
    sides: tuple[Node | str, Node | str],
    as_of: str | None,
    near: float,
    top: int | None = None,
) -> Answer:
    """The introductions as an answer."""
    from queries.handshake import Handshake, IntroducedDistrict  # noqa: PLC0415 - help computes nothing

    def page() -> AnswerPage:
        from netweave.cli.ask.handshake_page import handshake_page  # noqa: PLC0415 - as above

        return handshake_page(store, found, sides, as_of)

    a, b = (side if isinstance(side, str) else side.id for side in sides)
    said = {"a": a, "b": b, "near": near, "top": top or TOP, "today": today(as_of)}
    fields = {"rows": found.rows, "joins": found.joins}
    sheet = CsvSheet(
        columns(Handshake._fields, a=IntroducedDistrict._fields, b=IntroducedDistrict._fields),
        found.rows,
    )
    return Answer("handshake", store.facts(), said, fields, sheet, page)
