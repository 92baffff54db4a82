"""The command `cypher`: Cypher of one's own, and questions as Cypher for the Neo4j Browser."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

import click

from graph.on_neo4j.driver.connection import QUESTION_SECONDS
from graph.on_neo4j.driver.guard import LONGEST, MOST_ROWS, ROWS, SECONDS, ask, refuse_writing
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, Code, CsvSheet, Grid
from netweave.cli.door.options import examples, global_options
from netweave.cli.keep.check import EMPTY
from queries.asking.questions import QUESTIONS, cypher_questions

if TYPE_CHECKING:
    from graph.on_neo4j.driver.guard import CypherAnswer
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings

_PARAMETER = re.compile(r"\$(\w+)")
_MEANING = {
    "a": "the id of one entity",
    "b": "the id of the other",
    "entity": "the id of the entity that is asked about",
    "on": "null, or {first, last}: the first and last day of the date that is asked for",
}


class CypherText(NamedTuple):
    """A question as Cypher, with the names of its parameters."""

    question: str
    parameters: tuple[str, ...]
    cypher: str


def _from_input(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The query, read here if it comes from the input: a command may have to begin again."""
    del ctx, param
    return _typed() if value == "-" else value


class OwnQuery(NamedTuple):
    """Somebody's own query, and how it is to be run."""

    query: str
    rows: int
    timeout: float


@click.command(
    "cypher",
    epilog=examples(
        "netweave cypher --question members",
        "netweave cypher --question connect",
    ),
)
@click.argument("query", metavar="[QUERY|-]", required=False, callback=_from_input)
@click.option(
    "--question",
    metavar="NAME",
    type=click.Choice(cypher_questions()),
    help=f"The question whose text to print: {', '.join(cypher_questions())}.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1, max=MOST_ROWS),
    default=ROWS,
    show_default=True,
    help="How many rows to give at most.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, max=QUESTION_SECONDS, min_open=True),
    default=SECONDS,
    show_default=True,
    help="How long the query may take.",
)
@global_options(dated=False)
@click.pass_obj
def command(
    settings: Settings, query: str | None, question: str | None, rows: int, timeout: float
) -> None:
    """Ask a Neo4j store in Cypher, or print a question as Cypher.

    QUERY is run as it stands, - reads it from the input. It may read and nothing else: a query
    that writes, calls other procedures or functions than some that read the graph, or loads a
    file is not run. With --question, the text that a Neo4j store is asked is printed, for the
    Neo4j Browser.
    """
    if (query is None) == (question is None):
        raise click.UsageError("Give a query, or the name of a question: --question NAME.")
    if question is not None:
        give(settings, _printed(_text(question)))
        return
    give(settings, _ran(settings, OwnQuery(str(query), rows, timeout)))


def _typed() -> str:
    """The query that comes from the input; of one that is too long, enough to see it."""
    try:
        return sys.stdin.read(LONGEST + 2).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise click.UsageError("The query is not in UTF-8. Save it so, and ask again.") from error


def _ran(settings: Settings, asked: OwnQuery) -> Answer:
    from graph.on_neo4j.store import Neo4jStore  # noqa: PLC0415 - only a query needs it

    refuse_writing(asked.query)
    with settings.reading() as store:
        if not isinstance(store, Neo4jStore):
            raise click.ClickException(
                f"{settings.store} is an offline file, and Cypher is the language of Neo4j. Copy "
                f"the graph to a server first: netweave copy {settings.store} neo4j://HOST:PORT"
            )
        answer = ask(store.server, asked.query, rows=asked.rows, seconds=asked.timeout)
        facts = store.facts()
    if answer.more:
        click.echo(f"Only the first {asked.rows:,} rows; --rows gives more.", err=True)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return Answer(
        "cypher",
        facts,
        asked._asdict(),
        {"rows": rows},
        _sheet(answer),
        lambda: [Grid(answer.columns, answer.rows)],
    )


def _sheet(answer: CypherAnswer) -> CsvSheet:
    # A dot in a heading of a sheet leads to an attribute of an attribute.
    columns = tuple(name.replace(".", "_") for name in answer.columns)
    lines = [dict(zip(columns, row, strict=True)) for row in answer.rows]
    return CsvSheet(columns, [SimpleNamespace(**line) for line in lines])


def _printed(text: CypherText) -> Answer:
    return Answer(
        "cypher",
        EMPTY,
        {"question": text.question},
        {"rows": [text]},
        CsvSheet(CypherText._fields, [text]),
        lambda: _page(text),
    )


def _text(name: str) -> CypherText:
    question = QUESTIONS[name]
    cypher: str = getattr(import_module(question.module), str(question.cypher)).strip()
    return CypherText(name, tuple(dict.fromkeys(_PARAMETER.findall(cypher))), cypher)


def _page(text: CypherText) -> AnswerPage:
    told = [f"// ${name}: {_MEANING[name]}" for name in text.parameters]
    return [Code([*told, *text.cypher.splitlines()])]
