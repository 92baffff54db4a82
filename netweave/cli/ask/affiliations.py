"""The command `affiliations`: what an entity belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.model import Ref
from graph.schema import MEMBERSHIP_TYPES
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text, Title, columns
from netweave.cli.answer.words import (
    about,
    between,
    called,
    count,
    names_between,
    sources_cell,
    tie_phrase,
)
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from queries.affiliations import Affiliation, affiliations
from queries.asking.evidence import Tenure
from queries.asking.sentences import dates

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
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
        {"name": node.id, "direct": direct},
        {"rows": rows},
        CsvSheet(COLUMNS, rows),
        lambda: _page(store, node, rows),
    )


def _page(store: Reader, node: Node, rows: list[Affiliation]) -> AnswerPage:
    names = names_between(store, rows)
    members = {row.network.id for row in rows if row.type in MEMBERSHIP_TYPES}
    said = f"Belongs to {count(len(members), 'network')}, as far as is known."
    grid = Grid(
        ("Network", "Kind", "Through", "When", "Role", "Sources"),
        [
            (
                row.network.name,
                row.network.kind,
                between(row, names),
                dates(row.tenure.since, row.tenure.until),
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


def _role(row: Affiliation) -> str:
    """What it is there, and by what tie unless it is a member."""
    bond = "" if row.type == "MEMBER_OF" else tie_phrase(row.type, "out")
    return ": ".join(filter(None, (bond, row.tenure.role)))
