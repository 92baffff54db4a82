"""Open questions as rows: who may be meant, with what tells districts and networks apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.model import Node
from graph.national import national
from loaders.checks.answers import HOLDS
from netweave.cli.answer.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.store import Reader
    from loaders.reviewing import OpenQuestion, Sort

CANDIDATES = 5
"""How many candidates a row has room for."""
COLUMNS = (
    *("question", "kind", "written", "state", "column", "file", "line", "rows", "why"),
    *(f"candidate_{number}" for number in range(1, CANDIDATES + 1)),
    *("decision", "note"),
)
"""The columns of a table of decisions; a workbook has a sheet for each kind."""
_PUT_OFF = ("not in the graph", "later")
_NETWORKS = 3
"""How many networks of a candidate are named."""


class ReviewCandidate(NamedTuple):
    """Who may be meant."""

    id: str
    name: str
    city: str | None
    state: str | None
    county: str | None
    enrollment: int | None
    networks: list[str]

    @property
    def label(self) -> str:
        """The candidate in a line, its id at the end."""
        county = f"{self.county.removesuffix(' County')} County" if self.county else None
        size = f"{count(self.enrollment, 'student')}" if self.enrollment else None
        further = len(self.networks) - _NETWORKS
        named = [*self.networks[:_NETWORKS], *([f"{further} more"] if further > 0 else [])]
        joined = f"in {', '.join(named)}" if named else None
        said = ", ".join(filter(None, (self.city, county, size, joined)))
        return f"{self.name} - {said} ({self.id})" if said else f"{self.name} ({self.id})"


class ReviewRow(NamedTuple):
    """A question that waits, and who may be meant.

    Attributes
    ----------
    question
        What it is called.
    kind
        The kind of question.
    written, state, column, file, line
        What is written, and where first.
    rows
        How many rows ask it.
    why
        Why it is a question.
    choices
        What may be answered besides a candidate.
    """

    question: str
    kind: Sort
    written: str
    state: str | None
    column: str | None
    file: str
    line: int
    rows: int
    why: str
    candidates: list[ReviewCandidate]
    choices: list[str]

    @property
    def options(self) -> list[str]:
        """All that may be chosen from a list."""
        return [*(candidate.label for candidate in self.candidates), *self.choices]

    @property
    def cells(self) -> list[str]:
        """The row of a table of decisions."""
        labels = [candidate.label for candidate in self.candidates[:CANDIDATES]]
        texts = [
            *(self.question, self.kind, self.written, self.state or "", self.column or ""),
            *(self.file, str(self.line), str(self.rows), self.why),
            *labels,
        ]
        return [*texts, *[""] * (len(COLUMNS) - len(texts))]


def review_rows(store: Reader, questions: Sequence[OpenQuestion]) -> list[ReviewRow]:
    """The questions as rows, their candidates looked up in the store and the directory."""
    asked = [pair for question in questions for pair in question.asked.candidates]
    known = _candidates(store, dict(asked))
    return [_row(question, known) for question in questions]


def _row(question: OpenQuestion, known: dict[str, ReviewCandidate]) -> ReviewRow:
    asked = question.asked
    key = asked.key
    return ReviewRow(
        question.number,
        question.sort,
        key.text,
        (key.place or None) if key.about == "district" else None,
        key.column or None,
        question.file,
        question.line,
        question.rows,
        asked.why,
        [known[node_id] for node_id, _ in asked.candidates],
        choices_of(question),
    )


def choices_of(question: OpenQuestion) -> list[str]:
    """What may be answered to a question besides a candidate."""
    if question.sort in ("districts", "networks"):
        return ["new", *_PUT_OFF]
    if question.sort == "columns":
        return [*question.asked.choices, "later"]
    if question.sort == "dates":
        return ["unknown", "later"]
    own = [HOLDS] if question.sort == "statuses" else question.asked.choices
    return [*own, *_PUT_OFF]


def _candidates(store: Reader, called: dict[str, str]) -> dict[str, ReviewCandidate]:
    there = store.nodes(list(called)) if called else {}
    nodes = {
        node_id: there.get(node_id) or national().node(node_id) or Node(node_id, "network", name)
        for node_id, name in called.items()
    }
    networks = _networks(store, there)
    return {node_id: _candidate(node, networks.get(node_id, [])) for node_id, node in nodes.items()}


def _networks(store: Reader, ids: Iterable[str]) -> dict[str, list[str]]:
    """The names of the networks that entities belong to."""
    ties = store.ties(list(ids), ["MEMBER_OF"], None, "out")
    names = store.nodes({tie.target_id for tie in ties})
    found: dict[str, list[str]] = {}
    for tie in ties:
        found.setdefault(tie.source_id, []).append(names[tie.target_id].name)
    return found


def _candidate(node: Node, networks: list[str]) -> ReviewCandidate:
    size = node.properties.get("enrollment")
    return ReviewCandidate(
        node.id,
        node.name,
        node.text("city"),
        node.state,
        node.text("county"),
        int(size) if isinstance(size, int | float) else None,
        networks,
    )
