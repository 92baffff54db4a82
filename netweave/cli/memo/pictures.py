"""The picture of a memo: whichever view shows what the question is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NetweaveError
from graph.schema import TIE_TYPES
from netweave.cli.memo.memo import MemoPicture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Reader
    from netweave.cli.answer.pages import Answer
    from netweave.visuals.page.page import Page

SUBJECTS = ("name", "network", "entity")
"""The parameters that name whom a question is about."""


def picture_of(store: Reader, answer: Answer, as_of: str | None) -> MemoPicture | None:
    """The picture that goes with an answer, None if none can be drawn."""
    try:
        page = _of_field(store, answer, as_of) or _page(store, answer.parameters, as_of)
    except NetweaveError:
        return None  # There is too much to draw, or nothing that has a place.
    return MemoPicture(page.svg, page.words)


def _of_field(store: Reader, answer: Answer, as_of: str | None) -> Page | None:
    """The page of a question about the field; None for every other."""
    asked = answer.parameters
    if answer.question == "peers" and asked.get("name"):
        from netweave.visuals.field.peers_view import view_peers  # noqa: PLC0415 - one is drawn

        return view_peers(store, str(asked["name"]), as_of=as_of)
    if answer.question == "gaps":
        from netweave.visuals.field.gaps_view import view_gaps  # noqa: PLC0415 - the same

        within = asked.get("within")
        return view_gaps(store, within=None if within is None else str(within), as_of=as_of)
    if answer.question == "changes":
        from netweave.visuals.field.changes_view import view_changes  # noqa: PLC0415 - the same

        return view_changes(store, str(asked["from"]), str(asked["to"]))
    if answer.question == "handshake":
        from netweave.visuals.field.handshake_view import view_handshake  # noqa: PLC0415 - the same

        return view_handshake(store, str(asked["a"]), str(asked["b"]), as_of=as_of)
    if answer.question == "dissolve":
        from netweave.visuals.field.dissolve_view import view_dissolve  # noqa: PLC0415 - the same

        hosted = bool(asked.get("hosted"))
        return view_dissolve(store, str(asked["name"]), hosted=hosted, as_of=as_of)
    return None


def _page(store: Reader, asked: Mapping[str, object], as_of: str | None) -> Page:
    named = [str(asked[name]) for name in SUBJECTS if asked.get(name)]
    if named and store.ties(named[:1], TIE_TYPES, None):
        from netweave.visuals.ego import view_ego  # noqa: PLC0415 - one view is drawn

        return view_ego(store, store.nodes(named[:1])[named[0]], as_of=as_of)
    ends = store.nodes([str(asked[end]) for end in ("a", "b") if asked.get(end)])
    if len(ends) == 2:
        from netweave.visuals.routes.view import view_path  # noqa: PLC0415 - the same

        a, b = str(asked["a"]), str(asked["b"])
        return view_path(store, ends[a], ends[b], as_of=as_of)
    from netweave.visuals.map.view import view_map  # noqa: PLC0415 - the same

    return view_map(store, as_of=as_of)
