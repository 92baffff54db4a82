"""Which entity a written name means.

An id, a 7-digit NCES id, a name, an alias, a part of a name or alias: the first of these tiers
with a hit counts, without regard to case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import AmbiguousNameError, NotFoundError, WrongKindError
from graph.labels import fold
from graph.model import Node, Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from graph.naming import Naming
    from graph.store import Reader

_SHOWN = 12
_NCES_ID = re.compile(r"\d{7}", re.ASCII)


Asked = str | Node | Ref
"""Whom a question is about: a written name, or an entity."""


class Named(NamedTuple):
    """The entity that a name means, and what to tell the user about the choice (or None)."""

    node: Node
    note: str | None


def entity(store: Reader, asked: Asked, kinds: Collection[str] | None = None) -> Node:
    """The entity that a question is about (`entities`)."""
    return entities(store, [asked], kinds)[0]


def entities(
    store: Reader, asked: Sequence[Asked], kinds: Collection[str] | None = None
) -> list[Node]:
    """The entities that a question is about, in order.

    A written name is resolved, an entity is looked up by its id: one that comes from another
    store, or from this one as it was, is told of as it is here and now.

    Parameters
    ----------
    kinds
        The kinds that the question takes; None for any.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `resolve`, for the first to which it applies.
    """
    ids = [one.id for one in asked if not isinstance(one, str)]
    there = store.nodes(ids) if ids else {}
    meant = resolve_all(store, [one for one in asked if isinstance(one, str)], kinds)
    return [
        next(meant).node if isinstance(one, str) else _looked_up(store, one.id, there, kinds)
        for one in asked
    ]


def words(asked: Asked) -> str:
    """Who was asked about, as it was said."""
    return asked if isinstance(asked, str) else asked.id


def resolve(store: Reader, text: str, kinds: Collection[str] | None = None) -> Named:
    """The entity that a written name means.

    Parameters
    ----------
    kinds
        The kinds that the question takes; None for any. If a tier gives several entities, those
        of other kinds are left out; if exactly one of the rest is a district, it is taken.

    Raises
    ------
    NotFoundError
        If nothing has this name; the message gives the nearest names.
    AmbiguousNameError
        If several have it; the message gives them with their ids.
    WrongKindError
        If the one that has it is of a kind that the question does not take.
    """
    return next(resolve_all(store, [text], kinds))


def resolve_all(
    store: Reader, texts: Collection[str], kinds: Collection[str] | None = None
) -> Iterator[Named]:
    """The entities that written names mean, in order, looked up together.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `resolve`, when it is the turn of the name.
    """
    found = store.named(texts, parts=False) if texts else {}
    for text in texts:
        yield _chosen(store, text, _first_tier(text, found[text]), kinds)


def _chosen(
    store: Reader, text: str, found: Sequence[Node], kinds: Collection[str] | None
) -> Named:
    if not found:
        raise NotFoundError(_unknown(store, text))
    if len(found) == 1:
        return Named(_of_kind(found[0], text, kinds), None)
    fitting = [node for node in found if kinds is None or node.kind in kinds]
    if len(fitting) == 1:
        return Named(fitting[0], _taken(text, fitting[0], len(found)))
    districts = [node for node in fitting if node.kind == "district"]
    if len(districts) == 1:
        return Named(districts[0], _taken(text, districts[0], len(found)))
    raise AmbiguousNameError(_ambiguous(text, fitting or found))


def _first_tier(text: str, namings: Iterable[Naming]) -> list[Node]:
    counts = bool(_NCES_ID.fullmatch(text.strip()))
    counting = [naming for naming in namings if counts or naming.tier != "nces_id"]
    found = [naming.node for naming in counting if naming.tier == counting[0].tier]
    if len(found) > 1 and counting[0].tier == "id":
        # Ids that differ in case alone would otherwise be out of reach.
        return [node for node in found if node.id == text.strip()] or found
    return found


def _looked_up(
    store: Reader, node_id: str, there: Mapping[str, Node], kinds: Collection[str] | None
) -> Node:
    if node_id not in there:
        raise NotFoundError(_unknown(store, node_id))
    return _of_kind(there[node_id], node_id, kinds)


def _of_kind(node: Node, text: str, kinds: Collection[str] | None) -> Node:
    if kinds is None or node.kind in kinds:
        return node
    raise WrongKindError(
        f"{text!r} is {node.name} ({node.id}), a {node.kind}. This question takes: "
        f"{', '.join(sorted(kinds))}."
    )


def _taken(text: str, node: Node, count: int) -> str:
    return f"{text!r} fits {count} names; taken: {node.name} ({node.id})."


def _ambiguous(text: str, found: Iterable[Node]) -> str:
    nodes = list(found)
    lines = [f"  {node.id}  {node.name} ({_place(node)})" for node in nodes[:_SHOWN]]
    if len(nodes) > _SHOWN:
        lines.append(f"  … and {len(nodes) - _SHOWN} more")
    return "\n".join([f"{text!r} fits {len(nodes)} names. Say which, by its id:", *lines])


def _place(node: Node) -> str:
    return f"{node.kind}, {node.state}" if node.state else node.kind


def _unknown(store: Reader, text: str) -> str:
    near = _nearest(text, store.labels())
    if not near:
        return f"Nothing here is named {text!r}. Search with: netweave find TEXT"
    lines = "\n".join(f"  {node_id}  {label}" for label, node_id in near)
    return f"Nothing here is named {text!r}. The nearest names are:\n{lines}"


def _nearest(text: str, labels: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The five labels most like a text, the best first."""
    import difflib  # noqa: PLC0415 - only a name that is not there needs it

    wanted = fold(text)
    pairs = _pairs(wanted)
    # Letter pairs in common sort out the few labels that are worth a slow comparison.
    close = sorted(labels, key=lambda pair: (-_likeness(pairs, fold(pair[0])), pair))[:50]
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)

    def ratio(label: str) -> float:
        matcher.set_seq1(fold(label))
        return matcher.ratio()

    scored = [(ratio(label), label, node_id) for label, node_id in close]
    best: dict[str, str] = {}
    for score, label, node_id in sorted(scored, key=lambda row: (-row[0], row[1:])):
        if score >= 0.5:
            best.setdefault(node_id, label)
    return [(label, node_id) for node_id, label in list(best.items())[:5]]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _likeness(wanted: frozenset[str], label: str) -> float:
    pairs = _pairs(label)
    return 2 * len(wanted & pairs) / ((len(wanted) + len(pairs)) or 1)
