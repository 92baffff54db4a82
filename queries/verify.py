"""Do two stores give the same answers? Every question, asked of both, over a sample of the data.

The sample is the same on every run: it depends on the ids and on a seed, not on the engine.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import NetweaveError
from graph.schema import COLLECTIVES, NODE_KINDS
from queries.affiliations import affiliations
from queries.asking.scope import THROUGH
from queries.bridges import bridges
from queries.catalogue import catalogue, find
from queries.clusters import clusters
from queries.connect import connect
from queries.conveners import conveners
from queries.info import info
from queries.members import members
from queries.overlap import overlap
from queries.show import show

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from graph.model import Node
    from graph.store import Reader

DATES = (None, "2015", "2020-06")
"""The dates that questions are asked for, one after the other."""


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


class _Asked(NamedTuple):
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


def _row(asked: _Asked, one: Reader, other: Reader) -> VerifyRow:
    answers = _answer(asked, one), _answer(asked, other)
    difference = first_difference(*answers)
    first, second = map(_short, answers)
    same = difference is None
    return VerifyRow(asked.question, asked.parameters, first, second, same, difference)


def _answer(asked: _Asked, store: Reader) -> Any:
    try:
        return asked.ask(store)
    except NetweaveError as error:
        return f"{type(error).__name__}: {error}"


def _questions(store: Reader, sample: int, chance: Random) -> Iterator[_Asked]:
    nodes = store.catalogue(list(NODE_KINDS))
    some = _some(nodes, sample, chance)
    collectives = _some([node for node in nodes if node.kind in COLLECTIVES], sample, chance)
    yield _Asked("facts", {}, _facts)
    yield _Asked("projection", {}, _projection)
    for date in DATES:
        yield _about("info", {"as_of": date}, info)
    for kind in NODE_KINDS:
        yield _about("list", {"kind": kind}, catalogue)
    yield from _names(some)
    yield from _about_each("show", some, show)
    yield from _about_each("affiliations", some, affiliations)
    yield from _about_each("members", collectives, members)
    yield from _routes([node for node in nodes if node.kind == "district"] or nodes, sample, chance)
    for date in DATES[:2]:
        for through in THROUGH:
            yield _about("bridges", {"through": through, "as_of": date}, bridges)
            yield _about("clusters", {"through": through, "as_of": date}, clusters)
        for of in ("networks", "districts"):
            yield _about("overlap", {"of": of, "as_of": date}, overlap)
        for cover in ("networks", "states"):
            yield _about("conveners", {"cover": cover, "as_of": date}, _conveners)


def _some(nodes: Sequence[Node], sample: int, chance: Random) -> list[Node]:
    """A part of the entities, of every kind if there is room, ordered by id."""
    first = {node.kind: node for node in reversed(nodes)}
    chosen = {node.id: node for node in [*first.values(), *chance.sample(nodes, len(nodes))]}
    return sorted(list(chosen.values())[: max(sample, 1)], key=lambda node: node.id)


def _about(question: str, parameters: dict[str, Any], ask: Callable[..., Any]) -> _Asked:
    return _Asked(question, parameters, partial(_put, ask, parameters))


def _put(ask: Callable[..., Any], parameters: dict[str, Any], store: Reader) -> Any:
    return ask(store, **parameters)


def _about_each(question: str, nodes: Iterable[Node], ask: Callable[..., Any]) -> Iterator[_Asked]:
    """A question about each entity, without a date and with one."""
    for number, node in enumerate(nodes):
        for date in dict.fromkeys((None, DATES[number % len(DATES)])):
            yield _about(question, {"name": node.id, "as_of": date}, ask)


def _names(nodes: Iterable[Node]) -> Iterator[_Asked]:
    """Whole names, and a part of each, in capitals."""
    for node in nodes:
        for text in (node.name, node.name[1:6].upper()):
            yield _about("find", {"text": text}, find)


def _routes(nodes: Sequence[Node], sample: int, chance: Random) -> Iterator[_Asked]:
    if len(nodes) < 2:
        return
    for number in range(sample):
        a, b = (node.id for node in chance.sample(nodes, 2))
        for through in THROUGH:
            date = DATES[number % len(DATES)]
            given = {"a": a, "b": b, "through": through, "as_of": date}
            yield _about("connect", given, connect)


def _facts(store: Reader) -> tuple[Any, ...]:
    """What both must say of themselves; only the kind of store may differ."""
    return tuple(store.facts())[1:]


def _projection(store: Reader) -> list[tuple[str, str]]:
    """All memberships, as the measures read them, in one order."""
    walk = store.walk(THROUGH["memberships"], None)
    pairs = list(walk.pairs())
    ids = walk.ids({handle for pair in pairs for handle in pair})
    return sorted({(ids[a], ids[b]) for a, b in pairs})


def _conveners(store: Reader, **asked: Any) -> tuple[Any, ...]:
    """The list and the group; what else is there serves to find them."""
    return conveners(store, **asked)[:2]


def _short(answer: Any) -> str:
    """An answer in short."""
    digest = blake2b(repr(answer).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    if isinstance(answer, list):
        return f"{len(answer)} row{'' if len(answer) == 1 else 's'}, {digest}"
    return answer if isinstance(answer, str) else digest


def first_difference(one: Any, other: Any, place: str = "") -> str | None:
    """Where two answers differ first, and the values there; None if they are the same."""
    names = getattr(one, "_fields", None) or getattr(one, "__slots__", None)
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
