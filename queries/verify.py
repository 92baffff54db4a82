"""Do two stores give the same answers? Every question, asked of both, over a sample of the data.

The sample is the same on every run: it depends on the ids and on a seed, not on the engine.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from importlib import import_module
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import NetweaveError
from graph.schema import COLLECTIVES, NODE_KINDS
from queries.asking.questions import QUESTIONS
from queries.asking.scope import THROUGH

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from graph.model import Node
    from graph.store import Reader
    from queries.asking.question import About, Question


class VerifyRow(NamedTuple):
    """One question, asked of both stores.

    Attributes
    ----------
    question, parameters
        What was asked.
    offline, neo4j
        What the first and what the second store answered, in short: how many rows, and a digest.
    same
        Whether the answers are the same, order included.
    first_difference
        Where they differ first, and the two values there; None if they do not.
    """

    question: str
    parameters: dict[str, Any]
    offline: str
    neo4j: str
    same: bool
    first_difference: str | None


class _PosedQuestion(NamedTuple):
    question: str
    parameters: dict[str, Any]
    ask: Callable[[Reader], Any]


def verify(
    one: Reader,
    other: Reader,
    *,
    sample: int = 20,
    seed: int = 0,
    questions: Collection[str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[VerifyRow]:
    """Ask every question of two stores and compare the answers.

    Parameters
    ----------
    one, other
        The stores, of any kind.
    sample
        How many entities, collectives and pairs each question is asked about.
    seed
        Which of them.
    questions
        The names of the questions to ask; None for all.
    progress
        Called with the number of questions so far.

    Returns
    -------
    list of VerifyRow
        In the order in which they were asked. An error is an answer too.
    """
    rows: list[VerifyRow] = []
    chance = Random(seed)  # noqa: S311 - a sample that is to be the same each time
    with one.reading(), other.reading():
        for asked in _questions(one, sample, chance):
            if questions is None or asked.question in questions:
                rows.append(_row(asked, one, other))
            if progress is not None:
                progress(len(rows))
    return rows


def _row(asked: _PosedQuestion, one: Reader, other: Reader) -> VerifyRow:
    answers = _answer(asked, one), _answer(asked, other)
    difference = first_difference(*answers)
    first, second = map(_short, answers)
    same = difference is None
    return VerifyRow(asked.question, asked.parameters, first, second, same, difference)


def _answer(asked: _PosedQuestion, store: Reader) -> Any:
    try:
        return asked.ask(store)
    except NetweaveError as error:
        return f"{type(error).__name__}: {error}"


def _questions(store: Reader, sample: int, chance: Random) -> Iterator[_PosedQuestion]:
    yield _PosedQuestion("facts", {}, _facts)
    yield _PosedQuestion("projection", {}, _projection)
    subjects = _subjects(store, sample, chance)
    for question in QUESTIONS.values():
        for parameters in _parameters(question, subjects[question.about]):
            yield _PosedQuestion(question.name, parameters, partial(_put, question, parameters))


def _subjects(store: Reader, sample: int, chance: Random) -> dict[About, list[dict[str, Any]]]:
    """What there is to ask about: some entities, collectives, names and pairs."""
    nodes = store.catalogue(list(NODE_KINDS))
    some = _some(nodes, sample, chance)
    collectives = _some([node for node in nodes if node.kind in COLLECTIVES], sample, chance)
    ends = [node for node in nodes if node.kind == "district"] or nodes
    return {
        "all": [{}],
        "entity": [{"name": node.id} for node in some],
        "collective": [{"name": node.id} for node in collectives],
        "district": [{"name": node.id} for node in some if node.kind == "district"],
        "text": [{"text": text} for node in some for text in _texts(node)],
        "pair": [{"a": a.id, "b": b.id} for a, b in _pairs(ends, sample, chance)],
    }


def _some(nodes: Sequence[Node], sample: int, chance: Random) -> list[Node]:
    """A part of the entities, of every kind if there is room, ordered by id."""
    first = {node.kind: node for node in reversed(nodes)}
    chosen = {node.id: node for node in [*first.values(), *chance.sample(nodes, len(nodes))]}
    return sorted(list(chosen.values())[: max(sample, 1)], key=lambda node: node.id)


def _texts(node: Node) -> tuple[str, str]:
    """A whole name, and a part of it, in capitals."""
    return node.name, node.name[1:6].upper()


def _pairs(nodes: Sequence[Node], sample: int, chance: Random) -> list[list[Node]]:
    return [chance.sample(nodes, 2) for _ in range(sample if len(nodes) > 1 else 0)]


def _parameters(question: Question, subjects: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All that a question is given: each subject, with each value of the other parameters."""
    for number, subject in enumerate(subjects):
        given = {**question.given}
        if "as_of" in given:
            given["as_of"] = _dates(question.about, number, tuple(given["as_of"]))
        for values in product(*given.values()):
            yield {**subject, **dict(zip(given, values, strict=True))}


def _dates(about: About, number: int, dates: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """The dates for a subject: one after the other, of which an entity is asked without one too."""
    if about == "all":
        return dates
    one = dates[number % len(dates)]
    return (one,) if about == "pair" else tuple(dict.fromkeys((None, one)))


def _put(question: Question, parameters: dict[str, Any], store: Reader) -> Any:
    """The answer of a store, or those fields of it that serve to compare."""
    ask = getattr(import_module(question.module), question.function)
    answer = ask(store, *_before(question, store), **parameters)
    return tuple(getattr(answer, name) for name in question.compared) or answer


def _before(question: Question, store: Reader) -> tuple[Any, ...]:
    """The answer that a question takes, if it takes one."""
    if question.of is None:
        return ()
    first = QUESTIONS[question.of]
    return (getattr(import_module(first.module), first.function)(store),)


def _facts(store: Reader) -> tuple[Any, ...]:
    """What both must say of themselves; only the kind of store may differ."""
    return tuple(store.facts())[1:]


def _projection(store: Reader) -> list[tuple[str, str]]:
    """All memberships, as the measures read them, in one order."""
    walk = store.walk(THROUGH["memberships"], None)
    pairs = list(walk.pairs())
    ids = walk.ids({handle for pair in pairs for handle in pair})
    return sorted({(ids[a], ids[b]) for a, b in pairs})


def _short(answer: Any) -> str:
    """An answer in short."""
    digest = blake2b(repr(answer).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    if isinstance(answer, list):
        return f"{len(answer)} row{'' if len(answer) == 1 else 's'}, {digest}"
    return answer if isinstance(answer, str) else digest


def first_difference(one: Any, other: Any, place: str = "") -> str | None:
    """Where two answers differ first, and the values there; None if they are the same."""
    names = getattr(one, "_fields", None)
    if type(one) is type(other) and names:
        parts = ((f"{place}.{n}", getattr(one, n), getattr(other, n)) for n in names)
        return _first(parts)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        parts = ((f"{place}[{i}]", a, b) for i, (a, b) in enumerate(zip(one, other, strict=False)))
        lengths = (f"{place} length", len(one), len(other))
        return _first(parts) or _first([lengths])
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted({*one, *other}, key=str)
        return _first((f"{place}[{k!r}]", one.get(k), other.get(k)) for k in keys)
    return None if one == other else f"{place.lstrip('.') or 'answer'}: {one!r} / {other!r}"


def _first(parts: Iterable[tuple[str, Any, Any]]) -> str | None:
    found = (first_difference(one, other, place) for place, one, other in parts)
    return next((text for text in found if text is not None), None)
