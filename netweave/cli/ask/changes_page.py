"""What changed between two dates, for people: network by network, in names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import listed
from netweave.visuals.field.sentences import NOT_NOBODY, changes_summary, network_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.changes import DatedChange, DatedChanges, Moved

LIVES = {"began": "Began", "ended": "Ended", "started": "Started with competency-based education"}


def changes_page(found: DatedChanges, start: str, end: str) -> AnswerPage:
    """The answer for people."""
    return [
        Title(f"What changed from {start} to {end}"),
        Text(changes_summary(found)),
        *_memberships(found.rows),
        *_lives(found.rows),
        Title("Who stood between the parts", 2),
        *_bridges(found.bridges, start, end),
        Title("How far to trust it", 2),
        Text(NOT_NOBODY),
    ]


def _memberships(rows: Sequence[DatedChange]) -> Iterator[AnswerBlock]:
    """Who joined and who left, network by network."""
    by_network: dict[str, list[DatedChange]] = defaultdict(list)
    for row in rows:
        if row.network and row.member:
            by_network[row.network.id].append(row)
    if not by_network:
        yield Text("No membership is recorded to have begun or ended.")
        return
    yield Title("Network by network", 2)
    yield Items([network_changes(by_network[i]) for i in sorted(by_network)])


def _lives(rows: Sequence[DatedChange]) -> Iterator[AnswerBlock]:
    for change, words in LIVES.items():
        ends = [row.network or row.member for row in rows if row.change == change]
        names = [end.name for end in ends if end is not None]
        if names:
            yield Title(words, 2)
            yield Text(f"{listed(names)}.")


def _bridges(rows: Sequence[Moved], start: str, end: str) -> list[AnswerBlock]:
    if not rows:
        return [Text("Nobody has a tie on either date.")]
    return [
        Grid(
            ("Name", f"Rank {start}", f"Rank {end}", f"Between {start}", f"Between {end}"),
            [
                (
                    row.name,
                    row.rank_from,
                    row.rank_to,
                    None if row.from_ is None else round(row.from_),
                    None if row.to is None else round(row.to),
                )
                for row in rows
            ],
        )
    ]
