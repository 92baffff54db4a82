"""What people decided about names: a table that is only ever added to.

A store keeps its own (`loaders.identity.kept_ledger`); as a file it is what older versions left
beside one. One line for each decision: when, who, what, and why. The last decision about a name
counts. To take one back is a line too. It may have been in a spreadsheet: it is read in whatever
form one saves, and a line that is no decision is named and passed over.
"""

from __future__ import annotations

import getpass
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Self, get_args

from graph.errors import NetweaveError
from graph.names.folding import plain
from loaders.columns.values import quoted
from loaders.forms.lines import DamagedFileError
from loaders.identity.ledger_file import added_to, rows_in
from loaders.identity.tables import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.identity.tables import TableRow

Kind = Literal["same", "not the same", "unsure", "merge", "undo"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COLUMNS = ("when", "who", "decision", "written_name", "written_state", "id", "why")
NEEDED = ("decision", "written_name", "id")
"""The columns that tell a ledger from other tables."""
_HALVED = re.compile("[\ud800-\udfff]")
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

    @property
    def subject(self) -> tuple[str, str, str]:
        """What it is about: a name in a state, and an entity."""
        return self.written_name, self.written_state, self.id


class Ledger:
    """The decisions, in the order in which they were made.

    Parameters
    ----------
    path
        The file; it is made with the first decision.
    lines
        What stands in it.
    passed_over
        Lines of it that are no decisions, each with what is wrong with it as a sentence.

    Attributes
    ----------
    where
        Where they are kept, in words.
    """

    def __init__(
        self, path: Path, lines: Iterable[Ruling] = (), passed_over: Iterable[str] = ()
    ) -> None:
        self.path = path
        self.where = str(path)
        self.lines = list(lines)
        self.passed_over = tuple(passed_over)
        self._settle()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a ledger; an empty one if there is no such file.

        Raises
        ------
        LedgerError
            If the file as a whole is no ledger, or cannot be read.
        """
        if not path.exists() or (path.is_file() and not path.stat().st_size):
            return cls(path)
        try:
            found = rows_in(path)
        except (DamagedFileError, OSError) as error:
            raise LedgerError(f"The identity ledger {path} cannot be read. {error}") from error
        header = found.rows[0][1] if found.rows else []
        names = [name.strip().casefold() for name in header]
        if not set(NEEDED) <= set(names):
            raise LedgerError(
                f"{path} does not begin with the columns {', '.join(COLUMNS)}. "
                "It is no identity ledger, or was changed; put back the first line."
            )
        made = {row.line: _read(row) for row in filled(names, found.rows[1:])}
        wrong = {line: what for line, what in made.items() if isinstance(what, str)}
        wrong |= {line: "A quote is opened and never closed." for line, _ in found.broken}
        return cls(
            path,
            [ruling for ruling in made.values() if isinstance(ruling, Ruling)],
            [_passed_over(path, line, wrong[line]) for line in sorted(wrong)],
        )

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
        """Write decisions at the end, with the time and the name of the user: all or none.

        Raises
        ------
        LedgerError
            If they cannot be written. What was decided before is as it was.
        """
        dated = signed(rulings)
        self._put(dated)
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
            raise LedgerError(f"There is no decision to take back in {self.where}.")
        last = self._standing[-1]
        self.add([last._replace(decision="undo", why=why, when="", who="")])
        return last

    def _put(self, rulings: Sequence[Ruling]) -> None:
        rows = [[_guarded(getattr(r, name)) for name in COLUMNS] for r in rulings]
        try:
            added_to(self.path, COLUMNS, rows)
        except OSError as error:
            raise LedgerError(
                f"The decisions cannot be kept in {self.path} ({error.strerror or error}). It is "
                "as it was; make room there, or make sure that you may write it."
            ) from error

    def _settle(self) -> None:
        self._standing: list[Ruling] = []
        for line in self.lines:
            if line.decision != "undo":
                self._standing.append(line)
                continue
            # It says what it takes back, so that a line that was passed over costs no other.
            same = (n for n, one in enumerate(self._standing) if one.subject == line.subject)
            if (last := max(same, default=None)) is not None:
                del self._standing[last]
        self._about: dict[tuple[str, str], list[Ruling]] = {}
        for ruling in self._standing:
            if ruling.decision != "merge":
                self._about.setdefault(ruling.key, []).append(ruling)


def signed(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Decisions with the time and the name of the user, where they have none yet."""
    now, who = datetime.now(UTC).isoformat(timespec="seconds"), user()
    return [r._replace(when=r.when or now, who=r.who or who) for r in rulings]


def beside(target: str) -> Path:
    """Where the ledger of a store is kept: beside its file; for a server in the working folder."""
    name = "netweave" if "://" in target else target.removesuffix(".db")
    return Path(f"{name}.identity.csv")


def _read(row: TableRow) -> Ruling | str:
    """The decision of a line, or what is wrong with it."""
    decision = " ".join(row.text("decision").casefold().split())
    name, id_ = row.text("written_name"), row.text("id")
    if decision not in KINDS:
        return f"{quoted(row.text('decision'))} is none of: {', '.join(KINDS)}."
    if not name:
        return "It has no written_name."
    if not id_ and decision in ("same", "not the same", "merge"):
        return "It has no id."
    if _HALVED.search("".join(row.cells.values())):
        return "Its text is in another encoding than the rest."
    when, who, state, why = (row.text(column) for column in ("when", "who", "written_state", "why"))
    return Ruling(decision, name, state, id_, why, when, who)


def _passed_over(path: Path, line: int, problem: str) -> str:
    return f"{path} line {line} is no decision and is passed over: {problem} Correct or remove it."


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


def user() -> str:
    """Who decides: the name under which somebody is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
