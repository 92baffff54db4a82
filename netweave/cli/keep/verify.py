"""The command `verify`: a store recounted, or every question asked of two stores."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import progress
from netweave.cli.door.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from queries.verify import VerifyRow


MEMORY = "networkx"
"""Stands for the same graph in the memory of this process."""


@click.command(
    "verify",
    epilog=examples(
        "netweave verify",
        "netweave verify --repair",
        "netweave verify --against networkx --sample 5 --format csv",
    ),
)
@click.option(
    "--against",
    metavar="TARGET",
    help=f"Another store; {MEMORY} for the same graph in the memory of this process.",
)
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="With --against: how many entities and pairs each question is asked about.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="With --against: which of them."
)
@click.option(
    "--repair",
    is_flag=True,
    help="Without --against: write anew what follows from entities and statements.",
)
@global_options(dated=False)
@click.pass_context
def command(
    ctx: click.Context, against: str | None, sample: int, seed: int, *, repair: bool
) -> None:
    """Recount a store, or ask every question of two and compare.

    Without --against, every entity and every statement is read, the digest is made anew, and all
    that a store says of itself or has derived is compared with them. What is not right is listed
    with its id and how to see it.

    With --against, both should hold the same graph, one in a file and one on a Neo4j server, say.
    Every question is asked of both, about a sample of what is there that is the same each time,
    and the answers are compared to the last character, order included.

    The exit status is 1 if anything is not right, or differs.
    """
    settings = ctx.ensure_object(Settings)
    if against is None:
        _mean_nothing(ctx, ("sample", "seed"), "without --against")
        right = _recount(settings, repair=repair)
    else:
        _mean_nothing(ctx, ("repair",), "with --against")
        right = _compare(settings, against, sample, seed)
    if not right:
        ctx.exit(1)


def _mean_nothing(ctx: click.Context, names: tuple[str, ...], where: str) -> None:
    """Refuse options that were given and play no part."""
    for name in names:
        if ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} means nothing {where}. Leave it out.")


def _recount(settings: Settings, *, repair: bool) -> bool:
    """Recount the store; gives whether it is right."""
    from netweave.cli.keep.recounting import give_recount, recounted  # noqa: PLC0415 - help needs none

    found = recounted(settings.store, repair=repair, health=False)
    give_recount(settings, "verify", found, {"against": None, "repair": repair})
    return found.whole


def _compare(settings: Settings, against: str, sample: int, seed: int) -> bool:
    """Ask every question of two stores; gives whether all answers are the same."""
    from queries.verify import VerifyRow, verify  # noqa: PLC0415 - help needs no question

    with (
        settings.reading() as one,
        _other(one, against) as other,
        progress("questions") as said,
    ):
        rows = verify(one, other, sample=sample, seed=seed, progress=said)
        facts = one.facts()
    answer = Answer(
        "verify",
        facts,
        {"against": against, "sample": sample, "seed": seed},
        {"rows": rows},
        CsvSheet(VerifyRow._fields, rows),
        lambda: _page(rows),
    )
    give(settings, answer)
    return all(row.same for row in rows)


@contextmanager
def _other(one: Reader, against: str) -> Generator[Reader]:
    """The store to compare with."""
    if against != MEMORY:
        from graph.opening import open_store  # noqa: PLC0415 - help needs no store

        with open_store(against) as store:
            yield store
        return
    from graph.in_memory.from_networkx import from_networkx  # noqa: PLC0415 - the same
    from graph.in_memory.to_networkx import to_networkx  # noqa: PLC0415 - brings networkx

    with from_networkx(to_networkx(one)) as store:
        yield store


def _page(rows: list[VerifyRow]) -> AnswerPage:
    asked = dict.fromkeys(row.question for row in rows)
    summary = [
        (name, len(mine), sum(not row.same for row in mine))
        for name in asked
        for mine in [[row for row in rows if row.question == name]]
    ]
    different = [row for row in rows if not row.same]
    page: AnswerPage = [Grid(("Question", "Asked", "Different"), summary)]
    if not different:
        page.append(Text(f"{count(len(rows), 'question')} asked of both: the same answers."))
        return page
    first = different[0]
    given = ", ".join(f"{name} {value}" for name, value in first.parameters.items())
    page.append(
        Text(
            f"{len(different):,} of {count(len(rows), 'question')} have different answers. The "
            f"first: {first.question} ({given}): {first.first_difference}"
        )
    )
    return page
