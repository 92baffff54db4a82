"""The command `merge`: two entities that turn out to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.names.places import identified
from graph.opening import open_store
from netweave.cli.answer.giving import give
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.saying import warned
from netweave.cli.door.shared_options import dry_run_option
from netweave.cli.keep.dated_copy import copied_before
from netweave.cli.keep.taken import answer

if TYPE_CHECKING:
    from graph.model import Node
    from loaders.merging import Merged
    from netweave.cli.door.settings import Settings


@click.command(
    "merge",
    epilog=examples(
        "netweave merge school:sc-swansea-hs school:sc-swansea-fa --dry-run",
        "netweave merge network:ky-cea-1 network:ky-cea-2 --dry-run --format csv",
    ),
)
@click.argument("stays", metavar="A", shell_complete=completing())
@click.argument("joins", metavar="B", shell_complete=completing())
@dry_run_option
@click.option("--why", metavar="TEXT", default="", help="The reason, for the identity ledger.")
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, stays: str, joins: str, *, dry_run: bool, why: str) -> None:
    """Let two entities that are one become one.

    B joins A: all that was said of B is then said of A, by the same sources, and the name of B
    becomes an alias. Where both have a property, that of A counts. Both must be of one kind. A
    source that is loaded later may go on naming B. It is all or nothing, noted in the identity
    ledger, and `netweave load --undo` takes it back.
    """
    from loaders.identity.kept_ledger import KeptLedger  # noqa: PLC0415 - the same
    from loaders.identity.ledger import Ruling, beside, signed  # noqa: PLC0415 - the same
    from loaders.merging import merge  # noqa: PLC0415 - help needs no loader

    with open_store(settings.store) as store:
        ledger = KeptLedger(store, beside(settings.store))
        for sentence in ledger.passed_over:
            warned(sentence)
        into, other = named(store, stays), named(store, joins)
        with copied_before("merge", settings.store, wanted=not dry_run):
            decided = ledger.records(signed([Ruling("merge", other.id, "", into.id, why)]))
            done = merge(into, other, store, dry_run=dry_run, decided=decided)
        facts = store.facts()
    give(
        settings,
        answer(
            "merge",
            facts,
            {"a": into.id, "b": other.id, "dry_run": dry_run},
            done.changes,
            _said(into, other, dry_run=dry_run),
            further={"dropped": done.dropped},
            notes=_notes(done),
        ),
    )


def _said(into: Node, other: Node, *, dry_run: bool) -> str:
    verb = "would join" if dry_run else "joined"
    return f"{identified(other)} {verb} {identified(into)}."


def _notes(done: Merged) -> list[str]:
    return [
        f"{said.source_id} {said.type} {said.target_id} is dropped: it would join the entity "
        "with itself"
        for said in done.dropped
    ]
