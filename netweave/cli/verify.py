"""The command `verify`: every question asked of two stores, and any difference."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from netweave.cli.answers import Answer, Sheet, give
from netweave.cli.options import Settings, examples, global_options
from netweave.cli.pages import Grid, Text
from netweave.cli.progress import progress
from netweave.cli.words import count

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.store import Reader
    from netweave.cli.pages import Page
    from queries.verify import VerifyRow


@click.command(
    "verify",
    epilog=examples(
        "netweave verify",
        "netweave verify --sample 5 --format csv",
    ),
)
@click.option(
    "--against",
    metavar="TARGET",
    help="The other store. Without it, the graph in the memory of this process (NetworkX).",
)
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many entities and pairs each question is asked about.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Which of them.")
@global_options(dated=False)
@click.pass_context
def command(ctx: click.Context, against: str | None, sample: int, seed: int) -> None:
    """Ask every question of two stores and report any difference.

    Both should hold the same graph, one in a file and one on a Neo4j server, say. Every question
    is asked of both, about a sample of what is there that is the same each time, and the answers
    are compared to the last character, order included. The exit status is 1 if any differ.
    """
    from queries.verify import verify  # noqa: PLC0415 - help needs no question

    settings = ctx.ensure_object(Settings)
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
        Sheet(("question", "parameters", "offline", "neo4j", "same", "first_difference"), rows),
        lambda: _page(rows),
    )
    give(settings, answer)
    if not all(row.same for row in rows):
        ctx.exit(1)


@contextmanager
def _other(one: Reader, against: str | None) -> Generator[Reader]:
    """The store to compare with."""
    if against is not None:
        from graph.opening import open_store  # noqa: PLC0415 - help needs no store

        with open_store(against) as store:
            yield store
        return
    from graph.conversion import to_networkx  # noqa: PLC0415 - brings networkx
    from graph.from_graph import from_networkx  # noqa: PLC0415 - the same

    with from_networkx(to_networkx(one)) as store:
        yield store


def _page(rows: list[VerifyRow]) -> Page:
    asked = dict.fromkeys(row.question for row in rows)
    summary = [
        (name, len(mine), sum(not row.same for row in mine))
        for name in asked
        for mine in [[row for row in rows if row.question == name]]
    ]
    different = [row for row in rows if not row.same]
    page: Page = [Grid(("Question", "Asked", "Different"), summary)]
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
