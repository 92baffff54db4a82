"""What the pictures of networks are drawn from: who shares whom, what is part of what, clusters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import QuestionError
from graph.spells import read_as_of
from netweave.visuals.picture.lettering import clean
from queries.asking.rollup import nested
from queries.asking.unsure import MARK, undated_members
from queries.clusters import clusters
from queries.completeness import known_members, rosters
from queries.measures.incidence import incidence
from queries.overlap import overlap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from graph.model import Node, Tie
    from graph.store import Reader
    from queries.asking.scope import Of, Through
    from queries.clusters import Cluster
    from queries.measures.incidence import Incidence
    from queries.overlap import Overlap

ENOUGH = 10
"""With fewer pairs that share more than expected, the strongest ties are drawn."""
STRONGEST = 2
"""How many lines each network then has of its own."""


class Shares(NamedTuple):
    """Networks (or districts), and what they share.

    Attributes
    ----------
    nodes
        Those that take part, the largest first.
    members
        The ids of the members of each (of a district: its networks).
    called
        The names of these members by id.
    rows
        Each pair of them that shares something, or fewer than expected.
    undated
        On a date that was asked for: who is a member of what by undated ties alone, by ids.
    """

    nodes: tuple[Node, ...]
    members: Mapping[str, frozenset[str]]
    called: Mapping[str, str]
    rows: tuple[Overlap, ...]
    undated: frozenset[tuple[str, str]] = frozenset()

    def only(self, ids: Collection[str]) -> Shares:
        """The same for some of them."""
        nodes = tuple(node for node in self.nodes if node.id in ids)
        rows = tuple(row for row in self.rows if row.a.id in ids and row.b.id in ids)
        return self._replace(nodes=nodes, rows=rows)

    def shared(self, row: Overlap) -> list[str]:
        """The names of what a pair shares, in order."""
        both = self.members[row.a.id] & self.members[row.b.id]
        return sorted(
            f"{MARK if self._doubtful(row, one) else ''}{self.called[one]}" for one in both
        )

    def maybe(self, row: Overlap) -> bool:
        """Whether all that a pair shares rests on undated ties."""
        both = self.members[row.a.id] & self.members[row.b.id]
        return bool(both) and all(self._doubtful(row, one) for one in both)

    def _doubtful(self, row: Overlap, shared: str) -> bool:
        """Whether one of the two ties by which a pair shares something is undated."""
        return any({(i, shared), (shared, i)} & self.undated for i in (row.a.id, row.b.id))


def among(named: Sequence[Node]) -> tuple[tuple[str, str], ...]:
    """What was asked about by name, as a setting of the page."""
    called = [clean(node.name) for node in named]
    return (("Among", "; ".join(called)),) if called else ()


def place_of(within: str | None) -> tuple[tuple[str, str], ...]:
    """The place that was asked about, as a setting of the page."""
    return (("Within", clean(within)),) if within else ()


def shares(
    store: Reader, named: Sequence[Node], *, of: Of = "networks", as_of: str | None = None
) -> Shares:
    """All networks with a known district, or districts with a known network.

    Parameters
    ----------
    named
        One: it and those it shares something with; several: these; none: all.
    """
    table = incidence(store, as_of)
    sharing = _shares(table, of)
    sharing = sharing._replace(
        rows=overlap(store, of=of, as_of=as_of).rows,
        undated=undated_members(store, [node.id for node in table.networks], as_of),
    )
    if not named:
        return sharing
    wanted = {node.id for node in named}
    absent = wanted - {node.id for node in sharing.nodes}
    if absent:
        raise QuestionError(
            f"{min(absent)} is none of the {of} with memberships"
            f"{' on that date' if as_of else ''}. Leave it out, or load its memberships."
        )
    if len(wanted) == 1:
        pairs = ({row.a.id, row.b.id} for row in sharing.rows if row.shared)
        wanted = wanted.union(*(pair for pair in pairs if wanted <= pair))
    return sharing.only(wanted)


def _shares(table: Incidence, of: Of) -> Shares:
    rows, columns, cells = table.districts, table.networks, table.table.tocoo()
    ends = list(zip(cells.row.tolist(), cells.col.tolist(), strict=True))
    if of == "districts":
        rows, columns = columns, rows
        ends = [(network, district) for district, network in ends]
    inside: dict[str, set[str]] = {node.id: set() for node in columns}
    for member, whole in ends:
        inside[columns[whole].id].add(rows[member].id)
    members = {i: frozenset(found) for i, found in inside.items()}
    nodes = sorted(columns, key=lambda node: (-len(members[node.id]), node.id))
    return Shares(tuple(nodes), members, {node.id: node.name for node in rows}, ())


class Backbone(NamedTuple):
    """The pairs that are drawn with a line, and why these.

    Attributes
    ----------
    thin
        Whether the data are too thin for verdicts, so that the strongest of each are drawn.
    """

    rows: tuple[Overlap, ...]
    thin: bool


def backbone(rows: Sequence[Overlap]) -> Backbone:
    """The pairs that share more than expected; if few, the strongest of each.

    Strongest are those that share most, then those least likely by chance.
    """
    more = tuple(row for row in rows if row.verdict == "more")
    if len(more) >= ENOUGH:
        return Backbone(more, thin=False)
    drawn: Counter[str] = Counter()
    kept: set[Overlap] = set(more)
    sharing = [row for row in rows if row.shared]
    for row in sorted(sharing, key=lambda row: (-row.shared, row.p_more, row.a.id, row.b.id)):
        if min(drawn[row.a.id], drawn[row.b.id]) < STRONGEST:
            kept.add(row)
            drawn.update((row.a.id, row.b.id))
    return Backbone(tuple(row for row in rows if row in kept), thin=True)


class Nesting(NamedTuple):
    """What the networks are parts of.

    Attributes
    ----------
    nodes
        The wholes that are not among the networks themselves, by id.
    ties
        The PART_OF ties between all of these.
    """

    nodes: Mapping[str, Node]
    ties: tuple[Tie, ...]


def nesting(store: Reader, ids: Collection[str], as_of: str | None) -> Nesting:
    """The wholes of networks, as far up as they go."""
    on = read_as_of(as_of)
    above = {tie.target_id for tie in nested(store, ids, on, "out")} - set(ids)
    wholes = store.nodes(above)
    every = {*ids, *wholes}
    ties = store.ties(every, ["PART_OF"], on, "out")
    inside = (tie for tie in ties if tie.target_id in every and tie.source_id != tie.target_id)
    return Nesting(wholes, tuple(inside))


def clusters_of(
    store: Reader, ids: Iterable[str], through: Through, as_of: str | None
) -> dict[str, Cluster]:
    """The cluster of each of these that is in one."""
    found = clusters(store, through=through, as_of=as_of)
    by_number = {cluster.cluster: cluster for cluster in found.clusters}
    wanted = frozenset(ids)
    return {row.id: by_number[row.cluster] for row in found.rows if row.id in wanted}


def where(cluster: Cluster) -> str:
    """The states in the name of a cluster; its name if it has none."""
    return cluster.name.partition(": ")[0]


def wholes_of(ties: Iterable[Tie], cluster: Mapping[str, Cluster]) -> dict[str, str]:
    """For each part the whole it stands in: the first by id in its own cluster, cycles left open.

    A part in another cluster than its whole stands with its own cluster.
    """
    whole: dict[str, str] = {}
    for tie in ties:
        part, over = tie.source_id, tie.target_id
        alike = cluster.get(part) == cluster.get(over)
        if alike and part not in whole and part not in _upwards(over, whole):
            whole[part] = over
    return whole


def _upwards(node: str, whole: Mapping[str, str]) -> Iterator[str]:
    while True:
        yield node
        if node not in whole:
            return
        node = whole[node]


class Drawing(NamedTuple):
    """Everything a picture of networks tells.

    Attributes
    ----------
    shares
        The networks that are drawn, and what they share.
    lines
        The pairs with a line.
    nodes
        The networks, the largest first, then their wholes; by id.
    known
        How many members of each are known, those of its parts included.
    rosters
        Of those with a stated size, how much is known, in words.
    ties
        The PART_OF ties between them.
    cluster
        The cluster of each that is in one.
    whole
        For each part the whole it stands in.
    total
        How many networks have known members, drawn or not.
    """

    shares: Shares
    lines: Backbone
    nodes: Mapping[str, Node]
    known: Mapping[str, int]
    rosters: Mapping[str, str]
    partial: frozenset[str]
    ties: tuple[Tie, ...]
    cluster: Mapping[str, Cluster]
    whole: Mapping[str, str]
    total: int

    @property
    def place(self) -> dict[str, int]:
        """The index of each node in the picture."""
        return {i: number for number, i in enumerate(self.nodes)}


def drawing(
    store: Reader, whole: Reader, sharing: Shares, total: int, through: Through, as_of: str | None
) -> Drawing:
    """What there is to tell of these networks; of the whole, how much of a roster is known."""
    own = {node.id: node for node in sharing.nodes}
    above = nesting(store, own.keys(), as_of)
    nodes = {**own, **dict(sorted(above.nodes.items()))}
    cluster = clusters_of(store, nodes, through, as_of)
    known = known_members(store, nodes, as_of)
    partly = {roster.id: roster for roster in rosters(whole, nodes.values(), as_of=as_of)}
    return Drawing(
        sharing,
        backbone(sharing.rows),
        nodes,
        known,
        {i: partly[i].short for i in nodes if i in partly},
        frozenset(i for i, roster in partly.items() if roster.known < roster.stated),
        above.ties,
        cluster,
        wholes_of(above.ties, cluster),
        total,
    )
