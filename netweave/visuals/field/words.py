"""Pieces of answers about the field: where a district lies, in what it is alike, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Source
from queries.asking.sentences import count, listed, source_name
from queries.field.alike import students
from queries.field.experience import kind_of_since
from queries.field.shares import locale_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Node
    from queries.field.alike import AlikeIn

WILLING = (
    "Position is not willingness: this says whom one could ask, not who would agree. Nobody was "
    "asked."
)


def places(nodes: Mapping[str, Node], ids: Sequence[str]) -> str:
    """Several of them in a row, "" if there are none."""
    return listed(nodes[i].name if i in nodes else i for i in ids) if ids else ""


def far(km: float | None) -> str | None:
    """A distance over land: "72 km"."""
    return None if km is None else f"{km:,.0f} km"


def likeness_words(alike: Sequence[AlikeIn], node: Node, km: float | None) -> str:
    """In what a district is alike, with the figures: "same state, rural, 1,088 students"."""
    locale = locale_of(node.text("locale")) or "of the same locale"
    number = students(node) or 0
    said = {
        "state": "same state",
        "near": f"{far(km)} away",
        "size": f"of like size ({count(number, 'student')})",
        "locale": f"{locale} as well",
        "tied": "in a network with it already",
    }
    return ", ".join(said[one] for one in alike)


def since_words(node: Node, since: int) -> str:
    """Since when a district has taught by competency, and what that rests on."""
    kind = kind_of_since(node)
    said = {
        "stated": f"competency-based since {since}, as a page states",
        "derived": f"competency-based since {since}, as follows from what pages say",
        "decision": f"decided in {since} to become competency-based",
        "pilot": f"a pilot since {since}",
    }.get(kind or "", f"competency-based since {since}; nothing says what the year rests on")
    page = node.text("competency_since_source") or node.text("source_url")
    return f"{said} ({source_name(Source(page))})" if page else said


def since_cell(since: int, kind: str | None) -> str:
    """The same for a narrow column: "2008 (stated)"."""
    return f"{since} ({kind})" if kind else str(since)
