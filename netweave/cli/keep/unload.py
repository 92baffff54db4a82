"""The command `unload`: a source out of the store again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.history import Origin
from graph.opening import open_store
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import progress
from netweave.cli.door.shared_options import dry_run_option
from netweave.cli.keep.dated_copy import copied_before
from netweave.cli.keep.taken import answer

if TYPE_CHECKING:
    from graph.store import Store
    from netweave.cli.door.settings import Settings


@click.command(
    "unload",
    epilog=examples(
        "netweave unload --list",
        "netweave unload competency-networks --dry-run",
    ),
)
@click.argument("source", metavar="SOURCE", required=False)
@click.option("--list", "listed", is_flag=True, help="List the sources that the store remembers.")
@dry_run_option
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, source: str | None, *, listed: bool, dry_run: bool) -> None:
    """Take out of the store what only one source said.

    SOURCE is the name of the folder or file that was loaded, or its path. What another source said
    too stays, and so does an entity that ties of others are left at. It is all or nothing, and
    `netweave load --undo` takes it back.
    """
    if listed == (source is not None):
        raise click.UsageError("Name a SOURCE, or ask for the names with --list.")
    with open_store(settings.store) as store:
        if source is None:
            give(settings, _sources(store))
        else:
            give(settings, _unloaded(settings.store, store, source, dry_run=dry_run))


def _sources(store: Store) -> Answer:
    origins = store.history.origins()
    return Answer(
        "unload",
        store.facts(),
        {"list": True},
        {"rows": origins},
        CsvSheet(Origin._fields, origins),
        lambda: [_table(origins)],
    )


def _table(origins: list[Origin]) -> Grid | Text:
    if not origins:
        return Text("The store remembers no source.")
    rows = [(one.name or "(without a name)", one.entities, one.statements) for one in origins]
    return Grid(("Source", "Entities", "Statements"), rows)


def _unloaded(target: str, store: Store, source: str, *, dry_run: bool) -> Answer:
    from loaders.checks.origins import remembered  # noqa: PLC0415 - help needs no loader
    from loaders.unload import unload  # noqa: PLC0415 - the same

    origin = remembered(source, [one.name for one in store.history.origins()])
    copied = copied_before("unload", target, wanted=not dry_run)
    with copied, progress("records") as advance:
        changes = unload(origin, store, dry_run=dry_run, progress=advance)
    verb = "Would take" if dry_run else "Took"
    parameters = {"source": origin, "dry_run": dry_run}
    told = f"{verb} what only {origin} said out of {target}."
    return answer("unload", store.facts(), parameters, changes, told)
