"""A workbook or table of decisions read back: all good lines count, and bad ones are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import LoadError, Problem
from graph.names.desk import Desk
from graph.names.places import placed
from graph.names.states import state_of
from graph.national import national
from graph.schema import COLLECTIVES, a_kind
from loaders.checks.answers import HOLDS, NEW, OUT
from loaders.columns.dates import date_text
from loaders.columns.loose import folded
from loaders.columns.table import unguarded
from loaders.forms.opening import sheets_in
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.network_names import network_key
from loaders.reviewing import QuestionDecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Node
    from graph.store import Store
    from loaders.reviewing import OpenQuestion

LATER = "later"
_OUT = frozenset(
    {OUT, "not a district", "not a network", "not a member", "no member", "none", "remove"}
)
_NEW = frozenset({NEW, "a new one", "create"})
_UNKNOWN = frozenset({"unknown", "?", "not known"})
_NUMBER = re.compile(r"\d{1,2}")
_BRACKETED = re.compile(r".*\(([^()]+)\)\s*")
_LEAID = re.compile(r"\d{6,7}")


class ReadBack(NamedTuple):
    """What a file of decisions says.

    Attributes
    ----------
    decisions
        What is decided.
    left_open
        How many questions of the file are put off.
    problems
        What is wrong with lines that cannot be followed.
    """

    decisions: list[QuestionDecision]
    left_open: int
    problems: list[Problem]


class DecisionLine(NamedTuple):
    """A line of a file of decisions."""

    file: str
    line: int | None
    question: str
    decision: str
    why: str


class BadDecisionError(Exception):
    """A decision cannot be followed."""


def read_back(path: Path, store: Store, questions: Sequence[OpenQuestion]) -> ReadBack:
    """Read a file of decisions.

    Parameters
    ----------
    questions
        Those that are open.

    Raises
    ------
    DamagedFileError
        If the file cannot be read.
    LoadError
        If it holds no decisions.
    """
    return understood(lines_of(path), store, questions)


def understood(
    lines: Iterable[DecisionLine], store: Store, questions: Sequence[OpenQuestion]
) -> ReadBack:
    """What lines of decisions mean.

    Parameters
    ----------
    questions
        Those that are open.
    """
    asked = {question.number: question for question in questions}
    reader = DecisionReader(store)
    found = ReadBack([], 0, [])
    left_open = 0
    for line in lines:
        said = " ".join(line.decision.split())
        if not said or said.casefold() == LATER:
            left_open += line.question in asked
            continue
        question = asked.get(line.question)
        if question is None:
            continue  # it was decided before
        try:
            decided = reader.decision(question, said)
        except BadDecisionError as bad:
            problem = f"{said!r} cannot be followed: {bad}"
            found.problems.append(
                Problem(line.file, line.line, "decision", "bad-decision", problem, _FIX)
            )
            continue
        found.decisions.append(decided._replace(why=line.why))
    return found._replace(left_open=left_open)


_FIX = "Choose from the list, or write an id, an NCES id or a name."


def lines_of(path: Path) -> Iterator[DecisionLine]:
    """The lines of a file of decisions, of all its sheets.

    Raises
    ------
    LoadError
        If no sheet has the columns of decisions.
    """
    found = False
    for sheet in sheets_in(path):
        places: dict[str, int] = {}
        for line, cells in sheet.open().rows(lambda _: None):
            if not places:
                names = [folded(cell) for cell in cells]
                if {"question", "decision"} <= set(names):
                    places = {name: at for at, name in enumerate(names)}
                    found = True
                continue
            texts = {name: cells[at] if at < len(cells) else "" for name, at in places.items()}
            said = [unguarded(texts.get(name, "")) for name in ("question", "decision", "note")]
            if said[0].strip():
                yield DecisionLine(
                    sheet.name, line, said[0].strip(), said[1].strip(), said[2].strip()
                )
    if not found:
        problem = "No sheet has the columns question and decision."
        fix = "Write one with: netweave review -o review.xlsx"
        raise LoadError([Problem(path.name, None, None, "no-decisions", problem, fix)])


class DecisionReader:
    """Says what decisions mean.

    Parameters
    ----------
    store
        The entities that may be meant, besides those of the national directory.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._districts: Desk | None = None
        self._networks: list[Node] | None = None

    def decision(self, question: OpenQuestion, said: str) -> QuestionDecision:
        """What was decided of a question by saying this.

        Raises
        ------
        BadDecisionError
            If it cannot be followed.
        """
        key = question.asked.key
        word = said.casefold()
        if question.sort in ("districts", "networks"):
            if word in _OUT:
                return QuestionDecision(key, OUT)
            if word in _NEW:
                return QuestionDecision(key, NEW)
            return self._entity(question, said)
        if question.sort == "columns":
            return self._column(question, said)
        if key.about == "row":
            if word in _OUT or word in question.asked.choices:
                return QuestionDecision(key, OUT if word in _OUT else word)
            raise BadDecisionError(f"a row is {OUT}, or is corrected in its file and added again.")
        return QuestionDecision(key, self._cell(question, said))

    def _entity(self, question: OpenQuestion, said: str) -> QuestionDecision:
        key, candidates = question.asked.key, question.asked.candidates
        if _NUMBER.fullmatch(said) and 0 < int(said) <= len(candidates):
            return QuestionDecision(key, *candidates[int(said) - 1])
        bracketed = _BRACKETED.fullmatch(said)
        ids = dict(candidates)
        for text in (said, bracketed[1] if bracketed else ""):
            if text in ids:
                return QuestionDecision(key, text, ids[text])
        node = self._node(said) or (self._node(bracketed[1]) if bracketed else None)
        if node is None:
            named = [c for c in candidates if c[1].casefold() == said.casefold()]
            if len(named) == 1:
                return QuestionDecision(key, *named[0])
            node = self._named(question, said)
        self._must_fit(question, node)
        return QuestionDecision(key, node.id, node.name)

    def _must_fit(self, question: OpenQuestion, node: Node) -> None:
        if question.sort == "networks" and node.kind not in COLLECTIVES:
            raise BadDecisionError(f"{placed(node)} is {a_kind(node.kind)}.")
        if question.sort == "districts" and node.kind in COLLECTIVES:
            raise BadDecisionError(f"{placed(node)} is {a_kind(node.kind)}.")

    def _node(self, text: str) -> Node | None:
        there = self._store.nodes([text]).get(text) or national().node(text)
        if there is not None or not _LEAID.fullmatch(text):
            return there
        leaid = text.zfill(7)
        return self._store.owners([leaid]).get(leaid) or national().owner(leaid)

    def _named(self, question: OpenQuestion, said: str) -> Node:
        if question.sort == "networks":
            return self._network(said)
        if self._districts is None:
            known = self._store.catalogue(("district",))
            self._districts = Desk(known, KeptLedger(self._store, None), national())
        place = question.asked.key.place
        match = self._districts.resolve(said, place if state_of(place) else None)
        node = self._districts.node(match.id or "")
        if node is None:
            near = "; ".join(f"{one.name} ({one.id})" for one in match.candidates[:3])
            raise BadDecisionError(f"it may be {near}." if near else "no district is called so.")
        return node

    def _network(self, said: str) -> Node:
        if self._networks is None:
            self._networks = self._store.catalogue(tuple(COLLECTIVES))
        key = network_key(said)
        found = [
            node
            for node in self._networks
            if key in {network_key(name) for name in (node.name, *node.aliases)}
        ]
        if len(found) != 1:
            raise BadDecisionError(
                f"{len(found)} networks are called so." if found else "no network is called so."
            )
        return found[0]

    def _column(self, question: OpenQuestion, said: str) -> QuestionDecision:
        key, choices = question.asked.key, question.asked.choices
        if choices and said.casefold() not in choices:
            raise BadDecisionError(f"write one of {', '.join(choices)}.")
        return QuestionDecision(key, said.casefold() if choices else said)

    def _cell(self, question: OpenQuestion, said: str) -> str:
        """What the cell should read."""
        rule, word = question.asked.rule, said.casefold()
        if word in _UNKNOWN:
            return ""
        if rule == "unclear-mark":
            marks: Mapping[str, str] = {HOLDS: "x", **dict.fromkeys(_OUT, "")}
            return self._dated(said) if word not in marks else marks[word]
        if question.sort == "dates":
            return self._dated(said)
        if word == HOLDS:
            return "active"
        if word in _OUT:
            return OUT
        return self._dated(said)

    def _dated(self, said: str) -> str:
        """A date, or a word about leaving with one."""
        text = re.sub(r"^(left|withdrew|until|since|joined)\s+", "", said, flags=re.IGNORECASE)
        meant = date_text(text)
        if len(meant.readings) != 1:
            raise BadDecisionError("write a date such as 2023, 2023-06 or left 2023.")
        return said
