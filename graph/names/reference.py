"""Whom a district's name may mean: the districts of a store, before the national directory."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from graph.names.blocking import Block, city_of, has_place, place_keys
from graph.names.decide import decide
from graph.names.folding import squeezed
from graph.names.parsing import parse
from graph.names.states import code_of, runs, state_of
from graph.names.words import ABBREVIATIONS, IN_STATE, PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import Node
    from graph.names.parsing import Name
    from graph.national import National

_WRITTEN_OUT = frozenset(
    word
    for said in chain(
        ABBREVIATIONS.values(), *map(dict.values, IN_STATE.values()), dict(PHRASES).values()
    )
    for word in said.split()
)
"""Words that may be a name's without standing in it: they are what abbreviations are short for."""
MENTIONED = 4
"""How many letters a word must have to be looked for in the names of the whole country."""


class Reference:
    """The districts that are known, by state. A state is looked at when a name asks for it.

    A district of the store goes before the one of the directory with its NCES id, and is known by
    the names and places of both. One without an NCES id stands for the district of the directory
    that has its very name, if there is one.

    Parameters
    ----------
    known
        The districts of the store.
    national
        The national directory; None to know of no others.
    """

    def __init__(self, known: Iterable[Node], national: National | None) -> None:
        self._national = national
        self._nodes: dict[str, Node] = {}
        self._owners: dict[str, Node] = {}
        self._own: defaultdict[str | None, list[Node]] = defaultdict(list)
        self._blocks: dict[str | None, Block | None] = {}
        self._own_blocks: dict[str | None, Block] = {}
        self._keys: dict[str, frozenset[str]] = {}
        for node in known:
            self._nodes[node.id] = node
            if nces_id := node.text("nces_id"):
                self._owners[nces_id] = node
            for state in states_of(node):
                self._own[state].append(node)

    @property
    def nothing(self) -> bool:
        """Whether no district is known at all."""
        return self._national is None and not self._nodes

    def node(self, node_id: str) -> Node | None:
        """The district with an id, or that would have it in a store."""
        if node_id in self._nodes or self._national is None:
            return self._nodes.get(node_id)
        found = self._national.node(node_id)
        return None if found is None else self._owners.get(found.text("nces_id") or "", found)

    def owner(self, nces_id: str) -> Node | None:
        """The district with an NCES id."""
        found = self._owners.get(nces_id)
        return self._national.owner(nces_id) if found is None and self._national else found

    def block(self, state: str | None) -> Block | None:
        """The districts of a state, None if none is known."""
        if state not in self._blocks:
            nodes = self._of_state(state)
            self._blocks[state] = Block(state, nodes) if nodes else None
        return self._blocks[state]

    def anywhere(self, name: Name) -> list[Block]:
        """By state, districts of which some have words for the place in their names.

        Of those of the store only states where a name may be of the very same place.
        """
        if not name.core:
            return []
        blocks = [self._own_block(state) for state in self._with_place(name)]
        words = [word for word in name.core if len(word) >= MENTIONED]
        if self._national is None or not words:
            return blocks
        found: defaultdict[str | None, list[Node]] = defaultdict(list)
        for node in self._national.mentioning(words):
            if node.text("nces_id") not in self._owners:
                found[node.state].append(node)
        there = (nodes for nodes in found.values() if any(self._is_of(n, name) for n in nodes))
        return [*blocks, *(Block(nodes[0].state, nodes) for nodes in there)]

    def _is_of(self, node: Node, name: Name) -> bool:
        """Whether a district of the directory has the same words for the place."""
        if node.id not in self._keys:
            self._keys[node.id] = place_keys(node, node.state)
        return has_place(name, self._keys[node.id])

    def _with_place(self, name: Name) -> list[str | None]:
        """The states of the store in which a name may have the same words for the place."""
        words = [word for word in name.core if word not in _WRITTEN_OUT]
        return [
            state
            for state, texts in self._own_texts.items()
            if any(all(word in text for word in words) for text in texts)
        ]

    @cached_property
    def _own_texts(self) -> dict[str | None, list[str]]:
        """By state, what the districts of the store are called, without blanks."""
        return {state: [*map(squeezed, _labels(nodes))] for state, nodes in self._own.items()}

    def _own_block(self, state: str | None) -> Block:
        """The districts of the store alone in a state."""
        if state not in self._own_blocks:
            self._own_blocks[state] = Block(state, self._own[state])
        return self._own_blocks[state]

    def _of_state(self, state: str | None) -> list[Node]:
        own = self._own.get(state, [])
        if self._national is None or state is None:
            return own
        there = {node.id: node for node in self._national.of_state(state, code_of(state))}
        joined = self._joined(own, there, state)
        taken = {there_id for there_id, _ in joined.values()} | {
            node.id for node in there.values() if node.text("nces_id") in self._owners
        }
        free = [node for node in there.values() if node.id not in taken]
        return [*(joined[n.id][1] if n.id in joined else n for n in own), *free]

    def _joined(
        self, own: list[Node], there: dict[str, Node], state: str
    ) -> dict[str, tuple[str, Node]]:
        """Districts of the store that the directory knows: with its id, and what it knows."""
        found: dict[str, Node] = {}
        unnumbered = [node for node in own if not node.text("nces_id")]
        for node in own:
            same = there.get(f"district:{node.text('nces_id')}")
            if same is not None:
                found[node.id] = same
        if unnumbered:
            claimed = {one.id for one in found.values()}
            free = Block(state, [one for one in there.values() if one.id not in claimed])
            found |= _of_one_name(unnumbered, free)
        return {node.id: (found[node.id].id, _filled(node, found[node.id]))
                for node in own if node.id in found}  # fmt: skip


def _of_one_name(own: list[Node], block: Block) -> dict[str, Node]:
    """For districts without an NCES id: the only one that has the very name, and no other town."""
    found: dict[str, Node] = {}
    for node in own:
        accepted = decide(parse(node.name, block.state), block).accepted
        if accepted is not None and accepted.equal:
            towns = {city_of(node), city_of(accepted.entry.node)} - {""}
            if len(towns) < 2:
                found[node.id] = accepted.entry.node
    claims = Counter(one.id for one in found.values())
    return {node_id: one for node_id, one in found.items() if claims[one.id] == 1}


def _filled(node: Node, same: Node) -> Node:
    """A district with the further names and places that the directory gives it."""
    names = dict.fromkeys((*node.aliases, same.name, *same.aliases))
    return node._replace(aliases=tuple(names), properties={**same.properties, **node.properties})


def _labels(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.name
        yield from node.aliases


def states_of(node: Node) -> set[str | None]:
    """The state an entity is in, and the one that runs it by its NCES id; mostly one."""
    known = {code(node.state), runs(node.text("nces_id"))} - {None}
    return known or {None}


def code(state: str | None) -> str | None:
    """The postal code of a state as it is written; what is no state in capitals; None if empty."""
    return state_of(state) or (state.strip().upper() or None if state else None)
