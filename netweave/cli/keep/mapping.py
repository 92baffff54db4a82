"""The command `mapping`: a first draft of a mapping for a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, Code, CsvSheet
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.output import FORMS_OF, check_ending, check_target, force_option, put
from netweave.cli.keep.check import EMPTY

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings


MAPPING = ".toml"
"""The ending of a file that `--mapping` reads."""


@click.command(
    "mapping",
    epilog=examples(
        "netweave mapping out/data/districts.csv",
        "netweave mapping out/data/districts.csv -o mapping.toml",
    ),
)
@click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help=f"Write the draft to a file: {MAPPING}, or {', '.join(FORMS_OF)}.",
)
@force_option
@global_options(dated=False, output=False)
@click.pass_obj
def command(settings: Settings, source: Path, target: str | None) -> None:
    """Draft a mapping: which column of a table is what.

    SOURCE is a table (CSV, XLSX, JSON) or a folder of tables of one kind. The draft is made by
    looking at the names of the columns and at the first rows; look at every line of it before you
    load with it. docs/loading.md tells what a mapping can say.
    """
    from loaders.drafting import draft  # noqa: PLC0415 - help needs no loader

    if target is not None:
        check_ending(target, (MAPPING, *FORMS_OF))
        check_target(settings, target)
    text = draft(source)
    if target is not None and target.casefold().endswith(MAPPING):
        put(target, [text], settings.form)
        click.echo(f"Written: {target}")
        return
    settings.output = target
    if settings.form == "table" and target is None:
        click.echo(text, nl=False)
        return
    lines = [DraftLine(line) for line in text.splitlines()]
    answer = Answer(
        "mapping",
        EMPTY,
        {"source": str(source)},
        {"rows": [line.text for line in lines], "mapping": text},
        CsvSheet(("text",), lines),
        lambda: [Code([line.text for line in lines])],
    )
    give(settings, answer)


class DraftLine:
    """A line of the draft."""

    def __init__(self, text: str) -> None:
        self.text = text
