"""What was taken out of a store or put back, as `unload`, `merge` and `load --undo` tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph.changes import Change
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Items, Text
from netweave.cli.answer.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.changes import Changes
    from graph.facts import StoreFacts
    from netweave.cli.answer.pages import AnswerPage


class Total(NamedTuple):
    """How often a command changed a thing, or left it as it is.

    Attributes
    ----------
    change
        ``added``, ``changed``, ``unchanged``, ``vanished``, ``skipped``, ``withdrawn``,
        ``removed`` or ``kept``.
    what
        ``entity``, ``statement``, ``row``; None where entities and statements are counted
        together.
    """

    change: str
    what: str | None
    count: int  # type: ignore[assignment]  # nobody counts the fields of a row


TOTAL_COLUMNS = Total._fields
CHANGE_COLUMNS = Change._fields


def totals(changes: Changes) -> list[Total]:
    """The counts of changes, in a fixed order."""
    return [
        Total("withdrawn", "statement", changes.statements_withdrawn),
        Total("removed", "entity", changes.nodes_removed),
        Total("added", "entity", changes.nodes_added),
        Total("changed", "entity", changes.nodes_changed),
        Total("added", "statement", changes.statements_added),
        Total("kept", None, changes.kept),
    ]


def answer(
    question: str,
    store: StoreFacts,
    parameters: Mapping[str, object],
    changes: Changes,
    sentence: str,
    *,
    further: Mapping[str, object] | None = None,
    notes: Sequence[str] = (),
) -> Answer:
    """The answer of a command that has taken something back, or would.

    Parameters
    ----------
    sentence
        What it did, in a sentence.
    further
        Fields of the JSON document beside ``rows``.
    notes
        More that people should know.
    """
    dry = bool(parameters["dry_run"])
    rows: Sequence[Any] = changes.rows if dry else totals(changes)
    return Answer(
        question,
        store,
        parameters,
        {"rows": rows, **(further or {})},
        CsvSheet(CHANGE_COLUMNS if dry else TOTAL_COLUMNS, rows),
        lambda: _page(changes, sentence, notes, dry=dry),
    )


def _page(changes: Changes, sentence: str, notes: Sequence[str], *, dry: bool) -> AnswerPage:
    page: AnswerPage = [Text(sentence), Items([*_counted(changes), *notes])]
    if dry and changes.rows:
        page.append(Grid(("Change", "What", "Id", "Detail"), changes.rows))
    return page


def _counted(changes: Changes) -> list[str]:
    counts = (
        (changes.statements_withdrawn, "statement", "statements", "taken out"),
        (changes.nodes_removed, "entity", "entities", "taken out"),
        (changes.nodes_added, "entity", "entities", "put back"),
        (changes.nodes_changed, "entity", "entities", "changed"),
        (changes.statements_added, "statement", "statements", "put in"),
        (changes.kept, "thing", "things", "kept, since other sources need them"),
    )
    told = [f"{count(n, one, many)} {what}" for n, one, many, what in counts if n]
    return told or ["nothing else in the graph is different"]
