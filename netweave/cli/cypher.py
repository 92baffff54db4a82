"""The command `cypher`: a question as Cypher, for the Neo4j Browser and for curious readers."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import click

from netweave.cli.answers import Answer, Sheet, give
from netweave.cli.check import EMPTY
from netweave.cli.options import Settings, examples, global_options
from netweave.cli.pages import Code

if TYPE_CHECKING:
    from netweave.cli.pages import Page

QUESTIONS = {
    "affiliations": "CYPHER",
    "connect": "LOOKING_CYPHER",
    "members": "CYPHER",
    "show": "CYPHER",
}
"""The questions that have a Cypher text, and its name in their module."""

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


@click.command(
    "cypher",
    epilog=examples(
        "netweave cypher --question members",
        "netweave cypher --question connect",
    ),
)
@click.argument("query", metavar="[QUERY|-]", required=False)
@click.option(
    "--question",
    metavar="NAME",
    type=click.Choice(sorted(QUESTIONS)),
    help=f"The question whose text to print: {', '.join(sorted(QUESTIONS))}.",
)
@global_options()
@click.pass_obj
def command(settings: Settings, query: str | None, question: str | None) -> None:
    """Print a question as Cypher.

    The text is what a Neo4j store is asked, with its parameters named in comments above it.
    """
    if question is None and query is None:
        raise click.UsageError("Give the name of a question: --question NAME.")
    if question is None or query is not None:
        raise click.ClickException(
            "This version of netweave prints Cypher and runs none, since it keeps graphs in "
            "offline files: give --question NAME alone."
        )
    text = _text(question)
    give(
        settings,
        Answer(
            "cypher",
            EMPTY,
            {"question": question},
            {"rows": [text]},
            Sheet(CypherText._fields, [text]),
            lambda: _page(text),
        ),
    )


def _text(question: str) -> CypherText:
    cypher: str = getattr(import_module(f"queries.{question}"), QUESTIONS[question]).strip()
    return CypherText(question, tuple(dict.fromkeys(_PARAMETER.findall(cypher))), cypher)


def _page(text: CypherText) -> Page:
    told = [f"// ${name}: {_MEANING[name]}" for name in text.parameters]
    return [Code([*told, *text.cypher.splitlines()])]
