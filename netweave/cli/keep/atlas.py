"""The command `atlas`: everything a store knows as a page in which the reader asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Text
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.output import check_ending, check_target, force_option
from netweave.cli.door.shared_options import PLACES, within_option

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings


class WrittenFile(NamedTuple):
    """A file that was written, and its size."""

    file: str
    bytes: int


@click.command(
    "atlas",
    epilog=examples(
        "netweave atlas -o out/atlas.html",
        "netweave atlas -o out/maine.html --within ME --without people,notes",
        "netweave atlas --dir out/site/ --title 'Our networks'",
    ),
)
@click.option("-o", "--output", "target", metavar="FILE", help="The page, one .html file.")
@click.option(
    "--dir",
    "folder",
    metavar="DIR",
    help="A folder for a web site instead: the page, its data, robots.txt.",
)
@click.option("--title", metavar="TEXT", help="What stands above the page, and on its tab.")
@within_option(f"Only what is within a place: {PLACES}")
@force_option
@global_options(output=False)
@click.pass_obj
def command(
    settings: Settings,
    target: str | None,
    folder: str | None,
    title: str | None,
    within: str | None,
) -> None:
    """Write everything as one page in which the reader asks.

    The page needs no network, no installation and no account: it is one file to mail or to put on
    a web site. Who opens it types a name and sees what it is, what it belongs to and who belongs
    to it; or two names, and sees how they are connected, with dates and sources. It answers as the
    commands show, affiliations, members and connect do.

    It holds all that it is made from: leave out with --within, --as-of and --without what is not
    for everybody.
    """
    from netweave.atlas.pack import packed  # noqa: PLC0415 - help needs none
    from netweave.atlas.page import TITLE, Atlas  # noqa: PLC0415 - the same

    if (target is None) == (folder is None):
        raise click.UsageError("Give -o FILE.html for one file, or --dir DIR for a web site.")
    if target is not None:
        check_ending(target, (".html", ".htm"))
        check_target(settings, target)
    with settings.reading() as store:
        made = Atlas(packed(store, within=within, as_of=settings.as_of), title or TITLE)
        files = made.save_folder(Path(folder)) if folder else [made.save(Path(target or ""))]
        rows = [WrittenFile(path.as_posix(), path.stat().st_size) for path in files]
        asked = {"within": within, "without": sorted(settings.without)}
        give(
            settings,
            Answer(
                "atlas",
                store.facts(),
                asked,
                {"rows": rows},
                CsvSheet(WrittenFile._fields, rows),
                lambda: [Text(f"Written: {_listed(rows)}")],
            ),
        )


def _listed(rows: list[WrittenFile]) -> str:
    return ", ".join(f"{row.file} ({row.bytes / 1000:,.0f} KB)" for row in rows)
