"""Which entity a written name means: first what could be meant, then which of these it is.

What could be meant is told by `graph.names.labels` (ids, names, aliases, spellings) and the place
that is said; the desk is asked only where nothing fits. Of several that fit, entities with a tie
come before those without, then the surer way, then the only district.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import AmbiguousNameError, NotFoundError, WrongKindError
from graph.model import Node, Ref
from graph.names.folding import folded
from graph.names.places import PlacedName, placed, readings
from graph.naming import RANKS, Naming
from graph.schema import a_kind
from queries.asking.scope import NETWORK_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from graph.naming import Namings
    from graph.store import Reader
    from queries.asking.scope import Of

_BARE, _PART, _DESK = RANKS["bare"], RANKS["part"], 4


class NameWarning(UserWarning):
    """A name was taken for one of several that it fits, or for one that it fits loosely."""


Asked = str | Node | Ref
"""Whom a question is about: a written name, or an entity."""


class Named(NamedTuple):
    """The entity that a name means, and what to tell the user about the choice (or None)."""

    node: Node
    note: str | None


def entity(
    store: Reader,
    asked: Asked,
    kinds: Collection[str] | None = None,
    *,
    tied_first: bool = True,
) -> Node:
    """The entity that a question is about (`entities`)."""
    return entities(store, [asked], kinds, tied_first=tied_first)[0]


def entities(
    store: Reader,
    asked: Sequence[Asked],
    kinds: Collection[str] | None = None,
    *,
    tied_first: bool = True,
) -> list[Node]:
    """The entities that a question is about, in order.

    A written name is resolved, an entity is looked up by its id: one that comes from another
    store, or from this one as it was, is told of as it is here and now. A choice that may be
    another is told by a `NameWarning`.

    Parameters
    ----------
    kinds
        The kinds that the question takes; None for any.
    tied_first
        Whether those with a tie come before those without.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `resolve`, for the first to which it applies.
    """
    ids = [one.id for one in asked if not isinstance(one, str)]
    there = store.nodes(ids) if ids else {}
    texts = [one for one in asked if isinstance(one, str)]
    meant = resolve_all(store, texts, kinds, tied_first=tied_first)
    return [
        told(next(meant)) if isinstance(one, str) else _looked_up(store, one.id, there, kinds)
        for one in asked
    ]


def parties(store: Reader, asked: Sequence[Asked], of: Of) -> list[Node]:
    """The networks or districts that are compared, in order.

    Whoever is neither is given too, so that a question can say why it takes no part.

    Raises
    ------
    NotFoundError, AmbiguousNameError
        As of `resolve`, for the first to which it applies.
    """
    kinds = NETWORK_KINDS if of == "networks" else ("district",)
    try:
        return entities(store, asked, kinds)
    except WrongKindError:
        return entities(store, asked)


def words(asked: Asked) -> str:
    """Who was asked about, as it was said."""
    return asked if isinstance(asked, str) else asked.id


def resolve(
    store: Reader,
    text: str,
    kinds: Collection[str] | None = None,
    *,
    tied_first: bool = True,
) -> Named:
    """The entity that a written name means.

    Parameters
    ----------
    kinds
        The kinds that the question takes; None for any. Nobody else is meant.
    tied_first
        Whether those with a tie come before those without.

    Raises
    ------
    NotFoundError
        If nothing has this name; the message gives the nearest names.
    AmbiguousNameError
        If several have it; the message gives them with their ids and places.
    WrongKindError
        If the one that has it is of a kind that the question does not take.
    """
    return next(resolve_all(store, [text], kinds, tied_first=tied_first))


def resolve_all(
    store: Reader,
    texts: Collection[str],
    kinds: Collection[str] | None = None,
    *,
    tied_first: bool = True,
) -> Iterator[Named]:
    """The entities that written names mean, in order, looked up together.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `resolve`, when it is the turn of the name.
    """
    read = {text: readings(text) for text in texts}
    names = {reading.name for found in read.values() for reading in found}
    found = store.named({*texts, *names}) if texts else {}
    for text in texts:
        yield _chosen(store, text, could_be_meant(text, read[text], found), kinds, tied_first)


def could_be_meant(text: str, read: Iterable[PlacedName], found: Namings) -> list[Naming]:
    """How a text names entities, of whatever kind: as a whole, or as a name with a place.

    Parameters
    ----------
    read
        How it is read as a name with a place.
    found
        The namings of the text, and of those names.
    """
    whole = _counting(text, found[text])
    if any(naming.whole for naming in whole):
        return whole
    for reading in read:
        there = [one for one in found[reading.name] if _by_name(one) and reading.fits(one.node)]
        if there and (reading.state or not whole):
            return there
    return [] if any(reading.state for reading in read) else whole


def _counting(text: str, namings: Sequence[Naming]) -> list[Naming]:
    """The namings of a whole text; where it is an id, that one alone."""
    by_id = [naming for naming in namings if naming.tier == "id"]
    if len(by_id) > 1:
        # Ids that differ in case alone would otherwise be out of reach.
        by_id = [one for one in by_id if one.node.id == text.strip()] or by_id
    if not by_id and _is_nces_id(text.strip()):
        by_id = [naming for naming in namings if naming.tier == "nces_id"]
    return by_id or [naming for naming in namings if _by_name(naming)]


def _is_nces_id(text: str) -> bool:
    return len(text) == 7 and text.isascii() and text.isdecimal()


def _by_name(naming: Naming) -> bool:
    return naming.tier not in ("id", "nces_id")


def _chosen(
    store: Reader,
    text: str,
    found: Sequence[Naming],
    kinds: Collection[str] | None,
    tied_first: bool,
) -> Named:
    fitting = [one for one in found if kinds is None or one.node.kind in kinds]
    if not fitting:
        return _otherwise(store, text, found, kinds)
    pool = [one for one in fitting if one.tied] if tied_first else []
    nodes, rank = _surest(pool or fitting)
    districts = [node for node in nodes if node.kind == "district"]
    one = nodes[0] if len(nodes) == 1 else districts[0] if len(districts) == 1 else None
    if one is None:
        from queries.asking.candidates import ambiguous  # noqa: PLC0415 - seldom needed

        raise AmbiguousNameError(ambiguous(store, text, nodes))
    others = len({naming.node.id for naming in fitting}) - 1
    loosely = rank >= _PART or (rank == _BARE and _is_number(text))
    return Named(one, _note(text, one, others, rank) if others or loosely else None)


def _is_number(text: str) -> bool:
    """Whether a number is all that a name says besides the words that such names carry."""
    return folded(text).bare.isdecimal()


def _surest(namings: Iterable[Naming]) -> tuple[list[Node], int]:
    """The entities of the smallest tier, by id, and which tier it is."""
    found = list(namings)
    rank = min(RANKS[naming.tier] for naming in found)
    nodes = {one.node.id: one.node for one in found if RANKS[one.tier] == rank}
    return [nodes[node_id] for node_id in sorted(nodes)], rank


def _otherwise(
    store: Reader, text: str, found: Sequence[Naming], kinds: Collection[str] | None
) -> Named:
    """Whom the desk takes a name for that fits nobody of the kinds that are asked for."""
    from queries.asking.candidates import at_desk, unknown  # noqa: PLC0415 - seldom needed

    match = at_desk(store, text) if text.strip() else None
    if match is not None and match.id and (kinds is None or "district" in kinds):
        accepted = store.nodes([match.id]).get(match.id)
        if accepted is not None:
            return Named(accepted, _note(text, accepted, 0, _DESK))
    if found:
        raise _wrong_kind(_surest(found)[0][0], text, kinds or ())
    raise NotFoundError(unknown(store, text, match))


def _looked_up(
    store: Reader, node_id: str, there: Mapping[str, Node], kinds: Collection[str] | None
) -> Node:
    node = there.get(node_id)
    if node is None:
        from queries.asking.candidates import unknown  # noqa: PLC0415 - seldom needed

        raise NotFoundError(unknown(store, node_id, None))
    if kinds is not None and node.kind not in kinds:
        raise _wrong_kind(node, node_id, kinds)
    return node


def _wrong_kind(node: Node, text: str, kinds: Iterable[str]) -> WrongKindError:
    return WrongKindError(
        f"{text!r} is {placed(node)}, {node.id}, {a_kind(node.kind)}. This question takes: "
        f"{', '.join(sorted(kinds))}."
    )


def told(named: Named) -> Node:
    """The entity that a name means, with a warning where it may be another."""
    if named.note:
        warnings.warn(named.note, NameWarning, stacklevel=2)
    return named.node


def _note(text: str, node: Node, others: int, rank: int) -> str:
    loosely = ", which is like it" if rank == _DESK else ""
    more = f" {others:,} {'other fits' if others == 1 else 'others fit'}." if others else ""
    return f"{text!r} is taken for {placed(node)}, {node.id}{loosely}.{more}"
