"""What a tie must keep to: its ends are known and may be joined, its dates make sense."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from graph.dates import days
from graph.schema import NODE_KINDS, TIE_TYPES, joins_what, may_join
from loaders.columns.values import quoted

if TYPE_CHECKING:
    from loaders.checks.register import Register
    from loaders.checks.wholes import Wholes
    from loaders.forms.findings import Reporter

ENDS = ("source_id", "target_id")
"""The columns that name the ends of a tie in relationships.csv."""

_FITTING = frozenset(
    (tie_type, source, target)
    for tie_type, source, target in product(TIE_TYPES, ("", *NODE_KINDS), ("", *NODE_KINDS))
    if not source or not target or may_join(tie_type, source, target)
)
"""Which type may join which kinds. "" is the kind of an entity whose row does not say it."""


class TieRules:
    """Judges ties against all entities that are known.

    Parameters
    ----------
    register
        All entities, read before the first tie is judged.
    wholes
        Hears of memberships and nesting.
    skip_bad
        Whether a tie is left out because the row of one of its ends is.
    """

    def __init__(self, register: Register, wholes: Wholes, *, skip_bad: bool) -> None:
        self._register = register
        self._wholes = wholes
        self._skip_bad = skip_bad

    def fit(
        self,
        source: str,
        tie_type: str,
        target: str,
        reporter: Reporter,
        columns: tuple[str, str] = ENDS,
    ) -> bool:
        """Whether a tie may be; if so, it counts for rosters and nesting.

        Parameters
        ----------
        tie_type
            The type, "" if the row gives none that there is.
        columns
            Where the ends stand, for the reporter.
        """
        register = self._register
        kinds = register.kind(source), register.kind(target)
        if (tie_type, *kinds) not in _FITTING or (
            register.left_out and not register.left_out.isdisjoint((source, target))
        ):
            ends = zip(columns, (source, target), kinds, strict=True)
            known = [self._is_known(*end, reporter) for end in ends]
            if not all(known):
                return False
            if tie_type and (tie_type, *kinds) not in _FITTING:
                _say_unfit(tie_type, kinds, reporter)
        if reporter.faults:
            return False
        if tie_type == "MEMBER_OF":
            self._wholes.join(source, kinds[0] or "", target, reporter)
        elif tie_type == "PART_OF":
            self._wholes.nest(source, kinds[0] or "", target, reporter)
        return True

    def may(
        self, ends: tuple[str, str], tie_type: str, kinds: tuple[str, str], reporter: Reporter
    ) -> None:
        """Tell the reporter why a tie cannot be, before its ends are written."""
        if (tie_type, *kinds) not in _FITTING:
            _say_unfit(tie_type, kinds, reporter)
        for column, node_id in zip(ENDS, ends, strict=True) if self._register.left_out else ():
            if self._skip_bad and node_id in self._register.left_out:
                _say_left_out(column, node_id, reporter)

    def _is_known(self, column: str, node_id: str, kind: str | None, reporter: Reporter) -> bool:
        """Whether there is such an entity to tie; if not, the reporter hears why."""
        if not node_id:
            reporter.error(column, "empty-id", f"The {column} is empty.", "Name an entity.")
        elif kind is None and not self._register.incomplete:
            store = "" if self._register.known.nothing else " and not in the store"
            problem = f"The id {quoted(node_id)} is in none of the files{store}."
            reporter.error(column, "unknown-id", problem, "Add the entity, or correct the id.")
        elif self._skip_bad and node_id in self._register.left_out:
            _say_left_out(column, node_id, reporter)
        else:
            return kind is not None
        return False

    def warn_of_dates(
        self, ends: tuple[str, str], since: str, until: str, reporter: Reporter
    ) -> None:
        """Warn of dates before a collective at either end began, or after it ended."""
        for node_id in ends:
            life = self._register.life(node_id)
            if life is None:
                continue
            for column, text in (("since", since), ("until", until)):
                if not text:
                    continue
                if life.founded and days(text).last < days(life.founded).first:
                    _say_outside(
                        column, text, f"before {node_id} was founded", life.founded, reporter
                    )
                if life.ended and days(text).first > days(life.ended).last:
                    _say_outside(column, text, f"after {node_id} had ended", life.ended, reporter)


def _say_left_out(column: str, node_id: str, reporter: Reporter) -> None:
    problem = f"{quoted(node_id)} is left out, since its own row is bad."
    reporter.error(column, "end-left-out", problem, "Correct the row of the entity.")


def _say_unfit(tie_type: str, kinds: tuple[str | None, str | None], reporter: Reporter) -> None:
    source, target = kinds
    problem = f"{tie_type} cannot join a {source} to a {target}."
    fix = f"It joins {joins_what(tie_type)}: use another type, or correct an id."
    reporter.error("type", "tie-not-allowed", problem, fix)


def _say_outside(column: str, text: str, when: str, bound: str, reporter: Reporter) -> None:
    problem = f"{text} is {when} ({bound})."
    reporter.warning(column, "outside-lifetime", problem, "Check which of the two dates is right.")
