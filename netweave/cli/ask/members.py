"""The command `members`: who belongs to a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.schema import COLLECTIVES
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text, Title, columns
from netweave.cli.answer.times import count_times, when_cell
from netweave.cli.answer.words import (
    about,
    between,
    kind_words,
    listed,
    names_between,
    sources_cell,
)
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from queries.asking.evidence import Tenure
from queries.asking.sentences import at
from queries.asking.today import today
from queries.completeness import rosters
from queries.members import Member, MemberRef, members

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.answer.times import Times
    from netweave.cli.door.settings import Settings

COLUMNS = columns(Member._fields, member=MemberRef._fields, tenure=Tenure._fields)


@click.command(
    "members",
    epilog=examples(
        'netweave members "Maine Cohort"',
        "netweave members NESSC --as-of 2015",
        "netweave members network:ne-league --format csv",
    ),
)
@click.argument("network", metavar="NETWORK", shell_complete=completing(COLLECTIVES))
@global_options()
@click.pass_obj
def command(settings: Settings, network: str) -> None:
    """Say who belongs to a network.

    Its members, the districts of member schools, and the members of its parts. Where a source
    states how many members there are in all, the answer says how many of them are known.

    NETWORK is the id, the name, an alias or a part of the name of a network, consortium, cohort,
    event or program.
    """
    with settings.reading() as store:
        node = named(store, network, COLLECTIVES)
        give(settings, members_answer(store, node, settings.as_of))


def members_answer(store: Reader, node: Node, as_of: str | None) -> Answer:
    """Who belongs to a collective, on a date if one is given."""
    rows = members(store, node, as_of=as_of)
    return Answer(
        "members",
        store.facts(),
        {"network": node.id, "today": today(as_of)},
        {"rows": rows},
        CsvSheet(COLUMNS, rows),
        lambda: _page(store, node, rows, as_of),
    )


def _page(store: Reader, node: Node, rows: list[Member], as_of: str | None) -> AnswerPage:
    names = names_between(store, rows)
    grid = Grid(
        ("Member", "Kind", "State", "Through", "When", "Role", "Sources"),
        [
            (
                row.member.name,
                row.member.kind,
                row.member.state,
                between(row, names),
                when_cell(row.tenure, as_of),
                _role(row),
                sources_cell(row.tenure.sources),
            )
            for row in rows
        ],
    )
    known = " ".join(f"Of its roster, {r.text}." for r in rosters(store, [node], as_of=as_of))
    said = " ".join(filter(None, (f"{about(node)}.", _counted(rows, as_of), known)))
    return [Title(node.name), Text(said), *([grid] if rows else [])]


def _role(row: Member) -> str:
    part = "a part of it" if row.type == "PART_OF" else ""
    return ", ".join(filter(None, (part, row.tenure.role)))


def _counted(rows: list[Member], as_of: str | None) -> str:
    """How many belong, by kind: "It has 27 districts now, 1 formerly and 2 schools."."""
    kinds: dict[str, list[tuple[str, Tenure]]] = {}
    for row in rows:
        kinds.setdefault(row.member.kind, []).append((row.member.id, row.tenure))
    if not kinds:
        return f"No member {at(as_of)} is known." if as_of else "No member is known."
    counts = {kind: count_times(held) for kind, held in kinds.items()}
    if as_of is None:
        return f"It has {listed(_now(kind, times) for kind, times in counts.items())}."
    maybe = sum(times.maybe for times in counts.values())
    unsure = f" Of {maybe:,} of them nobody knows whether they belonged then (?)." if maybe else ""
    had = listed(kind_words(kind, times.now) for kind, times in counts.items())
    return f"It had {had} {at(as_of)}.{unsure}"


def _now(kind: str, times: Times) -> str:
    former = f" now, {times.former:,} formerly" if times.former else ""
    return f"{kind_words(kind, times.now)}{former}"
