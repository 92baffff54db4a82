"""A source that is loaded again replaces what it said: what it says no more is taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from graph.digest import evidence_file, statement_digest
from graph.errors import NetweaveError, NoStoreError, Problem
from graph.model import Node, Removal, Spelling, Statement, Withdrawal
from graph.records import Given
from loaders.rosters.lists import says_left

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from graph.model import TieKey
    from graph.records import Record
    from graph.store import Store

_DigestInFile = tuple[bytes, str]


class ReplacementError(NetweaveError):
    """A source gives so little of what it gave before that it may be another. Nothing is written.

    Attributes
    ----------
    origin
        The name of the source.
    before, again
        How many statements its last load gave, and how many of them are there again.
    """

    def __init__(self, origin: str, before: int, again: int, what: str) -> None:
        self.origin, self.before, self.again = origin, before, again
        super().__init__(
            f"{origin} was loaded before and gave {before:,} {what}, of which {again:,} are there "
            "again: fewer than half. Nothing was written. If it takes the place of what was "
            "loaded, give --replace; if what it gave before is to stay, give --keep."
        )


class LastLoad:
    """What the last load of a source gave, less what it gives again.

    Parameters
    ----------
    origin, store
        The source, and who remembers it.
    """

    def __init__(self, origin: str, store: Store) -> None:
        self.origin = origin
        self._store = store
        try:
            before = store.history.statements_of(origin)
            self.entities = dict.fromkeys(store.history.entities_of(origin))
            spelled = [one for one in store.spellings() if one.origin == origin]
        except NoStoreError:
            before, self.entities, spelled = [], {}, []
        self._spelled = dict.fromkeys(spelled)
        self.statements = {_identity(one): one for one in before}
        self.count, self.entity_count = len(self.statements), len(self.entities)
        self._corrected: set[TieKey] = set()
        """Ties of which it says something else than before."""
        self._ended = {_identity(_open(one)): one for one in before if one.until is not None}

    @property
    def nothing(self) -> bool:
        """Whether the store remembers nothing of the source."""
        return not (self.count or self.entity_count)

    def note(self, record: Node | Statement | Spelling) -> Node | Statement | Spelling:
        """Take in what the source gives; gives it as it is by now."""
        if isinstance(record, Spelling):
            self._spelled.pop(record._replace(origin=self.origin), None)
            return record
        if isinstance(record, Node):
            self.entities.pop(record.id, None)
            return record
        mine = _identity(record)
        if mine not in self.statements and mine in self._ended and self._was_ended(mine):
            record = self._ended[mine]._replace(evidence=record.evidence)
            mine = _identity(record)
        if self.statements.pop(mine, None) is None:
            self._corrected.add(record.key)
        return record

    def gone(self, spared: Collection[str]) -> Iterator[Record]:
        """What takes back what the source gives no more, save of those in rows that wait."""
        for statement in self.statements.values():
            if statement.source_id not in spared:
                yield Withdrawal(statement, origin=self.origin)
        for one in self._spelled:
            if one.node_id not in spared:
                yield one._replace(gone=True)
        for node_id in self.entities:
            if node_id not in spared:
                yield Removal(node_id, origin=self.origin)

    def judge(self, left: Left) -> None:
        """Make sure that the source is the same still; what waits or is corrected counts as there.

        Raises
        ------
        ReplacementError
            If fewer than half of what its last load gave is there again.
        """
        lost = sum(map(partial(self._is_lost, left), self.statements.values()))
        what, before = "statements", self.count
        if not before:
            lost = sum(node_id not in left.spared for node_id in self.entities)
            what, before = "entities", self.entity_count
        again = min(before, before - lost + left.waiting)
        if 2 * again < before:
            raise ReplacementError(self.origin, before, again, what)

    def _is_lost(self, left: Left, statement: Statement) -> bool:
        return statement.source_id not in left.spared and statement.key not in self._corrected

    def _was_ended(self, mine: _DigestInFile) -> bool:
        """Whether a complete list has ended a membership, which its own source leaves open."""
        ended = self._ended[mine]
        ties = self._store.ties([ended.source_id], [ended.type], None, "out")
        about = (
            statement
            for tie in ties
            if tie.key == ended.key
            for spell in tie.spells
            for statement in spell.statements
        )
        return any(statement.until == ended.until and says_left(statement) for statement in about)


class Left(NamedTuple):
    """What a load leaves out.

    Attributes
    ----------
    spared
        The ids of those who are in rows that wait.
    waiting
        How many rows wait.
    whole
        Whether no row is left out for a fault, or without knowing who may be meant.
    """

    spared: frozenset[str]
    waiting: int
    whole: bool


class Replacing:
    """What the sources of a load said before, against what they say now.

    Parameters
    ----------
    origins
        The sources.
    store
        Where they were loaded to.
    keep
        Whether what they say no more stays.
    replace
        Whether they may say as little of it as they like.
    together
        The name of the load of them all. If one of this name was broken off it was judged then,
        and a part of it may be in the store: it is completed without being judged again.
    """

    def __init__(
        self, origins: Sequence[str], store: Store, *, keep: bool, replace: bool, together: str
    ) -> None:
        self._pasts = {origin: LastLoad(origin, store) for origin in origins}
        self._keep = keep
        self._judged = replace or _was_broken_off(store, together)
        self.held_back: list[Problem] = []
        """Of which sources something stays only because rows are left out."""

    @property
    def nothing(self) -> bool:
        """Whether the store remembers nothing of the sources."""
        return all(past.nothing for past in self._pasts.values())

    @property
    def said(self) -> list[Statement]:
        """What the sources said before and have not said again so far."""
        return [
            statement for past in self._pasts.values() for statement in past.statements.values()
        ]

    def records(self, records: Iterable[Record], left: Callable[[], Left]) -> Iterator[Record]:
        """Records of the sources, and after them what takes back what they say no more.

        Parameters
        ----------
        left
            Gives what is left out; asked once all are read.
        """
        past = next(iter(self._pasts.values()))
        for record in records:
            if isinstance(record, Given):
                past = self._pasts[record.origin]
            elif isinstance(record, Node | Statement | Spelling) and not past.nothing:
                yield past.note(record)
                continue
            yield record
        if not self._keep:
            yield from self._taken_back(left())

    def _taken_back(self, left: Left) -> Iterator[Record]:
        for past in self._pasts.values():
            if not left.whole:
                if any(past.gone(left.spared)):
                    self.held_back.append(_held_back(past.origin))
                continue
            if not self._judged:
                past.judge(left)
            yield from past.gone(left.spared)


def _was_broken_off(store: Store, origin: str) -> bool:
    try:
        return any((one.act, one.source) == ("load", origin) for one in store.unfinished())
    except NoStoreError:
        return False


def _held_back(origin: str) -> Problem:
    problem = "What it gave before and gives no more stays, since some of its rows are left out."
    fix = "Correct the rows, and load it again."
    return Problem(origin, None, None, "not-replaced", problem, fix, "warning")


def _identity(statement: Statement) -> _DigestInFile:
    return statement_digest(statement), evidence_file(statement)


def _open(statement: Statement) -> Statement:
    return statement._replace(until=None)
