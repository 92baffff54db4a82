"""The command `demo`: a graph of the bundled data, and the first questions one would ask it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from graph.schema import COLLECTIVES
from netweave.cli.affiliations import affiliations_answer
from netweave.cli.answers import Answer, Sheet, give
from netweave.cli.connect import connect_answer
from netweave.cli.members import members_answer
from netweave.cli.options import STORE, Settings, examples, global_options
from netweave.cli.pages import Code, Text, Title
from netweave.cli.words import count, typed
from queries.connect import connect
from queries.naming import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Reader
    from netweave.cli.pages import Page
    from queries.connect import Through

NAME = "demo.db"


class Step(NamedTuple):
    """A question of the demo.

    Attributes
    ----------
    heading
        The question as people ask it.
    command
        The same as one types it.
    answer
        What it gives.
    """

    heading: str
    command: str
    answer: Answer

    @property
    def said(self) -> str:
        """The answer in a sentence or two."""
        return next(block.text for block in self.answer.page() if isinstance(block, Text))


@click.command(
    "demo",
    epilog=examples(
        "netweave demo",
        "netweave demo --out trial",
    ),
)
@click.option(
    "--out",
    metavar="DIR",
    default="out",
    show_default=True,
    type=click.Path(file_okay=False),
    help=f"The folder for the graph, {NAME}, which is built anew each time.",
)
@global_options()
@click.pass_obj
def command(settings: Settings, out: str) -> None:
    """Build a graph from the bundled data and answer the first questions.

    The data are networks of school districts that teach by competency, compiled from public
    pages: how two districts are connected, who belongs to a network, what a district belongs to,
    and who says so. The demo ends with commands to go on with.
    """
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store

    target = str(Path(out) / NAME)
    if settings.store != STORE:
        click.echo(
            f"Note: the demo keeps its graph in {target}, not in {settings.store}.", err=True
        )
    _build(Path(target))
    with open_store(target) as store, store.reading():
        steps = list(_steps(store, target, settings.as_of))
        give(settings, _answer(store, target, steps, out))


def _build(target: Path) -> None:
    """Load the bundled data into a store of its own, in place of an earlier one."""
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store
    from loaders.load import load  # noqa: PLC0415 - the same
    from netweave.data import bundled  # noqa: PLC0415 - the same
    from netweave.exports.whole import whole_file  # noqa: PLC0415 - the same

    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as draft, open_store(draft, create=True) as store:
        load([bundled()], store)


def _steps(store: Reader, target: str, as_of: str | None) -> Iterator[Step]:
    """The questions, with their answers."""

    def connected(heading: str, a: str, b: str, through: Through = "memberships") -> Step:
        found = connect(store, a, b, through=through, k=1, as_of=as_of)
        extra = () if through == "memberships" else ("--through", through)
        words = typed("connect", a, b, *extra, "--store", target)
        return Step(heading, words, connect_answer(store, found, through, (), k=1, as_of=as_of))

    yield connected(
        "How are Sanborn, New Hampshire, and RSU 2, Maine, connected?", "Sanborn", "RSU 2"
    )
    yield connected(
        "How are Pittsfield, New Hampshire, and Lindsay, California, connected?",
        "Pittsfield",
        "Lindsay",
    )
    yield connected("Do memberships connect RSU 2, Maine, and Chugach, Alaska?", "RSU 2", "Chugach")
    yield connected("And ties of every type?", "RSU 2", "Chugach", "all")
    cohort = resolve(store, "Maine Cohort", COLLECTIVES).node
    yield Step(
        "Who belongs to the Maine Cohort?",
        typed("members", "Maine Cohort", "--store", target),
        members_answer(store, cohort, as_of),
    )
    yield Step(
        "What does Lindsay belong to?",
        typed("affiliations", "Lindsay", "--store", target),
        affiliations_answer(store, resolve(store, "Lindsay").node, as_of, direct=False),
    )


def _answer(store: Reader, target: str, steps: list[Step], out: str) -> Answer:
    rows = [
        {
            "heading": step.heading,
            "command": step.command,
            "question": step.answer.question,
            "parameters": step.answer.parameters,
            **step.answer.fields,
        }
        for step in steps
    ]
    return Answer(
        "demo",
        store.facts(),
        {"out": out},
        {"rows": rows},
        Sheet(("heading", "command", "said"), steps),
        lambda: _page(store, target, steps),
    )


def _page(store: Reader, target: str, steps: list[Step]) -> Page:
    facts = store.facts()
    pages = store.tally(None).pages
    page: Page = [
        Title("Networks of school districts that teach by competency"),
        Text(
            f"Built {target}: {count(facts.nodes, 'entity', 'entities')} and "
            f"{count(facts.ties, 'tie')}, from {count(pages, 'public page')}. Rosters are cut off, "
            "so what is missing here says nothing about a district."
        ),
    ]
    for number, step in enumerate(steps, start=1):
        _, *rest = step.answer.page()
        page += [Title(f"{number}. {step.heading}"), Code([f"  $ {step.command}"]), *rest]
    return [*page, Title("Go on with"), Code([f"  {line}" for line in _next_commands(target)])]


def _next_commands(target: str) -> list[str]:
    return [
        typed("show", "Maine Cohort", "--store", target),
        typed("connect", "Pittsfield", "Lindsay", "--avoid", "Sanford", "--store", target),
        typed("list", "collectives", "--state", "ME", "--store", target),
    ]
