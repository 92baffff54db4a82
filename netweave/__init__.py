"""See and join networks of networks: the front door for programs and notebooks.

Every name here is imported from its room when it is first used, so that a command starts
quickly. docs/python.md describes them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from netweave.rooms import ForeignRoomError as ForeignRoomError
from netweave.rooms import check_rooms
from netweave.version import __version__ as __version__

if TYPE_CHECKING:
    from graph.errors import AmbiguousNameError as AmbiguousNameError
    from graph.errors import LoadError as LoadError
    from graph.errors import NetweaveError as NetweaveError
    from graph.errors import NotFoundError as NotFoundError
    from graph.errors import StoreError as StoreError
    from graph.in_memory.from_networkx import from_networkx as from_networkx
    from graph.model import Node as Node
    from graph.model import Source as Source
    from graph.model import Spell as Spell
    from graph.model import Statement as Statement
    from graph.model import Tie as Tie
    from graph.opening import open_store as open_store
    from loaders.check import check as check
    from loaders.load import load as load
    from loaders.merging import merge as merge
    from loaders.unload import unload as unload
    from netweave.visuals.conveners.view import view_conveners as view_conveners
    from netweave.visuals.ego import view_ego as view_ego
    from netweave.visuals.field.changes_view import view_changes as view_changes
    from netweave.visuals.field.dissolve_view import view_dissolve as view_dissolve
    from netweave.visuals.field.gaps_view import view_gaps as view_gaps
    from netweave.visuals.field.handshake_view import view_handshake as view_handshake
    from netweave.visuals.field.peers_view import view_peers as view_peers
    from netweave.visuals.loose import to_pyvis as to_pyvis
    from netweave.visuals.loose import view_graph as view_graph
    from netweave.visuals.map.view import view_map as view_map
    from netweave.visuals.networks.heat_view import view_overlap as view_overlap
    from netweave.visuals.networks.view import view_networks as view_networks
    from netweave.visuals.routes.view import view_path as view_path
    from netweave.visuals.timeline.view import view_timeline as view_timeline
    from queries.affiliations import affiliations as affiliations
    from queries.bridges import bridges as bridges
    from queries.bridges import brokers as brokers
    from queries.brokerage import brokerage_roles as brokerage_roles
    from queries.catalogue import catalogue as catalogue
    from queries.catalogue import find as find
    from queries.changes import changes as changes
    from queries.clusters import clusters as clusters
    from queries.connect import connect as connect
    from queries.conveners import conveners as conveners
    from queries.dissolve import dissolve as dissolve
    from queries.gaps import gaps as gaps
    from queries.handshake import handshake as handshake
    from queries.info import info as info
    from queries.members import members as members
    from queries.overlap import overlap as overlap
    from queries.peers import peers as peers
    from queries.peers_all import peers_all as peers_all
    from queries.show import show as show
    from queries.stability import stability as stability

    __all__: list[str]

_OTHERS = {
    "graph.errors": (
        "AmbiguousNameError",
        "LoadError",
        "NetweaveError",
        "NotFoundError",
        "StoreError",
    ),
    "graph.in_memory.from_networkx": ("from_networkx",),
    "graph.model": ("Node", "Source", "Spell", "Statement", "Tie"),
    "graph.opening": ("open_store",),
    "loaders.check": ("check",),
    "loaders.load": ("load",),
    "loaders.merging": ("merge",),
    "loaders.unload": ("unload",),
    "netweave.rooms": ("ForeignRoomError",),
    "netweave.version": ("__version__",),
    "netweave.visuals.conveners.view": ("view_conveners",),
    "netweave.visuals.ego": ("view_ego",),
    "netweave.visuals.field.changes_view": ("view_changes",),
    "netweave.visuals.field.dissolve_view": ("view_dissolve",),
    "netweave.visuals.field.gaps_view": ("view_gaps",),
    "netweave.visuals.field.handshake_view": ("view_handshake",),
    "netweave.visuals.field.peers_view": ("view_peers",),
    "netweave.visuals.loose": ("to_pyvis", "view_graph"),
    "netweave.visuals.map.view": ("view_map",),
    "netweave.visuals.networks.heat_view": ("view_overlap",),
    "netweave.visuals.networks.view": ("view_networks",),
    "netweave.visuals.routes.view": ("view_path",),
    "netweave.visuals.timeline.view": ("view_timeline",),
}
"""The names of each module that are no questions. Type checkers read the imports above instead."""


def _origins() -> dict[str, str]:
    """The module that each public name comes from; those of the questions stand in their list."""
    check_rooms()
    from queries.asking.questions import QUESTIONS  # noqa: PLC0415 - the version needs no room

    origins = {name: module for module, names in _OTHERS.items() for name in names}
    public = [question for question in QUESTIONS.values() if question.public]
    origins |= {question.function: question.module for question in public}
    return origins | {question.also: question.module for question in public if question.also}


if not TYPE_CHECKING:  # With it in sight, a type checker would believe in every name.

    def __getattr__(name: str) -> object:
        """A public name, taken from its room on first use and kept."""
        if name.startswith("__") and name != "__all__":
            raise AttributeError(f"module 'netweave' has no attribute {name!r}")
        origins = _origins()
        if name == "__all__":
            value = sorted(origins)
        elif name in origins:
            value = getattr(import_module(origins[name]), name)
        else:
            raise AttributeError(f"module 'netweave' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, used already or not."""
    return sorted(_origins())
