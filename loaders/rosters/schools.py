"""Schools that a roster names: each is made once, and is part of the district of its row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.model import Node
from loaders.identity.network_names import are_near, network_key
from loaders.rosters.directory import slug

if TYPE_CHECKING:
    from loaders.rosters.directory import Directory

_OF_ANOTHER = re.compile(r"school:\d{7}-")
"""How the id of a school begins that a roster made in a district with a LEAID."""


class Schooled(NamedTuple):
    """What became of a school's name.

    Attributes
    ----------
    id
        The school; None if a person has to say whether it is one that is known.
    new
        The school, if the roster is the first to know it.
    near
        Known schools of the district with names like it.
    """

    id: str | None
    new: Node | None = None
    near: tuple[Node, ...] = ()


class SchoolFinder:
    """Finds the schools of districts by name, and makes those that are not known.

    Parameters
    ----------
    directory
        Those that are known. A school that a roster made has the id of its district within its
        own, and so is known to be of it.
    """

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def find(self, name: str, district: str, state: str) -> Schooled:
        """The school of a name in a district."""
        prefix = f"school:{district.partition(':')[2]}-"
        node_id = f"{prefix}{slug(name)}"
        if self._directory.node(node_id) is not None:
            return Schooled(node_id)
        schools = self._directory.of_kind("school")
        named = [
            node
            for node in schools
            if network_key(node.name) == network_key(name) and node.state in (state, None)
            if node.id.startswith(prefix) or not _OF_ANOTHER.match(node.id)
        ]
        if len(named) == 1:
            return Schooled(named[0].id)
        own = [node for node in schools if node.id.startswith(prefix)]
        near = tuple(node for node in own if are_near(node.name, name))
        if near:
            return Schooled(None, near=near)
        made = Node(node_id, "school", name, (), {"state": state} if state else {})
        return Schooled(node_id, made)
