"""The commands `identity match`, `review`, `why` and `undo`: which entity a written name means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from loaders.identity.tables import rows_of
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.saying import warned
from netweave.cli.keep.identity_page import Resolved, match_page, reasons_page

if TYPE_CHECKING:
    from graph.names.desk import Desk, Match
    from graph.store import Reader
    from loaders.identity.ledger import Ledger, Ruling
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
    kept in a plain table beside the store.
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
        desk = _desk(store, _ledger(settings))
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
    from loaders.identity.review import read_review  # noqa: PLC0415 - nor a loader

    ledger = _ledger(settings)
    with settings.reading() as store:
        read = read_review(file, {node.id for node in store.all_nodes()} | national().ids)
        new = [ruling for ruling in read.rulings if not _stands(ledger, ruling)]
        if new:
            ledger.add(new)
        for sentence in ledger.contradictions():
            warned(sentence)
        message = (
            f"{count(len(new), 'decision')} kept in {ledger.path}, "
            f"{len(read.rulings) - len(new)} known before, {read.left_open} left open."
        )
        fields = {"rows": new, "left_open": read.left_open, "ledger": str(ledger.path)}
        sheet = CsvSheet(RULING_COLUMNS, new)
        asked = {"file": str(file)}
        give(
            settings,
            Answer("identity review", store.facts(), asked, fields, sheet, lambda: [Text(message)]),
        )
    _keep(settings, ledger)


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
        ledger = _ledger(settings)
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
    from loaders.identity.ledger import LedgerError  # noqa: PLC0415 - help needs no loader

    ledger = _ledger(settings)
    with settings.reading() as store:
        if ledger.standing and ledger.standing[-1].decision == "merge":
            raise LedgerError(
                "The last decision is a merge, which the store remembers too. "
                "`netweave load --undo` takes both back."
            )
        back = ledger.undo(reason)
        message = f"Taken back: {back.written_name!r} {back.decision} {back.id}".rstrip() + "."
        fields = {"rows": [back], "ledger": str(ledger.path)}
        sheet = CsvSheet(RULING_COLUMNS, [back])
        asked = {"why": reason or None}
        give(
            settings,
            Answer("identity undo", store.facts(), asked, fields, sheet, lambda: [Text(message)]),
        )
    _keep(settings, ledger)


def _keep(settings: Settings, ledger: Ledger) -> None:
    """Let questions take the names that were decided."""
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store
    from loaders.identity.decided import keep_decided  # noqa: PLC0415 - nor a loader

    with open_store(settings.store) as store:
        keep_decided(ledger, store)


def _ledger(settings: Settings) -> Ledger:
    from loaders.identity.ledger import Ledger, beside  # noqa: PLC0415 - help needs no loader

    ledger = Ledger.open(beside(settings.store))
    for sentence in ledger.passed_over:
        warned(sentence)
    return ledger


def _desk(store: Reader, ledger: Ledger) -> Desk:
    from graph.names.desk import Desk  # noqa: PLC0415 - nor a loader
    from graph.national import national  # noqa: PLC0415 - help needs no directory

    return Desk(store.catalogue(("district",)), ledger, national())


def _resolved(desk: Desk, name: str, state: str) -> Resolved:
    resolved: Match = desk.resolve(name, state or None)
    return Resolved(name, state, *resolved[:6])


def _stands(ledger: Ledger, ruling: Ruling) -> bool:
    """Whether the ledger says so already: reading the same file twice adds nothing."""
    last = ledger.ruling(ruling.written_name, ruling.written_state or None)
    if ruling.decision == "not the same":
        return ruling.id in ledger.refused(ruling.written_name, ruling.written_state or None)
    return last is not None and (last.decision, last.id) == (ruling.decision, ruling.id)
