"""The view `conveners`: the best group, who brings what, and everybody who could have been chosen.

The picture shows the group and the collectives it is joined to: on the right what one member alone
brings, on the left what several bring. Below stand the candidates with their reasons, in a table
that can be sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Unpack

from netweave.visuals.conveners.brought import brought_by
from netweave.visuals.conveners.layout import brought_places
from netweave.visuals.conveners.words import (
    HEADINGS,
    cautions,
    figures,
    group_sentence,
    order_sentence,
    other_sentence,
    ties_sentence,
)
from netweave.visuals.page.frame import framed
from netweave.visuals.picture.drawing import drawn_node, drawn_ties, on_date, roster_words
from netweave.visuals.picture.lettering import clean, file_name
from netweave.visuals.picture.limits import TooLargeError
from netweave.visuals.picture.parts import Goto
from netweave.visuals.picture.picture import Emphasis, Highlight, Picture, PictureTable, Section
from queries.asking.answering import question
from queries.conveners import conveners
from queries.groups.beside import carriers, other_groups
from queries.measures.part import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.conveners.brought import Brought
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnTie, Place, Sentence
    from queries.groups.answer import Conveners
    from queries.groups.terms import Terms

CONVENERS_NODES = 300
"""Entities that the picture of a group draws at most."""
LISTED = 500
"""Candidates that the page lists at most."""
MARK = "●"


class _Drawn(NamedTuple):
    """An answer, and what of it is drawn.

    Attributes
    ----------
    nodes, places
        The entities that are drawn, and where each stands, in the order of the picture.
    brought
        Who brings what.
    """

    convening: Conveners
    nodes: Mapping[str, Node]
    places: Mapping[str, Place]
    brought: Brought
    ties: tuple[DrawnTie, ...]

    @property
    def indices(self) -> dict[str, int]:
        """The number of each entity in the picture."""
        return {node_id: i for i, node_id in enumerate(self.places)}


@question()
def view_conveners(
    store: Reader,
    *,
    as_of: str | None = None,
    **terms: Unpack[Terms],
) -> Page:
    """Who could convene a network of networks, as a page.

    Parameters
    ----------
    as_of
        Only ties that held on this date.
    terms
        ``size``, ``kind``, ``cover`` and the others of `queries.conveners.conveners`.

    Returns
    -------
    Page
        The same graph and question always give the same page.

    Raises
    ------
    TooLargeError
        If the group is joined to more than a picture can hold.
    NoGroupError, QuestionError, NotFoundError, AmbiguousNameError
        As `queries.conveners.conveners` raises them.
    """
    with store.reading():
        convening = conveners(store, **terms, as_of=as_of)
        drawn = _drawn(part_of(store, convening.scope.within, as_of), convening)
        settings = tuple(_settings(convening, terms))
        return framed(_picture(store, drawn, settings), store.facts(), as_of)


def _settings(convening: Conveners, terms: Terms) -> Iterator[tuple[str, str]]:
    kind, through = terms.get("kind", "district"), terms.get("through", "memberships")
    wish, scope = convening.wish, convening.scope
    members = "as few as reach everything" if wish.everything else f"{wish.size}"
    yield "Question", f"conveners: {kind}, to reach {scope.cover} within {scope.reach}"
    yield "Members", members
    for word, ids in (("Included", wish.include), ("Excluded", wish.exclude)):
        if ids:
            yield word, ", ".join(map(clean, ids))
    if wish.max_per_state is not None:
        yield "At most of one state", f"{wish.max_per_state}"
    if wish.clusters is not None:
        yield "Of each cluster", "one at least"
    yield "Through", through
    if scope.within is not None:
        yield "Within", clean(scope.within)


def _drawn(store: Reader, convening: Conveners) -> _Drawn:
    """The group, its schools on the way, and the collectives that it is joined to."""
    brought, found_ties = brought_by(store, convening)
    places = brought_places(brought)
    if len(places) > CONVENERS_NODES:
        raise TooLargeError(
            f"The group and what it is joined to are {len(places):,} entities; a picture holds "
            f"{CONVENERS_NODES:,}. Ask for fewer members (--size), or read the table: "
            "netweave conveners"
        )
    indices = {node_id: i for i, node_id in enumerate(places)}
    inside = [tie for tie in found_ties if {tie.source_id, tie.target_id} <= indices.keys()]
    ties = on_date(drawn_ties(inside, indices), convening.scope.as_of)
    return _Drawn(convening, store.nodes(places), places, brought, ties)


def _picture(store: Reader, drawn: _Drawn, settings: tuple[tuple[str, str], ...]) -> Picture:
    convening, members = drawn.convening, drawn.convening.group.members
    known = roster_words(store, drawn.nodes.values(), convening.scope.as_of)
    ties = tuple(
        tie._replace(emphasised=tie.source < len(members) or tie.target < len(members))
        for tie in drawn.ties
    )
    return Picture(
        "conveners",
        "Who could convene a network of networks",
        ((group_sentence(convening),), (ties_sentence(store, convening),), (_reading(drawn),)),
        tuple(
            drawn_node(drawn.nodes[i], place, known, main=i in members)
            for i, place in drawn.places.items()
        ),
        ties,
        tuple(_sections(store, drawn)),
        settings,
        file_name("conveners", f"{len(members)}", convening.scope.cover),
        tuple(range(len(members))),
        Emphasis("what a member is joined to itself", 2.0),
        tables=(_candidates(drawn), *_coverage(drawn)),
        highlights=tuple(_highlights(drawn)),
    )


def _reading(drawn: _Drawn) -> str:
    """How the picture is read, and what of it counts."""
    by, convening = drawn.brought.by, drawn.convening
    several = sum(len(members) > 1 for members in by.values())
    targets = {target.id for target in convening.covering.targets}
    counted = sum(node in targets for node in by)
    counts = (
        f"; {counted:,} of them count as networks" if convening.scope.cover == "networks" else ""
    )
    step = " The picture shows one step." if convening.scope.reach == 2 else ""
    if not several:
        return f"Beside each member stand the collectives that it alone is joined to{counts}.{step}"
    return (
        f"Outside of each member stand the collectives that it alone is joined to "
        f"({len(by) - several:,}), between the members those that several are joined to "
        f"({several:,}){counts}.{step}"
    )


def _sections(store: Reader, drawn: _Drawn) -> Iterator[Section]:
    convening = drawn.convening
    rows = {row.id: row for row in convening.rows}
    yield Section(
        "The group",
        (),
        tuple(
            (
                Goto(drawn.indices[i]),
                f": {_alone(convening, i)} {clean(' '.join(rows[i].reasons))}",
            )
            for i in convening.group.members
        ),
    )
    first = f" The first {LISTED:,} are listed." if len(convening.rows) > LISTED else ""
    yield Section(
        "The candidates", (f"In the table below: {order_sentence(convening)}{first}",), ()
    )
    others = tuple((other_sentence(other, convening),) for other in other_groups(convening))
    yield Section("Beside it", ("Groups that one would have chosen otherwise.",), others)
    warnings = cautions(store, convening, carriers(store, convening))
    yield Section("How far to trust it", (), tuple((clean(one),) for one in warnings))
    if convening.unreached and convening.wish.everything:
        missed = tuple((clean(f"{one.name} ({one.id})"),) for one in convening.unreached)
        yield Section(f"{convening.scope.cover.capitalize()} that nobody reaches", (), missed)


def _alone(convening: Conveners, member: str) -> str:
    """What the group would lose without a member."""
    return f"it alone reaches {convening.group.unique_cover[member]:,} {convening.scope.cover}."


def _candidates(drawn: _Drawn) -> PictureTable:
    """Everybody who could have been chosen, with figures and reasons."""
    convening = drawn.convening
    rows = tuple(
        (
            _named(drawn, row.id, row.name),
            *(_cell(value) for value in figures(row, convening)[1:]),
            (clean(" ".join(row.reasons)),),
        )
        for row in convening.rows[:LISTED]
    )
    return PictureTable("The candidates", (*HEADINGS, "Why"), rows, sortable=True)


def _cell(value: object) -> Sentence:
    return ("" if value is None else clean(f"{value:,}" if isinstance(value, int) else str(value)),)


def _named(drawn: _Drawn, node_id: str, name: str) -> Sentence:
    index = drawn.indices.get(node_id)
    return (clean(name),) if index is None else (Goto(index),)


def _coverage(drawn: _Drawn) -> Iterator[PictureTable]:
    """A row for each collective and a column for each member: who brings what."""
    members = drawn.convening.group.members
    if len(members) > 12:
        return
    rows: list[tuple[Sentence, ...]] = []
    for node, by in sorted(drawn.brought.by.items(), key=lambda item: (-len(item[1]), item[1])):
        marks = [(MARK if member in by else "",) for member in members]
        rows.append(((Goto(drawn.indices[node]),), (f"{len(by)}",), *marks))
    names = tuple(clean(drawn.nodes[member].name) for member in members)
    heading = "Who brings what, and what several bring"
    yield PictureTable(heading, ("Collective", "By how many", *names), tuple(rows))


def _highlights(drawn: _Drawn) -> Iterator[Highlight]:
    """Each member with what it brings."""
    for member in drawn.convening.group.members:
        own = [i for i, by in drawn.brought.by.items() if member in by]
        ways = [i for i in drawn.brought.ways.get(member, ()) if i not in drawn.brought.by]
        chain = tuple(drawn.indices[i] for i in (member, *ways, *own))
        yield Highlight(f"{clean(drawn.nodes[member].name)}: {len(own)}", chain)
