"""See and join networks of networks: the front door for programs and notebooks.

Every name here is imported from its room when it is first used, so that a command starts
quickly. docs/python.md describes them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from netweave.rooms import ForeignRoomError, check_rooms
from netweave.version import __version__

if TYPE_CHECKING:
    from graph.errors import (
        AmbiguousNameError,
        LoadError,
        NetweaveError,
        NotFoundError,
        StoreError,
    )
    from graph.in_memory.from_networkx import from_networkx
    from graph.model import Node, Source, Spell, Statement, Tie
    from graph.opening import open_store
    from loaders.check import check
    from loaders.load import load
    from loaders.merging import merge
    from loaders.unload import unload
    from netweave.visuals.conveners.view import view_conveners
    from netweave.visuals.ego import view_ego
    from netweave.visuals.map.view import view_map
    from netweave.visuals.networks.heat_view import view_overlap
    from netweave.visuals.networks.view import view_networks
    from netweave.visuals.routes.view import view_path
    from queries.affiliations import affiliations
    from queries.bridges import bridges
    from queries.brokerage import brokerage_roles
    from queries.catalogue import catalogue, find
    from queries.clusters import clusters
    from queries.connect import connect
    from queries.conveners import conveners
    from queries.info import info
    from queries.members import members
    from queries.overlap import overlap
    from queries.show import show
    from queries.stability import stability

__all__ = [
    "AmbiguousNameError",
    "ForeignRoomError",
    "LoadError",
    "NetweaveError",
    "Node",
    "NotFoundError",
    "Source",
    "Spell",
    "Statement",
    "StoreError",
    "Tie",
    "__version__",
    "affiliations",
    "bridges",
    "brokerage_roles",
    "catalogue",
    "check",
    "clusters",
    "connect",
    "conveners",
    "find",
    "from_networkx",
    "info",
    "load",
    "members",
    "merge",
    "open_store",
    "overlap",
    "show",
    "stability",
    "unload",
    "view_conveners",
    "view_ego",
    "view_map",
    "view_networks",
    "view_overlap",
    "view_path",
]

_ORIGINS = {
    "AmbiguousNameError": "graph.errors",
    "LoadError": "graph.errors",
    "NetweaveError": "graph.errors",
    "Node": "graph.model",
    "NotFoundError": "graph.errors",
    "Source": "graph.model",
    "Spell": "graph.model",
    "Statement": "graph.model",
    "StoreError": "graph.errors",
    "Tie": "graph.model",
    "affiliations": "queries.affiliations",
    "bridges": "queries.bridges",
    "brokerage_roles": "queries.brokerage",
    "catalogue": "queries.catalogue",
    "check": "loaders.check",
    "clusters": "queries.clusters",
    "connect": "queries.connect",
    "conveners": "queries.conveners",
    "find": "queries.catalogue",
    "from_networkx": "graph.in_memory.from_networkx",
    "info": "queries.info",
    "load": "loaders.load",
    "members": "queries.members",
    "merge": "loaders.merging",
    "open_store": "graph.opening",
    "overlap": "queries.overlap",
    "show": "queries.show",
    "stability": "queries.stability",
    "unload": "loaders.unload",
    "view_conveners": "netweave.visuals.conveners.view",
    "view_ego": "netweave.visuals.ego",
    "view_map": "netweave.visuals.map.view",
    "view_networks": "netweave.visuals.networks.view",
    "view_overlap": "netweave.visuals.networks.heat_view",
    "view_path": "netweave.visuals.routes.view",
}
"""The module that each name comes from. Type checkers read the imports above instead."""

if not TYPE_CHECKING:  # With it in sight, a type checker would believe in every name.

    def __getattr__(name: str) -> object:
        """A public name, taken from its room on first use and kept."""
        origin = _ORIGINS.get(name)
        if origin is None:
            raise AttributeError(f"module 'netweave' has no attribute {name!r}")
        check_rooms()
        value = getattr(import_module(origin), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, used already or not."""
    return sorted(__all__)
