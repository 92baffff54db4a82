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
    from graph.copying import Copied as Copied
    from graph.copying import copy as copy
    from graph.errors import AmbiguousNameError as AmbiguousNameError
    from graph.errors import DateError as DateError
    from graph.errors import LoadError as LoadError
    from graph.errors import NetweaveError as NetweaveError
    from graph.errors import NoStoreError as NoStoreError
    from graph.errors import NotFoundError as NotFoundError
    from graph.errors import Problem as Problem
    from graph.errors import QuestionError as QuestionError
    from graph.errors import StoreChangedError as StoreChangedError
    from graph.errors import StoreError as StoreError
    from graph.errors import TooManyError as TooManyError
    from graph.errors import WrongKindError as WrongKindError
    from graph.facts import StoreFacts as StoreFacts
    from graph.in_memory.from_networkx import from_networkx as from_networkx
    from graph.model import Node as Node
    from graph.model import Ref as Ref
    from graph.model import Source as Source
    from graph.model import Spell as Spell
    from graph.model import Statement as Statement
    from graph.model import Tie as Tie
    from graph.names.desk import Match as Match
    from graph.opening import open_store as open_store
    from graph.store import Store as Store
    from graph.unfinished import UnfinishedWarning as UnfinishedWarning
    from loaders.forms.lines import DamagedFileError as DamagedFileError
    from loaders.identity.ledger import LedgerError as LedgerError
    from loaders.load import LoadReport as LoadReport
    from loaders.merging import Merged as Merged
    from loaders.replacing import ReplacementError as ReplacementError
    from loaders.reviewing import OpenQuestion as OpenQuestion
    from loaders.reviewing import Reviewed as Reviewed
    from loaders.rosters.mapping import MappingError as MappingError
    from netweave.exports.export import export as export
    from netweave.exports.whole import ExportError as ExportError
    from netweave.python.deciding import decide as decide
    from netweave.python.deciding import identify as identify
    from netweave.python.deciding import mapping as mapping
    from netweave.python.deciding import review as review
    from netweave.python.loading import LoadWarning as LoadWarning
    from netweave.python.loading import check as check
    from netweave.python.loading import load as load
    from netweave.python.loading import merge as merge
    from netweave.python.loading import unload as unload
    from netweave.python.memberships import example as example
    from netweave.python.memberships import from_memberships as from_memberships
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
    from netweave.visuals.page.page import Page as Page
    from netweave.visuals.picture.limits import TooLargeError as TooLargeError
    from netweave.visuals.picture.limits import ViewError as ViewError
    from netweave.visuals.routes.view import view_path as view_path
    from netweave.visuals.timeline.view import view_timeline as view_timeline
    from queries.affiliations import Affiliation as Affiliation
    from queries.affiliations import affiliations as affiliations
    from queries.asking.naming import NameWarning as NameWarning
    from queries.asking.scope import InexactWarning as InexactWarning
    from queries.bridges import Bridge as Bridge
    from queries.bridges import Bridges as Bridges
    from queries.bridges import bridges as bridges
    from queries.bridges import brokers as brokers
    from queries.brokerage import Roles as Roles
    from queries.brokerage import brokerage_roles as brokerage_roles
    from queries.catalogue import Entry as Entry
    from queries.catalogue import Hit as Hit
    from queries.catalogue import catalogue as catalogue
    from queries.catalogue import find as find
    from queries.changes import DatedChanges as DatedChanges
    from queries.changes import changes as changes
    from queries.clusters import Clusters as Clusters
    from queries.clusters import clusters as clusters
    from queries.connect import Connection as Connection
    from queries.connect import connect as connect
    from queries.conveners import conveners as conveners
    from queries.dissolve import Dissolved as Dissolved
    from queries.dissolve import dissolve as dissolve
    from queries.gaps import Gaps as Gaps
    from queries.gaps import gaps as gaps
    from queries.groups.answer import Conveners as Conveners
    from queries.groups.problem import NoGroupError as NoGroupError
    from queries.handshake import Handshakes as Handshakes
    from queries.handshake import handshake as handshake
    from queries.info import Count as Count
    from queries.info import info as info
    from queries.members import Member as Member
    from queries.members import members as members
    from queries.overlap import Overlap as Overlap
    from queries.overlap import Overlaps as Overlaps
    from queries.overlap import overlap as overlap
    from queries.peers import Peers as Peers
    from queries.peers import peers as peers
    from queries.peers_all import Veterans as Veterans
    from queries.peers_all import peers_all as peers_all
    from queries.show import Profile as Profile
    from queries.show import show as show
    from queries.stability import Stability as Stability
    from queries.stability import stability as stability
    from queries.verify import VerifyRow as VerifyRow
    from queries.verify import verify as verify

    __all__: list[str]

_OTHERS = {
    "graph.copying": ("Copied", "copy"),
    "graph.errors": (
        "AmbiguousNameError",
        "DateError",
        "LoadError",
        "NetweaveError",
        "NoStoreError",
        "NotFoundError",
        "Problem",
        "QuestionError",
        "StoreChangedError",
        "StoreError",
        "TooManyError",
        "WrongKindError",
    ),
    "graph.facts": ("StoreFacts",),
    "graph.in_memory.from_networkx": ("from_networkx",),
    "graph.model": ("Node", "Ref", "Source", "Spell", "Statement", "Tie"),
    "graph.names.desk": ("Match",),
    "graph.opening": ("open_store",),
    "graph.store": ("Store",),
    "graph.unfinished": ("UnfinishedWarning",),
    "loaders.forms.lines": ("DamagedFileError",),
    "loaders.identity.ledger": ("LedgerError",),
    "loaders.load": ("LoadReport",),
    "loaders.merging": ("Merged",),
    "loaders.replacing": ("ReplacementError",),
    "loaders.reviewing": ("OpenQuestion", "Reviewed"),
    "loaders.rosters.mapping": ("MappingError",),
    "netweave.exports.export": ("export",),
    "netweave.exports.whole": ("ExportError",),
    "netweave.python.deciding": ("decide", "identify", "mapping", "review"),
    "netweave.python.loading": ("LoadWarning", "check", "load", "merge", "unload"),
    "netweave.python.memberships": ("example", "from_memberships"),
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
    "netweave.visuals.page.page": ("Page",),
    "netweave.visuals.picture.limits": ("TooLargeError", "ViewError"),
    "netweave.visuals.routes.view": ("view_path",),
    "netweave.visuals.timeline.view": ("view_timeline",),
    "queries.affiliations": ("Affiliation",),
    "queries.asking.naming": ("NameWarning",),
    "queries.asking.scope": ("InexactWarning",),
    "queries.bridges": ("Bridge", "Bridges"),
    "queries.brokerage": ("Roles",),
    "queries.catalogue": ("Entry", "Hit"),
    "queries.changes": ("DatedChanges",),
    "queries.clusters": ("Clusters",),
    "queries.connect": ("Connection",),
    "queries.dissolve": ("Dissolved",),
    "queries.gaps": ("Gaps",),
    "queries.groups.answer": ("Conveners",),
    "queries.groups.problem": ("NoGroupError",),
    "queries.handshake": ("Handshakes",),
    "queries.info": ("Count",),
    "queries.members": ("Member",),
    "queries.overlap": ("Overlap", "Overlaps"),
    "queries.peers": ("Peers",),
    "queries.peers_all": ("Veterans",),
    "queries.show": ("Profile",),
    "queries.stability": ("Stability",),
    "queries.verify": ("VerifyRow", "verify"),
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
