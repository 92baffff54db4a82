"""From what is said and drawn about a field to a page in the frame of all views."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.field.board import drawn_board
from netweave.visuals.page.frame import framed, origin
from netweave.visuals.picture.drawing import drawn_node, roster_words
from netweave.visuals.picture.lettering import clean, file_name
from netweave.visuals.picture.parts import Derived, DrawnTie, Place
from netweave.visuals.picture.picture import Emphasis, Picture, PictureTable, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.field.board import BoardPart
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import Sentence

LISTED = 200
"""Rows that a table has at most."""


class FieldPage(NamedTuple):
    """An answer about a field as it is to be shown.

    Attributes
    ----------
    nodes
        The entities that are told of; parts of the board and lines name them by their place here.
    subjects
        How many of them, from the first on, the question is about.
    facts
        What the side panel says of an entity besides what it says of all.
    """

    view: str
    title: str
    lead: tuple[str, ...]
    nodes: Sequence[Node]
    ties: Sequence[DrawnTie]
    blocks: Sequence[BoardPart]
    outline: Sequence[Section]
    tables: Sequence[PictureTable]
    settings: Sequence[tuple[str, str]]
    about: tuple[str, ...]
    subjects: int = 1
    facts: Mapping[int, tuple[str, str]] = {}


def bound_page(store: Reader, page: FieldPage, as_of: str | None) -> Page:
    """The page; the same graph and question always give the same."""
    facts = store.facts()
    board = drawn_board(page.title, origin(facts, as_of), page.blocks)
    known = roster_words(store, page.nodes, as_of)
    nodes = []
    for number, node in enumerate(page.nodes):
        at = Place(*board.places.get(number, (0.0, 0.0)), "right")
        drawn = drawn_node(node, at, known, main=number < page.subjects)
        more = [(word, clean(said)) for word, said in [page.facts.get(number, ("", ""))] if said]
        nodes.append(drawn._replace(facts=(*more, *drawn.facts)))
    picture = Picture(
        page.view,
        clean(page.title),
        tuple((clean(line),) for line in page.lead),
        tuple(nodes),
        tuple(page.ties),
        tuple(page.outline),
        tuple((word, clean(value)) for word, value in page.settings),
        file_name(page.view, *page.about),
        tuple(range(page.subjects)),
        Emphasis("", 2.0),
        tables=tuple(page.tables),
        still=board.svg,
    )
    return framed(picture, facts, as_of)


def says_of(source: int, target: int, kind: str, phrase: str, said: str) -> DrawnTie:
    """A line between two that is no tie of the graph, and what it says."""
    derived = Derived(phrase, (clean(said),))
    return DrawnTie(source, target, kind, None, None, None, (), derived=derived)


def section(
    heading: str, items: Iterable[Sentence], lead: str = "", *, ordered: bool = False
) -> Section:
    """A part of the answer in words."""
    return Section(heading, (clean(lead),) if lead else (), tuple(items), ordered)


def trust(lines: Iterable[str]) -> Section:
    """How far the answer can be trusted."""
    return section("How far to trust it", ((clean(line),) for line in lines))


def rows_table(
    title: str, columns: tuple[str, ...], rows: Sequence[Sequence[object]]
) -> PictureTable:
    """A table that can be sorted; of very many rows the first."""
    cut = f" (the first {LISTED} of {len(rows):,})" if len(rows) > LISTED else ""
    cells = tuple(tuple(map(_cell, row)) for row in rows[:LISTED])
    return PictureTable(f"{title}{cut}", columns, cells, sortable=True)


def _cell(value: object) -> Sentence:
    return ("" if value is None else clean(f"{value:,}" if isinstance(value, int) else str(value)),)
