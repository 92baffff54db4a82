"""What if a network, or its host, were gone? Who would lose their last link, who be parted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from graph.schema import COLLECTIVES
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.naming import entity
from queries.asking.rollup import reached
from queries.field.field import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.model import Node
    from graph.store import Reader
    from queries.asking.naming import Asked

KINDS = COLLECTIVES | {"organization", "person"}
"""What can be thought away."""
CARRIED = ("HOSTS", "CONVENES")


class Loser(NamedTuple):
    """A district that belongs to what would be gone.

    Attributes
    ----------
    networks_left
        How many networks, consortia and cohorts it would still belong to.
    alone
        Whether that is none that is known.
    component_before, component_after
        How many districts its part of the membership graph has, itself counted.
    """

    id: str
    name: str
    state: str | None
    networks_left: int
    alone: bool
    component_before: int
    component_after: int


class PartCount(NamedTuple):
    """The parts of the membership graph that have a district."""

    before: int
    after: int


class Holder(NamedTuple):
    """Another network, and how many of these districts it holds."""

    id: str
    kind: str
    name: str
    held: int


class DissolvedFields(NamedTuple):
    """The fields of `Dissolved`."""

    rows: tuple[Loser, ...]
    gone: tuple[str, ...]
    districts: int
    alone: int
    pairs_cut: int
    components: PartCount
    holders: tuple[Holder, ...]


class Dissolved(Answered, DissolvedFields):
    """What would be lost.

    Attributes
    ----------
    rows
        Those left alone first, then by the size of the part that is left, and id.
    gone
        The ids of what would be gone.
    districts, alone
        How many districts belong to it, and how many of them would be in no known network.
    pairs_cut
        Pairs of districts that are connected now and would not be.
    holders
        Other networks by how many of these districts they hold; most first, then id.
    """


@question()
def dissolve(
    store: Reader, name: Asked, *, hosted: bool = False, as_of: str | None = None
) -> Dissolved:
    """What would be lost if a network, a host or a person were gone.

    Gone are it and all that is part of it; of an organization or a person also what it hosts or
    convenes, with its parts. Ties that are over do not count.

    Parameters
    ----------
    name
        A collective, an organization or a person.
    hosted
        Of a collective also what it hosts or convenes.
    as_of
        Only ties that held on this date.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `queries.asking.naming.resolve`.
    """
    with store.reading():
        field = Field(store, as_of)
        node = entity(store, name, KINDS)
        gone = _gone(field, node, hosted=hosted)
    left = field.without(gone)
    joined = [i for i in field.districts if i in field.around]
    before, after = (
        DistrictParts(field, joined),
        DistrictParts(left, [i for i in joined if i not in gone]),
    )
    lost = [d for d, own in field.own.items() if d not in gone and not own.isdisjoint(gone)]
    rows = [
        Loser(
            *(i, field.districts[i].name, field.districts[i].state),
            networks_left=(number := len(left.networks(i))),
            alone=number == 0,
            component_before=before.size[i],
            component_after=after.size[i],
        )
        for i in lost
    ]
    rows.sort(key=lambda row: (not row.alone, row.component_after, row.id))
    return Dissolved(
        tuple(rows),
        tuple(sorted(gone)),
        len(rows),
        sum(row.alone for row in rows),
        before.pairs - after.pairs,
        PartCount(before.number, after.number),
        _holders(left, lost),
    )


def _gone(field: Field, node: Node, *, hosted: bool) -> set[str]:
    carries = hosted or not node.is_collective
    ties = field.present.ties([node.id], CARRIED, "out") if carries else []
    return reached({node.id, *(tie.target_id for tie in ties)}, field.parts)


class DistrictParts:
    """The sizes of those parts of the membership graph that have a district.

    Parameters
    ----------
    joined
        The districts of the graph. One that has no tie any more is a part by itself.
    """

    def __init__(self, field: Field, joined: Collection[str]) -> None:
        self.size = dict.fromkeys(joined, 1)
        alone = sum(i not in field.around for i in joined)
        sizes = [1] * alone
        for part in field.components():
            inside = [i for i in part if i in field.districts]
            if inside:
                sizes.append(len(inside))
                self.size |= dict.fromkeys(inside, len(inside))
        self.number = len(sizes)
        self.pairs = sum(size * (size - 1) // 2 for size in sizes)


def _holders(left: Field, lost: list[str]) -> tuple[Holder, ...]:
    held: Mapping[str, int] = Counter(i for district in lost for i in left.networks(district))
    found = [Holder(*left.collectives[i].ref, number) for i, number in held.items()]
    return tuple(sorted(found, key=lambda row: (-row.held, row.id)))
