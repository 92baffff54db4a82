"""Questions that wait, and what becomes of them: decided ones let their rows go in at once."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from graph.names.states import state_of
from loaders.checks.answers import NEW, OUT, GivenAnswer
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.kept_notes import notes_of, text_of
from loaders.identity.ledger import Ruling, beside, signed
from loaders.load import load
from loaders.rosters.desks import DeskBeside
from loaders.waiting import WAITING, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from graph.store import Reader, Store
    from loaders.checks.questions import AskedQuestion, Key
    from loaders.load import LoadReport

Sort = Literal["districts", "networks", "columns", "dates", "statuses", "rows"]
SORTS: tuple[Sort, ...] = get_args(Sort)
"""The kinds of questions, in the order in which they are told."""
_SORTS: dict[str, Sort] = {
    "district": "districts",
    "network": "networks",
    "column": "columns",
    "row": "rows",
    "date-in-doubt": "dates",
    "bad-date": "dates",
    "cell-error": "dates",
    "names-in-doubt": "columns",
}


class OpenQuestion(NamedTuple):
    """A question that waits.

    Attributes
    ----------
    number
        What it is called in a workbook of decisions: the same wherever it is asked.
    sort
        What kind of question it is.
    asked
        What it is about, and who may be meant.
    rows, file, line
        How many rows ask it, and where the first of them stands.
    """

    number: str
    sort: Sort
    asked: AskedQuestion
    rows: int
    file: str
    line: int


class QuestionDecision(NamedTuple):
    """What a person has decided of a question.

    Attributes
    ----------
    said
        ``new``, ``not in the graph``, the id of an entity, or what a cell or column should say.
    name
        How the entity is called that the id belongs to.
    """

    key: Key
    said: str
    name: str = ""
    why: str = ""


class Reviewed(NamedTuple):
    """What a review did.

    Attributes
    ----------
    decided
        How many decisions are new.
    loads
        The sources of which rows went in, with what that did.
    left
        The questions that are still open.
    """

    decided: int
    loads: list[tuple[str, LoadReport]]
    left: list[OpenQuestion]


def waiting(store: Reader) -> list[Waiting]:
    """What sources have left to people, by the name of the source."""
    return [Waiting.of(note) for note in notes_of(store, WAITING)]


def open_questions(left: Iterable[Waiting]) -> list[OpenQuestion]:
    """The questions that wait, each once: by kind, then as they were asked."""
    found: dict[Key, OpenQuestion] = {}
    for one in left:
        times = one.times()
        asking = {key: row for row in reversed(one.rows) for key in row.asks}
        for asked in one.questions:
            key = asked.key.folded
            if key in found:
                found[key] = found[key]._replace(rows=found[key].rows + times[key])
            elif key in asking:
                row = asking[key]
                called = number_of(key)
                found[key] = OpenQuestion(
                    called, sort_of(asked), asked, times[key], row.table, row.line
                )
    return sorted(found.values(), key=lambda question: SORTS.index(question.sort))


def sort_of(asked: AskedQuestion) -> Sort:
    """What kind of question it is."""
    return _SORTS.get(asked.key.about) or _SORTS.get(asked.rule, "statuses")


def number_of(key: Key) -> str:
    """What a question is called."""
    text = text_of(key.folded)
    return f"{key.about[0]}-{blake2b(text.encode(), digest_size=4).hexdigest()}"


def decide(
    store: Store,
    decisions: Sequence[QuestionDecision],
    target: str,
    *,
    batch: str = "",
    warn: Callable[[str], None] | None = None,
) -> Reviewed:
    """Keep decisions in a store, and let the rows go in that wait for nothing else.

    Parameters
    ----------
    target
        Where the store is: an older ledger beside it is read in.
    batch
        What all this is a part of, to be taken back together.
    warn
        Called with each sentence about a line of such a ledger that is no decision.

    Raises
    ------
    StoreError
        If the store cannot be written. What was decided until then is kept.
    """
    ledger = KeptLedger(store, beside(target))
    rulings = signed([_ruling(one) for one in decisions if _is_ruling(one)])
    (by,) = signed([Ruling("same")])
    answers = [
        GivenAnswer(one.key, one.said, one.name, one.why, by.when, by.who)
        for one in decisions
        if not _is_ruling(one)
    ]
    records = [*ledger.records(rulings), *(answer.note for answer in answers)]
    changes = store.write(records, act="decide", batch=batch)
    decided = {one.key.folded for one in decisions}
    loads = let_in(store, decided, target, batch=batch, warn=warn)
    return Reviewed(changes.noted, loads, open_questions(waiting(store)))


def let_in(
    store: Store,
    decided: Collection[Key],
    target: str,
    *,
    batch: str = "",
    warn: Callable[[str], None] | None = None,
) -> list[tuple[str, LoadReport]]:
    """Let the rows go in that waited for what is decided, and wait for nothing else.

    Parameters
    ----------
    decided
        What the questions are about, folded.
    target, batch, warn
        As of `decide`.

    Returns
    -------
    list of tuple
        The sources of which rows asked that, with what reading them again did.
    """
    wanted = set(decided)
    return [
        (one.origin, _again(one, store, target, batch, warn))
        for one in waiting(store)
        if one.tables and wanted & one.times().keys()
    ]


def _again(
    left: Waiting,
    store: Store,
    target: str,
    batch: str,
    warn: Callable[[str], None] | None,
) -> LoadReport:
    """Read a source once more as it was kept: what was loaded of it is there, the rest goes in."""
    source, path = left.source, Path(left.source["path"])
    keep = bool(source["keep"]) or not source["whole"]
    return load(
        [path],
        store,
        dated=source["dated"],
        snapshot=source["snapshot"],
        within=source["within"],
        keep=keep,
        replace=not keep,
        drafting=True,
        kept={path: left.kept_tables()},
        make_desk=DeskBeside(store, target, warn),
        batch=batch,
    )


def _is_ruling(decision: QuestionDecision) -> bool:
    """Whether a decision is that a name means an entity, which the ledger of names keeps."""
    return decision.key.about == "district" and decision.said not in (NEW, OUT)


def _ruling(decision: QuestionDecision) -> Ruling:
    state = state_of(decision.key.place) or decision.key.place.upper()
    return Ruling("same", decision.key.text, state, decision.said, decision.why)
