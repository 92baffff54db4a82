"""The command `peers`: whom a district that begins can learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.saying import say
from netweave.cli.door.shared_options import (
    PLACES,
    near_option,
    pilots_option,
    top_option,
    within_option,
    years_option,
)
from queries.asking.today import today
from queries.field.alike import LIKENESSES
from queries.field.experience import YEARS
from queries.field.subject import KINDS, meant
from queries.peers import Peer, peers
from queries.peers_all import LONG, Veteran, peers_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.peers import Peers
    from queries.peers_all import Veterans

ONE_ONLY = ("model", "like", "within", "near")
"""What plays no part where all are asked for."""


@click.command(
    "peers",
    epilog=examples(
        "netweave peers Hudson",
        'netweave peers Hudson --like locale,size --within "New England"',
        "netweave peers Hudson --model network:mcl-model --format csv",
        "netweave peers --all",
    ),
)
@click.argument("name", metavar="NAME", required=False, shell_complete=completing(KINDS))
@click.option("--all", "everybody", is_flag=True, help="All who have done it for years.")
@click.option("--model", metavar="NAME", help="Only districts that use this model.")
@click.option(
    "--like",
    metavar="WORD,...",
    help=f"Only districts that are alike in all of these: {', '.join(LIKENESSES)}.",
)
@within_option(f"Only districts there: {PLACES}")
@years_option(None, f"{YEARS}, and {LONG} with --all")
@pilots_option
@near_option
@top_option()
@global_options()
@click.pass_obj
def command(
    settings: Settings, /, name: str | None, everybody: bool, top: int | None, **given: Any
) -> None:
    """Say whom a district that begins can learn from.

    Experienced districts with people to ask, those most like it first; networks that it could
    join; programs and events that others offer. With --all: everybody who has done it for years,
    what joins them already, and the fewest introductions that would join them all.

    NAME is a district of the store or of the country, or a school, which stands for its district.
    """
    if everybody == (name is not None):
        raise click.UsageError("Give the name of a district, or --all.")
    if everybody:
        _refuse()
        _all(settings, given, top)
        return
    with settings.reading() as store:
        answer = _of_one(settings, store, name or "", given, top)
        give(settings, answer)


def _refuse() -> None:
    context = click.get_current_context()
    for option in ONE_ONLY:
        if context.get_parameter_source(option) is not click.core.ParameterSource.DEFAULT:
            raise click.UsageError(f"--{option} plays no part with --all: leave it out.")


def _of_one(
    settings: Settings, store: Reader, name: str, given: Mapping[str, Any], top: int | None
) -> Answer:
    node = asked(store, name)
    model = None if given["model"] is None else named(store, given["model"])
    like = [word.strip() for word in (given["like"] or "").split(",") if word.strip()]
    terms: dict[str, Any] = {
        "like": like,
        "within": given["within"],
        "years": YEARS if given["years"] is None else given["years"],
        "pilots": given["pilots"],
        "near": given["near"],
    }
    found = peers(store, node, model=model, **terms, as_of=settings.as_of)
    said = {"name": found.district.id, "model": model and model.id, **terms}
    return peers_answer(store, found, said, settings.as_of, top)


def asked(store: Reader, name: str) -> Node:
    """The district or school that a name means, in the store or in the country."""
    found = meant(store, name)
    if found.note:
        say(f"Note: {found.note}")
    return found.node


def peers_answer(
    store: Reader,
    found: Peers,
    asked_for: Mapping[str, object],
    as_of: str | None,
    top: int | None = None,
) -> Answer:
    """What was found for one district as an answer."""
    rows = found.rows[:top]

    def page() -> AnswerPage:
        from netweave.cli.ask.peers_page import peers_page  # noqa: PLC0415 - JSON needs none

        return peers_page(store, found, asked_for, as_of, top)

    fields = {
        "district": found.district,
        "rows": rows,
        "networks": found.networks,
        "openings": found.openings,
    }
    asked_all = _parameters(asked_for, top, found.reference_year, as_of)
    return Answer("peers", store.facts(), asked_all, fields, _sheet(rows), page)


def _sheet(rows: tuple[Peer, ...]) -> CsvSheet:
    """The rows as lines; people by name, with what they are."""
    lines = [
        row._asdict() | {"people": [f"{p.name} ({p.role or p.type})" for p in row.people]}
        for row in rows
    ]
    return CsvSheet(Peer._fields, [_PeerLine(line) for line in lines])


class _PeerLine:
    """Cells under the names of columns."""

    def __init__(self, cells: Mapping[str, object]) -> None:
        self.__dict__.update(cells)


def _parameters(
    said: Mapping[str, object], top: int | None, year: int, as_of: str | None
) -> dict[str, object]:
    return {**said, "top": top, "reference_year": year, "today": today(as_of)}


def _all(settings: Settings, given: Mapping[str, Any], top: int | None) -> None:
    terms: dict[str, Any] = {
        "years": LONG if given["years"] is None else given["years"],
        "pilots": given["pilots"],
    }
    with settings.reading() as store:
        found = peers_all(store, **terms, as_of=settings.as_of)
        give(settings, veterans_answer(store, found, terms, settings.as_of, top))


def veterans_answer(
    store: Reader,
    found: Veterans,
    asked_for: Mapping[str, object],
    as_of: str | None,
    top: int | None = None,
) -> Answer:
    """Everybody who has done it for years as an answer."""
    rows = found.rows[:top]

    def page() -> AnswerPage:
        from netweave.cli.ask.veterans_page import veterans_page  # noqa: PLC0415 - as above

        return veterans_page(store, found, asked_for, as_of, top)

    fields = {
        "rows": rows,
        "components": found.components,
        "introductions": found.introductions,
        "models": found.models,
    }
    said = _parameters({"all": True, **asked_for}, top, found.reference_year, as_of)
    return Answer("peers", store.facts(), said, fields, CsvSheet(Veteran._fields, rows), page)
