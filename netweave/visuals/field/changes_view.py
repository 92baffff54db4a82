"""The view `changes`: who joined and left between two dates, and who stood between the parts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.asking import once_more
from netweave.visuals.field.binding import FieldPage, bound_page, rows_table, section, trust
from netweave.visuals.field.board import (
    BarShare,
    BoardLine,
    Card,
    bar,
    card,
    heading,
    line,
    note,
)
from netweave.visuals.field.sentences import (
    NOT_NOBODY,
    changes_summary,
    joiner_called,
    network_changes,
)
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.limits import ViewError
from netweave.visuals.picture.parts import Goto
from queries.asking.sentences import count, listed, says
from queries.changes import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.field.board import BoardPart
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import Sentence
    from netweave.visuals.picture.picture import PictureTable, Section
    from queries.changes import DatedChange, DatedChanges, Moved

NETWORKS, LIVES, NAMED = 40, 40, 6
"""Networks that have a card, entities in a list, and names on a card; the tables have all."""
WORDS = {
    "began": "Began",
    "ended": "Ended",
    "started": "Started with competency-based education",
}
BARS = "How far each stood between others: above on the first date, below on the second."


class _ChangesShown(NamedTuple):
    """An answer; the entities that are told of, and those networks whose members changed."""

    found: DatedChanges
    nodes: Mapping[str, Node]
    networks: dict[str, list[DatedChange]]
    start: str
    end: str

    @property
    def place(self) -> dict[str, int]:
        """The number of each entity that is told of."""
        return {node_id: number for number, node_id in enumerate(self.nodes)}


@once_more
def view_changes(
    store: Reader, start: str, end: str, *, progress: Callable[[float], None] | None = None
) -> Page:
    """What changed between two dates, network by network, as a page.

    Parameters
    ----------
    start, end
        Dates; the second is wholly after the first.
    progress
        Called now and then with the share of betweenness that is done, 0 to 1.

    Raises
    ------
    ViewError
        If nothing is known on either date.
    QuestionError, DateError
        As of `queries.changes.changes`.
    """
    with store.reading():
        found = changes(store, start, end, progress=progress)
        if not found.rows and not found.bridges:
            raise ViewError(f"Nothing is known of {start} or {end}. Ask for other dates.")
        by_network: dict[str, list[DatedChange]] = defaultdict(list)
        for row in found.rows:
            if row.network and row.member:
                by_network[row.network.id].append(row)
        most = sorted(by_network, key=lambda i: (-len(by_network[i]), i))[:NETWORKS]
        ids = dict.fromkeys([row.id for row in found.bridges] + most + _lives(found))
        there = store.nodes(list(ids))
        networks = {i: by_network[i] for i in most}
        shown = _ChangesShown(found, {i: there[i] for i in ids}, networks, start, end)
        return bound_page(store, _page(shown), None)


def _lives(found: DatedChanges) -> list[str]:
    """Of what began, ended and started the first of each."""
    ids: list[str] = []
    for change in WORDS:
        rows = [row.network or row.member for row in found.rows if row.change == change]
        ids += [end.id for end in rows[:LIVES] if end is not None]
    return ids


def _page(shown: _ChangesShown) -> FieldPage:
    start, end = shown.start, shown.end
    return FieldPage(
        "changes",
        f"What changed from {start} to {end}",
        (changes_summary(shown.found), NOT_NOBODY),
        list(shown.nodes.values()),
        (),
        list(_blocks(shown)),
        [*_sections(shown), trust([NOT_NOBODY])],
        list(_tables(shown)),
        [("Question", "changes"), ("From", start), ("To", end)],
        (start, end),
        subjects=0,
    )


def _blocks(shown: _ChangesShown) -> Iterator[BoardPart]:
    bridges, place = shown.found.bridges, shown.place
    if bridges:
        yield heading("Who stood between the parts")
        yield note(BARS)
    largest = max((max(row.from_ or 0, row.to or 0) for row in bridges), default=0)
    for row in bridges:
        yield _bridge(shown, row, largest)
    yield heading("Network by network")
    for network, rows in shown.networks.items():
        node = shown.nodes[network]
        yield card(Card(place[network], node.kind, node.name, tuple(_card_lines(rows))))
    if not shown.networks:
        yield note("No membership is recorded to have begun or ended.")
    for change, words in WORDS.items():
        yield from _list(shown, change, words)


def _bridge(shown: _ChangesShown, row: Moved, largest: float) -> BoardPart:
    node = shown.nodes[row.id]
    drawn = line(BoardLine(shown.place[row.id], node.kind, node.name, _ranks(row)))
    bars = [
        bar([BarShare(value, f"{date}: {value:,.0f}", fill)], largest, y)
        for value, date, fill, y in (
            (row.from_ or 0, shown.start, "tie", 20),
            (row.to or 0, shown.end, "main", 32),
        )
    ]
    return drawn._replace(high=54, markup=drawn.markup + "".join(bars))


def _ranks(row: Moved) -> str:
    """Both ranks: "rank 3 → 1"; a dash where it has no tie."""
    then, now = (rank or "–" for rank in (row.rank_from, row.rank_to))
    return f"rank {then} → {now}"


def _card_lines(rows: list[DatedChange]) -> Iterator[str]:
    for change in ("joined", "left"):
        names = list({joiner_called(r.member) for r in rows if r.change == change and r.member})
        if names:
            first = sorted(names)[:NAMED]
            rest = len(names) - len(first)
            more = [count(rest, "other")] if rest else []
            yield f"{len(names):,} {change}: {listed([*first, *more])}"


def _list(shown: _ChangesShown, change: str, words: str) -> Iterator[BoardPart]:
    rows = [row for row in shown.found.rows if row.change == change]
    if not rows:
        return
    yield heading(f"{words}: {len(rows):,}")
    for row in rows[:LIVES]:
        end = row.network or row.member
        if end is not None:
            when = (row.until if change == "ended" else row.since) or ""
            yield line(BoardLine(shown.place[end.id], end.kind, end.name, when))
    if len(rows) > LIVES:
        yield note(f"And {len(rows) - LIVES:,} more, in the table.")


def _sections(shown: _ChangesShown) -> Iterator[Section]:
    yield section(
        "Network by network",
        (_changed(shown, network, rows) for network, rows in shown.networks.items()),
        "" if shown.networks else "No membership is recorded to have begun or ended.",
    )
    yield section(
        "Who stood between the parts",
        ((Goto(shown.place[row.id]), f": {_ranks(row)}.") for row in shown.found.bridges),
        f"Ranks by betweenness, {shown.start} → {shown.end}.",
    )


def _changed(shown: _ChangesShown, network: str, rows: list[DatedChange]) -> Sentence:
    said = network_changes(rows).removeprefix(shown.nodes[network].name)
    return (Goto(shown.place[network]), clean(said))


def _tables(shown: _ChangesShown) -> Iterator[PictureTable]:
    found = shown.found
    yield rows_table(
        "All changes",
        ("Change", "Who", "State", "Network", "Since", "Until", "Role", "Sources"),
        [
            (
                row.change,
                *((row.member.name, row.member.state) if row.member else (None, None)),
                row.network and row.network.name,
                *(row.since, row.until, row.role, says(row.sources) if row.sources else None),
            )
            for row in found.rows
        ],
    )
    yield rows_table(
        "Who stood between the parts",
        ("Name", f"Rank {shown.start}", f"Rank {shown.end}", shown.start, shown.end),
        [
            (r.name, r.rank_from, r.rank_to, _rounded(r.from_), _rounded(r.to))
            for r in found.bridges
        ],
    )


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)
