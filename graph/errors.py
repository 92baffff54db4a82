"""Every error a user can meet. One root, so that the command line needs one door.

A message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Severity = Literal["error", "warning"]


class NetweaveError(Exception):
    """The root of all errors that netweave raises on purpose."""


class StoreError(NetweaveError):
    """A store cannot be opened, read or written."""


class NoStoreError(StoreError):
    """There is no store yet, and the first write would make it."""


class StoreChangedError(StoreError):
    """Others wrote to a store meanwhile: an answer would be a mixture, a write misjudged."""


class NotFoundError(NetweaveError):
    """A name fits nothing in the store."""


class AmbiguousNameError(NetweaveError):
    """A name fits several entities and none of them is the obvious one."""


class WrongKindError(NetweaveError):
    """An entity was found, but the question does not take its kind."""


class TooManyError(NetweaveError):
    """A question is about more than can be weighed in reasonable time; the message gives advice."""


class QuestionError(NetweaveError):
    """A question was asked with values that have no answer (a district and itself, say)."""


class DateError(NetweaveError):
    """A text is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD."""


class Problem(NamedTuple):
    """One thing that is wrong with a source, and where.

    Attributes
    ----------
    file
        The name of the file (or folder) as the user knows it.
    line, column
        1-based line of the file and the name of the column; None where they do not apply.
    rule
        A short stable name of the rule that was broken, such as ``unknown-id``.
    problem, fix
        What is wrong, and what to do, each in one plain sentence.
    severity
        An ``error`` keeps the source out of the store, a ``warning`` does not.
    """

    file: str
    line: int | None
    column: str | None
    rule: str
    problem: str
    fix: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file} line {self.line}"
        if self.column:
            place += f" ({self.column})"
        return f"{place}: {self.problem} {self.fix}"


class LoadError(NetweaveError):
    """A source has problems. Nothing of it was written.

    Attributes
    ----------
    problems
        Every problem found, in the order of files and lines.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [p for p in self.problems if p.severity == "error"]
        shown = "\n".join(f"  {p}" for p in errors[:20])
        more = f"\n  … and {len(errors) - 20} more" if len(errors) > 20 else ""
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        super().__init__(f"{count}; nothing was written.\n{shown}{more}")


def missing_entity(ids: Iterable[str]) -> str:
    """The message for ties that name entities which are not there."""
    return f"A tie names {min(ids)!r}, which is not in the store. Add the entity first."


def ties_left(node_id: str) -> str:
    """The message for an entity that cannot go yet."""
    return f"{node_id} has ties still, so it cannot be taken out. Take those out first."


def nothing_to_undo(where: str) -> str:
    """The message for a store whose past holds nothing that could be taken back."""
    return f"{where} remembers no load that could be taken back."


def same_nces_id(nces_id: str, one: str, other: str) -> str:
    """The message for two entities that carry one NCES id."""
    return (
        f"{one} and {other} both carry the NCES id {nces_id}, which is unique in a store. "
        "Correct one of them, or give both rows the same id if they are one district."
    )


def damage(where: str, what: str) -> str:
    """The message for a store that does not hold what it should."""
    return (
        f"{where} is damaged, or was changed by hand ({what}). `netweave verify` names what is not "
        "right, `netweave doctor --repair` mends what follows from the rest; else restore a copy."
    )
