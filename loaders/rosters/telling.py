"""What a row that is taken adds to what a roster was understood to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Node
    from loaders.checks.understood import Understanding
    from loaders.rosters.directory import Directory
    from loaders.rosters.members import RowMember
    from loaders.rosters.networks import NetworkFinder, Which
    from loaders.rosters.rows import Draft, RowRead


def understand(
    understood: Understanding,
    read: RowRead,
    directory: Directory,
    networks: NetworkFinder,
    which_of: Mapping[str, Which],
    members: Sequence[RowMember],
) -> None:
    """Count a row: its networks, its states, its dates; and keep the first ties as sentences."""
    node_of = directory.node
    named = dict(zip(read.members, members, strict=True))
    for draft in read.drafts:
        which = which_of[draft.network]
        network = which.id or ""
        if network not in understood.names:
            understood.names[network] = _named(draft.network, which, node_of(network), networks)
        understood.rows[network] += 1
        if draft.since:
            understood.date(draft.since)
        if len(understood.examples) < 3:
            node = node_of(named[draft.member].id or "")
            understood.example(_sentence(draft, node, understood.names[network][0]))
    for member in members:
        node = node_of(member.id or "")
        if node is not None and node.state:
            understood.states[node.state] += 1


def _named(
    name: str, which: Which, node: Node | None, networks: NetworkFinder
) -> tuple[str, bool, tuple[str, ...]]:
    """What a network is called, whether it is new, and the known names near a new one."""
    near = networks.near(name) if which.new is not None else []
    names = tuple(other.name for other in near if other.id != which.id)
    return node.name if node else name, which.new is not None, names


def _sentence(draft: Draft, node: Node | None, network: str) -> str:
    name = node.name if node is not None and node.name else draft.member.name
    place = f" ({node.state})" if node is not None and node.state else ""
    since = f" since {draft.since}" if draft.since else ""
    until = f" until {draft.until}" if draft.until else ""
    role = f", {draft.role}" if draft.role else ""
    return f"{name}{place} belongs to {network}{since}{until}{role}."
