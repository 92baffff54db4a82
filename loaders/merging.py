"""Two entities that turn out to be one: the second joins the first, now and in later loads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.errors import QuestionError, StoreError, WrongKindError, missing_entity
from graph.model import Node, Removal, Spelling, Statement, Withdrawal
from graph.names.folding import fold
from graph.names.places import identified
from graph.schema import TIE_TYPES, a_kind
from graph.settling import settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.changes import Changes
    from graph.model import Note
    from graph.records import Record
    from graph.store import Store
    from loaders.checks.known import Known


class Merged(NamedTuple):
    """What a merge did, or would do.

    Attributes
    ----------
    changes
        What has changed in the store.
    dropped
        Statements that would join the entity with itself, and are gone.
    """

    changes: Changes
    dropped: tuple[Statement, ...]


def merge(
    into: Node,
    other: Node,
    store: Store,
    *,
    dry_run: bool = False,
    decided: Sequence[Note | Spelling] = (),
) -> Merged:
    """Let one entity join another, all or nothing.

    Everything that was said about it is then said about the other, by the same sources. The other
    keeps its id, its name and its properties; the name and the aliases that join it become
    aliases, and it takes over the properties that it has not.

    Parameters
    ----------
    into
        The entity that stays.
    other
        The entity that joins it.
    dry_run
        Report what would change and write nothing.
    decided
        What is noted with it beside the graph, and the names that stand then.

    Raises
    ------
    QuestionError
        If both are the same entity.
    WrongKindError
        If they are of different kinds.
    StoreError
        If both carry an NCES id, and not the same; or if the store cannot be written.
    """
    _check(into, other)

    def attempt(since: str) -> Merged:
        there = store.nodes([into.id, other.id])
        if missing := {into.id, other.id} - there.keys():
            raise StoreError(missing_entity(missing))
        records = [*_joining(there[into.id], there[other.id], store), *decided]
        changes = store.write(
            records,
            origin=f"{other.id} into {into.id}",
            act="merge",
            dry_run=dry_run,
            since=since,
        )
        withdrawals = (one for one in records if isinstance(one, Withdrawal))
        return Merged(changes, tuple(w.statement for w in withdrawals if w.instead is None))

    return settled(store, attempt)


def _joining(into: Node, other: Node, store: Store) -> Iterator[Record]:
    """What a merge changes."""
    _check(into, other)
    ties = store.ties([other.id], list(TIE_TYPES), None)
    about = (said for tie in ties for spell in tie.spells for said in spell.statements)
    yield from _moved(about, into.id, other.id)
    yield Removal(other.id, instead=into.id)
    yield united(into, other)


def united(into: Node, other: Node) -> Node:
    """An entity with the names and further properties of one that joins it."""
    known = {fold(name) for name in (into.name, *into.aliases)}
    more: dict[str, str] = {}
    for name in (other.name, *other.aliases):
        if fold(name) not in known:
            more.setdefault(fold(name), name)
    return into._replace(
        aliases=(*into.aliases, *more.values()),
        properties={**other.properties, **into.properties},
    )


def _check(into: Node, other: Node) -> None:
    if into.id == other.id:
        raise QuestionError(f"{into.id} is one entity already. Name two.")
    if into.kind != other.kind:
        raise WrongKindError(
            f"{into.name} is {a_kind(into.kind)} and {other.name} {a_kind(other.kind)}. "
            "Only entities of one kind can be merged."
        )
    ids = into.text("nces_id"), other.text("nces_id")
    if None not in ids and ids[0] != ids[1]:
        raise StoreError(
            f"{identified(into)} has the NCES id {ids[0]}, and {identified(other)} has "
            f"{ids[1]}: these are two agencies. If one of the ids is wrong, correct it first."
        )


def _moved(about: Iterable[Statement], into: str, other: str) -> Iterator[Withdrawal]:
    """What was said about one entity, now said about another."""
    for said in about:
        source, target = (into if i == other else i for i in (said.source_id, said.target_id))
        moved = said._replace(source_id=source, target_id=target)
        yield Withdrawal(said, instead=None if source == target else moved)


def renamed(records: Iterable[Record], known: Known) -> Iterator[Record]:
    """What a source says, with the ids that its entities have by now.

    What a source says of an entity that has joined another changes neither names nor properties
    of the other. A tie that would join an entity with itself is left out.

    Parameters
    ----------
    known
        Knows which entities have joined others.
    """
    for record in records:
        if isinstance(record, Node):
            now = known.now(record.id)
            yield record if now == record.id else Node(now, record.kind, "")
            continue
        if isinstance(record, Spelling):
            yield record._replace(node_id=known.now(record.node_id))
            continue
        if not isinstance(record, Statement):
            yield record  # it is about what the store has, by the ids it has now
            continue
        source, target = known.now(record.source_id), known.now(record.target_id)
        if (source, target) == (record.source_id, record.target_id):
            yield record
        elif source != target:
            yield record._replace(source_id=source, target_id=target)
