"""The command `show`: all that is known of one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.model import Ref
from netweave.cli.answer.facts import fact_words
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text, Title, columns
from netweave.cli.answer.times import when_cell
from netweave.cli.answer.words import about, called, count, sources_cell
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from queries.asking.evidence import Tenure, TieRow
from queries.asking.sentences import at, tie_phrase
from queries.asking.today import today
from queries.completeness import rosters
from queries.show import show

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.show import Profile

COLUMNS = columns(TieRow._fields, other=Ref._fields, tenure=Tenure._fields)


@click.command(
    "show",
    epilog=examples(
        "netweave show Sanborn",
        'netweave show "Maine Cohort" --as-of 2012-10',
        "netweave show district:ca-lindsay --format csv",
    ),
)
@click.argument("name", metavar="NAME", shell_complete=completing())
@global_options()
@click.pass_obj
def command(settings: Settings, name: str) -> None:
    """Show all that is known of one entity.

    Its names, its properties, and every tie with its dates, its role and its sources.

    NAME is an id, a 7-digit NCES id, a name, an alias or a part of one.
    """
    with settings.reading() as store:
        node = named(store, name, tied_first=False)
        give(settings, show_answer(store, node, settings.as_of))


def show_answer(store: Reader, node: Node, as_of: str | None) -> Answer:
    """All that is known of an entity, on a date if one is given."""
    profile = show(store, node, as_of=as_of)
    return Answer(
        "show",
        store.facts(),
        {"name": node.id, "today": today(as_of)},
        profile._asdict(),
        CsvSheet(COLUMNS, profile.ties),
        lambda: _page(store, node, profile, as_of),
    )


def _page(store: Reader, node: Node, profile: Profile, as_of: str | None) -> AnswerPage:
    facts: list[tuple[str, object]] = [("aliases", "; ".join(node.aliases))] if node.aliases else []
    facts += [(name, fact_words(name, value)) for name, value in node.properties.items()]
    known = [("members known", roster.text) for roster in rosters(store, [node], as_of=as_of)]
    rows = [
        (
            tie_phrase(tie.type, tie.direction, over=tie.tenure.over),
            tie.other.name,
            when_cell(tie.tenure, as_of),
            tie.tenure.role,
            sources_cell(tie.tenure.sources),
        )
        for tie in profile.ties
    ]
    page: AnswerPage = [
        Title(called(store, [node])[node.id]),
        Text(f"{about(node)}. {_counted(profile, as_of)}."),
    ]
    if facts or known:
        page.append(Grid(("Property", "Value"), [(n, str(v)) for n, v in [*facts, *known]]))
    if rows:
        page.append(Grid(("Tie", "With", "When", "Role", "Sources"), rows))
    return page


def _counted(profile: Profile, as_of: str | None) -> str:
    """How many ties it has; on a date also how many of them nobody dates."""
    ties = count(len(profile.ties), "tie")
    if as_of is None:
        return ties
    maybe = sum(tie.tenure.undated for tie in profile.ties)
    return f"{ties} {at(as_of)}{f', {maybe:,} of them maybe (?)' if maybe else ''}"
