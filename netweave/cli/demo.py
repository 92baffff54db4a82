"""The command `demo`: a graph of the bundled data, and the first questions one would ask it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from graph.schema import COLLECTIVES
from netweave.atlas.pack import packed
from netweave.atlas.page import Atlas
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, Code, CsvSheet, Text, Title
from netweave.cli.answer.words import count, typed
from netweave.cli.ask.affiliations import affiliations_answer
from netweave.cli.ask.bridges import bridges_answer
from netweave.cli.ask.clusters import clusters_answer
from netweave.cli.ask.clusters_page import clusters_in_short
from netweave.cli.ask.connect import connect_answer
from netweave.cli.ask.conveners import conveners_answer
from netweave.cli.ask.conveners_options import SIZE
from netweave.cli.ask.conveners_page import conveners_in_short
from netweave.cli.ask.members import members_answer
from netweave.cli.ask.overlap import overlap_answer
from netweave.cli.demo_field import field_steps
from netweave.cli.demo_pages import pages_whole, saved
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.settings import STORE, Settings
from netweave.data import bundled
from netweave.exports.whole import whole_file
from netweave.visuals.conveners.view import view_conveners
from netweave.visuals.ego import view_ego
from netweave.visuals.map.view import view_map
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.networks.view import view_networks
from netweave.visuals.picture.lettering import file_name
from netweave.visuals.routes.view import view_path
from queries.asking.naming import resolve, resolve_all
from queries.bridges import bridges
from queries.clusters import clusters
from queries.connect import connect
from queries.conveners import conveners
from queries.overlap import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from queries.asking.scope import Through

NAME = "demo.db"
TOP = 5
LARGEST = 8
"""How many bridges, and how many clusters, are shown."""


class DemoStep(NamedTuple):
    """A question of the demo.

    Attributes
    ----------
    heading
        The question as people ask it.
    command
        The same as one types it.
    answer
        What it gives.
    picture
        The file of the page that shows it, None if there is none.
    """

    heading: str
    command: str
    answer: Answer
    picture: str | None = None

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
    help=f"The folder for the pages and the graph, {NAME}, which is built anew each time.",
)
@global_options(private=False)
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
        with pages_whole(Path(out)):
            steps = list(_steps(store, target, settings.as_of))
            atlas = saved(Atlas(packed(store, as_of=settings.as_of)), target, "atlas")
        give(settings, _answer(store, target, steps, out, atlas))


def _build(target: Path) -> None:
    """Load the bundled data into a store of its own, in place of an earlier one."""
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store
    from loaders.load import load  # noqa: PLC0415 - the same

    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as draft, open_store(draft, create=True) as store:
        load([bundled()], store)


def _steps(store: Reader, target: str, as_of: str | None) -> Iterator[DemoStep]:
    """The questions, with their answers."""

    def connected(heading: str, a: str, b: str, through: Through = "memberships") -> DemoStep:
        one, other = (named.node for named in resolve_all(store, [a, b]))
        connection = connect(store, one, other, through=through, k=1, as_of=as_of)
        extra = () if through == "memberships" else ("--through", through)
        words = typed("connect", a, b, *extra, "--store", target)
        answer = connect_answer(store, connection, through, (), k=1, as_of=as_of)
        page = view_path(store, one, other, through=through, as_of=as_of)
        return DemoStep(
            heading, words, answer, saved(page, target, file_name("path", a, b, *extra))
        )

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
    yield DemoStep(
        "Who belongs to the Maine Cohort?",
        typed("members", "Maine Cohort", "--store", target),
        members_answer(store, cohort, as_of),
        saved(view_ego(store, cohort.id, as_of=as_of), target, "ego-maine-cohort"),
    )
    lindsay = resolve(store, "Lindsay").node
    yield DemoStep(
        "What does Lindsay belong to?",
        typed("affiliations", "Lindsay", "--store", target),
        affiliations_answer(store, lindsay, as_of, direct=False),
        saved(view_ego(store, lindsay, as_of=as_of), target, "ego-lindsay"),
    )
    yield from _measured(store, target, as_of)


def _measured(store: Reader, target: str, as_of: str | None) -> Iterator[DemoStep]:
    """The questions that are answered with figures."""
    first = bridges(store, top=TOP, as_of=as_of)
    asked = {"kind": "all", "through": "memberships", "top": TOP}
    yield DemoStep(
        "Who stands between the parts?",
        typed("bridges", "--top", str(TOP), "--store", target),
        bridges_answer(store, first, asked, as_of),
    )
    partition = clusters(store, as_of=as_of)
    answer = clusters_answer(store, partition, {"through": "memberships"}, as_of)
    yield DemoStep(
        "Which regional clusters are there?",
        typed("clusters", "--store", target),
        answer._replace(page=lambda: clusters_in_short(partition, LARGEST)),
        saved(view_map(store, as_of=as_of), target, "map"),
    )
    yield from _overlapping(store, target, as_of)
    page = view_conveners(store, size=SIZE, as_of=as_of)
    yield _convening(store, target, as_of)._replace(picture=saved(page, target, "conveners"))
    yield from (DemoStep(*step) for step in field_steps(store, target, as_of))


def _overlapping(store: Reader, target: str, as_of: str | None) -> Iterator[DemoStep]:
    """The questions who shares members with whom."""
    asked: dict[str, object] = {"names": [], "of": "networks", "at_least": 1, "top": TOP}
    yield DemoStep(
        "Which networks share more members than expected?",
        typed("overlap", "--top", str(TOP), "--store", target),
        overlap_answer(store, overlap(store, top=TOP, as_of=as_of), asked, as_of),
        saved(view_networks(store, as_of=as_of), target, "networks"),
    )
    cohort = resolve(store, "Maine Cohort", COLLECTIVES).node.id
    overlaps = overlap(store, cohort, top=TOP, as_of=as_of)
    yield DemoStep(
        "With which does the Maine Cohort share them?",
        typed("overlap", "Maine Cohort", "--top", str(TOP), "--store", target),
        overlap_answer(store, overlaps, {**asked, "names": [cohort]}, as_of),
        saved(view_overlap(store, as_of=as_of), target, "overlap"),
    )


def _convening(store: Reader, target: str, as_of: str | None) -> DemoStep:
    """The question whom to call."""
    convening = conveners(store, size=SIZE, as_of=as_of)
    asked = {"size": SIZE, "kind": "district", "cover": "networks", "reach": 1, "top": TOP}
    asked["reference_year"] = convening.reference_year
    answer = conveners_answer(store, convening, asked)
    return DemoStep(
        f"Which {SIZE} districts could convene them?",
        typed("conveners", "--top", str(TOP), "--store", target),
        answer._replace(page=lambda: conveners_in_short(store, convening, TOP)),
    )


def _answer(store: Reader, target: str, steps: list[DemoStep], out: str, atlas: str) -> Answer:
    rows = [
        {
            "heading": step.heading,
            "command": step.command,
            "question": step.answer.question,
            "parameters": step.answer.parameters,
            "picture": step.picture,
            **step.answer.fields,
        }
        for step in steps
    ]
    return Answer(
        "demo",
        store.facts(),
        {"out": out},
        {"rows": rows},
        CsvSheet(("heading", "command", "said", "picture"), steps),
        lambda: _page(store, target, steps, atlas),
    )


def _page(store: Reader, target: str, steps: list[DemoStep], atlas: str) -> AnswerPage:
    facts = store.facts()
    pages = store.tally(None).pages
    page: AnswerPage = [
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
        page += [Text(f"Picture: {step.picture}")] if step.picture else []
    return [
        *page,
        Title("Go on with"),
        Code([f"  {line}" for line in _next_commands(target)]),
        Text(f"All of this in one page: open {atlas} in a browser, and type two names."),
    ]


def _next_commands(target: str) -> list[str]:
    folder = Path(target).parent.as_posix()
    return [
        typed("show", "Maine Cohort", "--store", target),
        typed("connect", "Pittsfield", "Lindsay", "--avoid", "Sanford", "--store", target),
        typed("view", "path", "Sanborn", "Lindsay", "-o", f"{folder}/mine.html", "--store", target),
    ]
