"""A recount of a store, and how it is told: what `verify` and `doctor` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Items, Text
from netweave.cli.answer.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.recount import Auditor, Deviation, Recounted
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings

_SHOWN = 30
"""How many deviations people are told; the other forms have all."""


class DeviationRow(NamedTuple):
    """A deviation (`graph.recount.Deviation`), and whether it was repaired."""

    id: str
    what: str
    stored: str | None
    expected: str | None
    shows: str
    repairable: bool
    repaired: bool


class RecountAnswer(NamedTuple):
    """What was found.

    Attributes
    ----------
    recount
        The recount; the last one, if something was repaired.
    rows
        All that was not right, and then what is new after a repair.
    """

    recount: Recounted
    rows: list[DeviationRow]

    @property
    def whole(self) -> bool:
        """Whether nothing is left that is not right."""
        return all(row.repaired for row in self.rows)


def recounted(target: str, *, repair: bool, health: bool) -> RecountAnswer:
    """Recount a store, repair it if that is asked for, and keep in it that it was found right.

    Parameters
    ----------
    health
        Whether that which holds the store is looked at too.

    Raises
    ------
    StoreError
        If there is no store, or it cannot be reached, or not be written to.
    """
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store

    # To be opened, a store need not be able to say what it is.
    with open_store(target, create=True) as store:
        auditor = store.auditor
        recount, before = _look(auditor, health=health)
        rows = [DeviationRow(*one, repaired=False) for one in before]
        if repair and any(one.repairable for one in before):
            auditor.repair()
            recount, after = _look(auditor, health=health)
            left = set(after)
            rows = [DeviationRow(*one, repaired=one not in left) for one in before]
            rows += [DeviationRow(*one, repaired=False) for one in after if one not in set(before)]
        if all(row.repaired for row in rows):
            auditor.confirm(recount.data_hash)
    return RecountAnswer(recount, rows)


def _look(auditor: Auditor, *, health: bool) -> tuple[Recounted, list[Deviation]]:
    wrong = auditor.health() if health else []
    recount = auditor.recount()
    return recount, [*wrong, *recount.rows]


def give_recount(
    settings: Settings,
    question: str,
    outcome: RecountAnswer,
    parameters: Mapping[str, object],
    notes: Sequence[str] | None = None,
) -> None:
    """Write what was found to stdout.

    Parameters
    ----------
    notes
        Sentences about what lies beside the store; None for a question that does not look.
    """
    counted = {"statements": outcome.recount.statements, "whole": outcome.whole}
    beside = {} if notes is None else {"notes": notes}
    answer = Answer(
        question,
        outcome.recount.facts,
        parameters,
        {"rows": outcome.rows, **counted, **beside},
        CsvSheet(DeviationRow._fields, outcome.rows),
        lambda: _page(settings.store, outcome, notes or ()),
    )
    give(settings, answer)


def _page(target: str, outcome: RecountAnswer, notes: Sequence[str]) -> AnswerPage:
    page: AnswerPage = [Text(_counted(outcome.recount)), Text(_verdict(target, outcome))]
    shown = outcome.rows[:_SHOWN]
    if shown:
        page.append(Items([_sentence(row) for row in shown]))
    if len(outcome.rows) > len(shown):
        page.append(Text(f"… and {len(outcome.rows) - len(shown):,} more: --format json has all."))
    return [*page, *([Items(notes)] if notes else [])]


def _counted(recount: Recounted) -> str:
    parts = (
        count(recount.nodes, "entity", "entities"),
        count(recount.ties, "tie"),
        count(recount.statements, "statement"),
    )
    return f"Recounted: {', '.join(parts)}; their digest is {recount.data_hash}."


def _verdict(target: str, outcome: RecountAnswer) -> str:
    repaired = sum(row.repaired for row in outcome.rows)
    left = [row for row in outcome.rows if not row.repaired]
    if not outcome.rows:
        return f"{target} is what it says it is."
    start = f"{count(repaired, 'thing')} repaired. " if repaired else ""
    if not left:
        return (
            f"{start}{target} is what it says it is now. Where entities or statements had been "
            "changed, what stands there now counts: load the sources again to have theirs."
        )
    advice = "`netweave doctor --repair` mends what follows from the rest."
    if not any(row.repairable for row in left):
        advice = "It does not follow from the rest: load the sources again, or restore a copy."
    are = "is one thing" if len(left) == 1 else f"are {len(left):,} things"
    return f"{start}In {target} {are} not right. {advice}"


def _sentence(row: DeviationRow) -> str:
    nothing = "nothing"
    said = f"{row.id}: {row.what} is {row.stored or nothing}"
    should = f", should be {row.expected}" if row.expected else ", should not be there"
    done = " Repaired." if row.repaired else "" if row.repairable else " Cannot be repaired."
    return f"{said}{should}.{done} {row.shows}"
