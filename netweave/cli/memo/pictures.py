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
        page = _page(store, answer.parameters, as_of)
    except NetweaveError:
        return None  # There is too much to draw, or nothing that has a place.
    return MemoPicture(page.svg, page.words)


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
