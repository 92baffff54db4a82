"""The command `affiliations`: what an entity belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.model import Ref
from graph.schema import MEMBERSHIP_TYPES
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text, Title, columns
from netweave.cli.answer.times import count_times, when_cell
from netweave.cli.answer.words import about, between, called, count, names_between, sources_cell
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from queries.affiliations import Affiliation, affiliations
from queries.asking.evidence import Tenure
from queries.asking.sentences import at, tie_phrase
from queries.asking.today import today

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.answer.times import Times
    from netweave.cli.door.settings import Settings

COLUMNS = columns(Affiliation._fields, network=Ref._fields, tenure=Tenure._fields)


@click.command(
    "affiliations",
    epilog=examples(
        "netweave affiliations Lindsay",
        'netweave affiliations "RSU 2" --as-of 2013',
        "netweave affiliations Pittsfield --direct --format csv",
    ),
)
@click.argument("name", metavar="NAME", shell_complete=completing())
@click.option("--direct", is_flag=True, help="Only what the entity itself holds.")
@global_options()
@click.pass_obj
def command(settings: Settings, name: str, *, direct: bool) -> None:
    """Say what an entity belongs to.

    Its own memberships, those of its schools (of a district), and the larger networks that these
    are part of. Further, looser bonds of its own: affiliations, and models that it uses.

    NAME is an id, a 7-digit NCES id, a name, an alias or a part of one.
    """
    with settings.reading() as store:
        give(
            settings, affiliations_answer(store, named(store, name), settings.as_of, direct=direct)
        )


def affiliations_answer(store: Reader, node: Node, as_of: str | None, *, direct: bool) -> Answer:
    """What an entity belongs to, on a date if one is given; ``direct``: by itself alone."""
    rows = affiliations(store, node, as_of=as_of, direct=direct)
    return Answer(
        "affiliations",
        store.facts(),
        {"name": node.id, "direct": direct, "today": today(as_of)},
        {"rows": rows},
        CsvSheet(COLUMNS, rows),
        lambda: _page(store, node, rows, as_of),
    )


def _page(store: Reader, node: Node, rows: list[Affiliation], as_of: str | None) -> AnswerPage:
    names = names_between(store, rows)
    known = [(row.network.id, row.tenure) for row in rows if row.type in MEMBERSHIP_TYPES]
    said = f"{_belongs(count_times(known), as_of)}, as far as is known."
    grid = Grid(
        ("Network", "Kind", "Through", "When", "Role", "Sources"),
        [
            (
                row.network.name,
                row.network.kind,
                between(row, names),
                when_cell(row.tenure, as_of),
                _role(row),
                sources_cell(row.tenure.sources),
            )
            for row in rows
        ],
    )
    return [
        Title(called(store, [node])[node.id]),
        Text(f"{about(node)}. {said}"),
        *([grid] if rows else []),
    ]


def _belongs(times: Times, as_of: str | None) -> str:
    """To how many networks it belongs: "Belongs to 3 networks now, formerly to 1"."""
    if as_of is not None:
        maybe = f", {times.maybe:,} of them maybe (?)" if times.maybe else ""
        said = count(times.now, "network")
        return f"Belonged to {said} {at(as_of)}{maybe}"
    former = f" now, formerly to {times.former:,}" if times.former else ""
    return f"Belongs to {count(times.now, 'network')}{former}"


def _role(row: Affiliation) -> str:
    """What it is there, and by what tie unless it is a member."""
    bond = "" if row.type == "MEMBER_OF" else tie_phrase(row.type, "out", over=row.tenure.over)
    return ": ".join(filter(None, (bond, row.tenure.role)))
