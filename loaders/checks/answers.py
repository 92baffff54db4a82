"""What people have answered to the questions of rosters, other than whom a name means.

A decision that a name means an entity stands in the identity ledger. Here stands what else may be
said: that a name is new, or is none; which network is meant; what a cell should read.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from graph.model import Note
from loaders.checks.questions import Key
from loaders.identity.kept_notes import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loaders.checks.questions import QuestionAbout

ANSWER = "answer"
"""The kind of the notes that hold answers."""
NEW, OUT = "new", "not in the graph"
"""What a name may be said to be in place of an entity."""
HOLDS = "member"
"""What may be said of a status, of a mark, or of a row that is struck out: it is of a member."""


class GivenAnswer(NamedTuple):
    """What a person has answered.

    Attributes
    ----------
    said
        ``new``, ``not in the graph``, the id of a network, or what a cell should read.
    name
        How the network was called that the id belongs to.
    when, who, why
        When (UTC), by whom, and the reason that was given.
    """

    key: Key
    said: str
    name: str = ""
    why: str = ""
    when: str = ""
    who: str = ""

    @property
    def note(self) -> Note:
        """The note that keeps it."""
        name = text_of(self.key.folded)
        return Note(ANSWER, name, text_of(self))

    @classmethod
    def of(cls, note: Note) -> GivenAnswer:
        """An answer from its note."""
        key, *rest = json.loads(note.text or "")
        return cls(Key(*key), *rest)


class Answers:
    """All answers that stand.

    Parameters
    ----------
    answers
        They; the last about each question counts.
    """

    def __init__(self, answers: Iterable[GivenAnswer] = ()) -> None:
        self._answers = {answer.key.folded: answer for answer in answers}

    @classmethod
    def of(cls, notes: Iterable[Note]) -> Answers:
        """The answers that a store keeps."""
        return cls(map(GivenAnswer.of, notes))

    def to(self, key: Key) -> GivenAnswer | None:
        """What was answered to a question, None if nothing was."""
        return self._answers.get(key.folded) if self._answers else None

    @property
    def nothing(self) -> bool:
        """Whether nothing was answered."""
        return not self._answers

    @cached_property
    def asides(self) -> Mapping[QuestionAbout, set[Key]]:
        """The names that are none, by what they are names of."""
        found: dict[QuestionAbout, set[Key]] = {"district": set(), "network": set()}
        for key, answer in self._answers.items():
            if answer.said == OUT and key.about in found:
                found[key.about].add(key)
        return found


NO_ANSWERS = Answers()
