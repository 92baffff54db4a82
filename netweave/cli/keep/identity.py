"""The commands `identity match`, `review`, `why` and `undo`: which entity a written name means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from loaders.identity.tables import rows_of
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Text
from netweave.cli.answer.words import count, listed
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.saying import warned
from netweave.cli.keep.identity_page import Resolved, match_page, reasons_page

if TYPE_CHECKING:
    from graph.names.desk import Desk, Match
    from graph.store import Reader, Store
    from loaders.identity.kept_ledger import KeptLedger
    from loaders.identity.ledger import Ledger
    from netweave.cli.door.settings import Settings

COLUMNS = ("written_name", "written_state", "decision", "id", "nces_id", "score", "reasons")
RULING_COLUMNS = ("when", "who", "decision", "written_name", "written_state", "id", "why")
TABLE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(
    "identity",
    epilog=examples(
        "netweave identity why Sanborn --state NH --store out/demo.db",
        "netweave identity match --help",
    ),
)
@global_options(dated=False)
def command() -> None:
    """Say which entity a written name means.

    What is safe is accepted; the rest is a question for a person. The decisions of people are
    kept in the store.
    """


@command.command(
    "match", epilog=examples("netweave identity match names.csv", "netweave identity match n.xlsx")
)
@click.argument("table", metavar="TABLE", type=TABLE)
@global_options(dated=False)
@click.pass_obj
def match(settings: Settings, table: Path) -> None:
    """Resolve the names of a table against the districts that are known, writing nothing.

    TABLE has the columns written_name and written_state, and may have more. Known are the
    districts of the store and those of the national directory; one that is not in the store yet
    has the id that it would have there.
    """
    with settings.reading() as store:
        desk = _desk(store, _ledger(settings, store))
        rows = [
            _resolved(desk, row.text("written_name"), row.text("written_state"))
            for row in rows_of(table, ("written_name", "written_state"))
        ]
        asked = {"table": str(table)}
        sheet = CsvSheet(COLUMNS, rows)
        page = lambda: match_page(rows)  # noqa: E731 - made when it is wanted
        give(settings, Answer("identity match", store.facts(), asked, {"rows": rows}, sheet, page))


@command.command("review", epilog=examples("netweave identity review review.csv"))
@click.argument("file", metavar="FILE", type=TABLE)
@global_options(dated=False)
@click.pass_obj
def review(settings: Settings, file: Path) -> None:
    """Read back a review.csv in which a person has decided, all or nothing.

    In the column decision stands same, not the same or unsure; in chosen_id the id of the entity
    or the number of a candidate. Rows without a decision stay open.
    """
    from graph.national import national  # noqa: PLC0415 - help needs no directory
    from graph.opening import open_store  # noqa: PLC0415 - nor a store
    from loaders.checks.questions import Key  # noqa: PLC0415 - nor a loader
    from loaders.identity.review import read_review, stands  # noqa: PLC0415 - the same
    from loaders.reviewing import let_in  # noqa: PLC0415 - the same

    batch = uuid4().hex
    with open_store(settings.store) as store:
        ledger = _ledger(settings, store, batch)
        read = read_review(file, {node.id for node in store.all_nodes()} | national().ids)
        new = [ruling for ruling in read.rulings if not stands(ledger, ruling)]
        if new:
            ledger.add(new)
        named = (Key("district", one.written_name, one.written_state) for one in new)
        decided = {key.folded for key in named}
        loads = let_in(store, decided, settings.store, batch=batch, warn=warned)
        facts = store.facts()
    for sentence in ledger.contradictions():
        warned(sentence)
    said = (
        f"{count(len(new), 'decision')} kept in {ledger.where}, "
        f"{len(read.rulings) - len(new)} known before, {read.left_open} left open."
    )
    went_in = [source for source, _ in loads]
    fields = {"rows": new, "left_open": read.left_open, "ledger": ledger.where, "loads": went_in}
    said += f" Rows that waited went in: {listed(went_in)}." if went_in else ""
    sheet = CsvSheet(RULING_COLUMNS, new)
    asked = {"file": str(file)}
    give(settings, Answer("identity review", facts, asked, fields, sheet, lambda: [Text(said)]))


@command.command(
    "why",
    epilog=examples("netweave identity why Sanborn --state NH --store out/demo.db"),
)
@click.argument("name", metavar="NAME")
@click.option("--state", metavar="ST", default="", help="The state beside the name.")
@global_options(dated=False)
@click.pass_obj
def why(settings: Settings, name: str, state: str) -> None:
    """Say why a name is accepted, or is not, and what people decided about it."""
    with settings.reading() as store:
        ledger = _ledger(settings, store)
        resolved = _resolved(_desk(store, ledger), name, state)
        rulings = ledger.about(name)
        fields = {"rows": [resolved], "ledger": rulings}
        asked = {"name": name, "state": state or None}
        sheet = CsvSheet(COLUMNS, [resolved])
        page = lambda: reasons_page(resolved, rulings)  # noqa: E731 - made when it is wanted
        give(settings, Answer("identity why", store.facts(), asked, fields, sheet, page))


@command.command("undo", epilog=examples("netweave identity undo --help"))
@click.option("--why", "reason", metavar="TEXT", default="", help="The reason, for the ledger.")
@global_options(dated=False)
@click.pass_obj
def undo(settings: Settings, reason: str) -> None:
    """Take the last decision back. It stays in the ledger, and so does this."""
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store
    from loaders.identity.ledger import LedgerError  # noqa: PLC0415 - nor a loader

    with open_store(settings.store) as store:
        ledger = _ledger(settings, store)
        if ledger.standing and ledger.standing[-1].decision == "merge":
            raise LedgerError(
                "The last decision is a merge, which the store remembers too. "
                "`netweave load --undo` takes both back."
            )
        back = ledger.undo(reason)
        facts = store.facts()
    said = f"Taken back: {back.written_name!r} {back.decision} {back.id}".rstrip() + "."
    fields = {"rows": [back], "ledger": ledger.where}
    sheet = CsvSheet(RULING_COLUMNS, [back])
    asked = {"why": reason or None}
    give(settings, Answer("identity undo", facts, asked, fields, sheet, lambda: [Text(said)]))


def _ledger(settings: Settings, store: Store, batch: str = "") -> KeptLedger:
    from loaders.identity.kept_ledger import KeptLedger  # noqa: PLC0415 - help needs no loader
    from loaders.identity.ledger import beside  # noqa: PLC0415 - the same

    ledger = KeptLedger(store, beside(settings.store), batch)
    for sentence in ledger.passed_over:
        warned(sentence)
    return ledger


def _desk(store: Reader, ledger: Ledger) -> Desk:
    from graph.names.desk import Desk  # noqa: PLC0415 - nor a loader
    from graph.national import national  # noqa: PLC0415 - help needs no directory

    return Desk(store.catalogue(("district",)), ledger, national())


def _resolved(desk: Desk, name: str, state: str) -> Resolved:
    found: Match = desk.resolve(name, state or None)
    return Resolved(name, state, *found[:6])
