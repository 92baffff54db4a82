"""What people decided about names: a plain table that is only ever added to.

One line for each decision: when, who, what, and why. The last decision about a name counts. To
take one back is a line too.
"""

from __future__ import annotations

import csv
import getpass
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Self, cast, get_args

from graph.errors import NetweaveError
from loaders.identity.parsing import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["same", "not the same", "unsure", "merge", "undo"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COLUMNS = ("when", "who", "decision", "written_name", "written_state", "id", "why")
_RISKY = re.compile("'*[=+\\-@\t\r]")


class LedgerError(NetweaveError):
    """The ledger cannot be read, or there is nothing to take back."""


class Ruling(NamedTuple):
    """A decision of a person.

    Attributes
    ----------
    decision
        ``same``: the name means the entity; ``not the same``; ``unsure``; ``merge``: the entity
        with the id that stands as the name has joined this one; ``undo``: the last line that
        counts is taken back.
    written_name, written_state
        The name that it is about, and the state beside it ("" if none).
    id
        The entity, "" where none is named.
    when, who, why
        When (UTC), by whom, and the reason that was given.
    """

    decision: Kind
    written_name: str = ""
    written_state: str = ""
    id: str = ""
    why: str = ""
    when: str = ""
    who: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The name and state, case and punctuation of the name aside."""
        return plain(self.written_name), self.written_state


class Ledger:
    """The decisions, in the order in which they were made.

    Parameters
    ----------
    path
        The file; it is made with the first decision.
    lines
        What stands in it.
    """

    def __init__(self, path: Path, lines: Iterable[Ruling] = ()) -> None:
        self.path = path
        self.lines = list(lines)
        self._settle()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a ledger; an empty one if there is no such file.

        Raises
        ------
        LedgerError
            If a line of the file is none of ours.
        """
        if not path.exists():
            return cls(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, list(COLUMNS))
            if tuple(header) != COLUMNS:
                raise LedgerError(
                    f"{path} does not begin with the columns {', '.join(COLUMNS)}. "
                    "It is no identity ledger, or was changed; put back the first line."
                )
            return cls(path, [_read(row, rows.line_num, path) for row in rows if any(row)])

    # Questions ----------------------------------------------------------------------------

    @property
    def standing(self) -> tuple[Ruling, ...]:
        """The decisions that were not taken back, in their order."""
        return tuple(self._standing)

    def ruling(self, written: str, state: str | None) -> Ruling | None:
        """The last decision about a name in a state, None if there is none."""
        about = self._about.get((plain(written), state or ""))
        return about[-1] if about else None

    def refused(self, written: str, state: str | None) -> frozenset[str]:
        """The ids of entities that a name was last said not to mean."""
        last: dict[str, Kind] = {}
        for ruling in self._about.get((plain(written), state or ""), ()):
            last[ruling.id] = ruling.decision
        return frozenset(id_ for id_, decision in last.items() if decision == "not the same")

    def about(self, written: str) -> list[Ruling]:
        """Every line about a name in any state, those taken back included."""
        return [line for line in self.lines if plain(line.written_name) == plain(written)]

    def merged(self) -> dict[str, str]:
        """For each entity that has joined another: the id of the one that stands for both now."""
        joined = {r.written_name: r.id for r in self._standing if r.decision == "merge"}
        return {old: _followed(old, joined) for old in joined}

    def contradictions(self) -> list[str]:
        """Pairs of standing decisions that cannot both be right, each as a sentence."""
        found: list[str] = []
        for rulings in self._about.values():
            name = rulings[0].written_name
            same = list(dict.fromkeys(r.id for r in rulings if r.decision == "same"))
            if len(same) > 1:
                found.append(f"{name!r} was said to be {' and '.join(same)}; the last one counts.")
            refused = {r.id for r in rulings if r.decision == "not the same"}
            found += [
                f"{name!r} was said to be {id_}, and not to be it; the last word counts."
                for id_ in same
                if id_ in refused
            ]
        return found

    # Decisions ----------------------------------------------------------------------------

    def add(self, rulings: Sequence[Ruling]) -> None:
        """Write decisions at the end, with the time and the name of the user."""
        now, who = datetime.now(UTC).isoformat(timespec="seconds"), _user()
        dated = [r._replace(when=r.when or now, who=r.who or who) for r in rulings]
        new = not self.path.exists() or not self.path.stat().st_size
        with self.path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([list(COLUMNS)] if new else [])
            writer.writerows([_guarded(getattr(r, name)) for name in COLUMNS] for r in dated)
            file.flush()
            os.fsync(file.fileno())
        self.lines += dated
        self._settle()

    def undo(self, why: str = "") -> Ruling:
        """Take the last decision back that counts, and say which it was.

        Raises
        ------
        LedgerError
            If no decision is left.
        """
        if not self._standing:
            raise LedgerError(f"There is no decision to take back in {self.path}.")
        last = self._standing[-1]
        self.add([last._replace(decision="undo", why=why, when="", who="")])
        return last

    def _settle(self) -> None:
        self._standing: list[Ruling] = []
        for line in self.lines:
            if line.decision != "undo":
                self._standing.append(line)
            elif self._standing:
                self._standing.pop()
        self._about: dict[tuple[str, str], list[Ruling]] = {}
        for ruling in self._standing:
            if ruling.decision != "merge":
                self._about.setdefault(ruling.key, []).append(ruling)


def beside(target: str) -> Path:
    """Where the ledger of a store is kept: beside its file; for a server in the working folder."""
    name = "netweave" if "://" in target else target.removesuffix(".db")
    return Path(f"{name}.identity.csv")


def _read(row: list[str], line: int, path: Path) -> Ruling:
    if len(row) != len(COLUMNS) or row[2] not in KINDS:
        raise LedgerError(
            f"{path} line {line} is no decision of the identity ledger. "
            f"A line has {len(COLUMNS)} columns, and decides one of: {', '.join(KINDS)}."
        )
    when, who, decision, name, state, id_, why = map(_unguarded, row)
    return Ruling(cast("Kind", decision), name, state, id_, why, when, who)


def _followed(old: str, joined: dict[str, str]) -> str:
    """Where a chain of joined entities ends; a circle ends where it began."""
    seen, new = {old}, joined[old]
    while new in joined and new not in seen:
        seen.add(new)
        new = joined[new]
    return new


def _guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
