"""Entities and ties of the graph as what is drawn of them, with their evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.parts import Citation, DrawnNode, DrawnTie
from queries.asking.sentences import source_name
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Node, Source, Tie
    from graph.store import Reader
    from netweave.visuals.picture.parts import Place
    from queries.asking.evidence import TieRow

_PAGE = re.compile(r"https?://[^\s\x00-\x20<>\"`\\]+", re.IGNORECASE)
_LONGEST_ADDRESS = 2000

FACTS: tuple[tuple[str, str], ...] = (
    ("city", "City"),
    ("founded", "Founded"),
    ("ended", "Ended"),
    ("competency_since", "Competency-based since"),
    ("enrollment", "Students"),
    ("nces_id", "NCES id"),
)
"""The properties that a picture tells of an entity, and what it calls them."""


def page_address(url: str | None) -> str | None:
    """An address that is safe to follow, None for everything that is not a plain web page."""
    found = url is not None and len(url) <= _LONGEST_ADDRESS and _PAGE.fullmatch(url)
    return url if found else None


def roster_words(store: Reader, nodes: Iterable[Node], as_of: str | None) -> dict[str, str]:
    """For each collective with a stated size, how much of it is known."""
    stated = [node for node in nodes if node.stated_members is not None]
    return {roster.id: roster.text for roster in rosters(store, stated, as_of=as_of)}


def drawn_node(node: Node, place: Place, known: Mapping[str, str], main: bool) -> DrawnNode:
    """An entity at its place.

    Parameters
    ----------
    known
        The words of `roster_words`.
    main
        Whether the picture is about it.
    """
    found = [("State", node.state), ("Members", known.get(node.id))]
    found += [(word, node.text(name)) for name, word in FACTS]
    found += [("Also called", "; ".join(node.aliases) or None), ("Id", node.id)]
    facts = tuple((word, clean(value)) for word, value in found if value)
    site = page_address(node.text("website"))
    return DrawnNode(node.id, node.kind, clean(node.name), *place, facts, site, main)


def drawn_ties(ties: Iterable[Tie], indices: Mapping[str, int]) -> tuple[DrawnTie, ...]:
    """A drawn tie for each spell of ties whose ends have indices."""
    return tuple(
        DrawnTie(
            indices[tie.source_id],
            indices[tie.target_id],
            tie.type,
            spell.role and clean(spell.role),
            spell.since,
            spell.until,
            references(spell.sources),
        )
        for tie in ties
        for spell in tie.spells
    )


def on_date(ties: Iterable[DrawnTie], as_of: str | None) -> tuple[DrawnTie, ...]:
    """Drawn ties, those told apart of which nobody knows whether they held on a date."""
    if as_of is None:
        return tuple(ties)
    return tuple(tie._replace(maybe=tie.since is None and not tie.derived) for tie in ties)


def drawn_row(row: TieRow, here: int, there: int, main: bool) -> DrawnTie:
    """A row of an answer as a drawn tie between this node and the other."""
    ends = (here, there) if row.direction == "out" else (there, here)
    held = row.tenure
    role = held.role and clean(held.role)
    return DrawnTie(
        *ends, row.type, role, held.since, held.until, references(held.sources), emphasised=main
    )


def references(sources: Sequence[Source]) -> tuple[Citation, ...]:
    """Sources in a few words each, none of them twice."""
    found = (
        Citation(clean(source_name(s)), page_address(s.url), s.confidence == "inferred")
        for s in sources
    )
    return tuple(dict.fromkeys(found))
