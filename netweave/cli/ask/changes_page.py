"""What changed between two dates, for people: network by network, in names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import count, listed
from queries.asking.sentences import says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.changes import DatedChange, DatedChanges, Joiner, Moved, PartSizes

NOT_NOBODY = (
    "Only what is dated can be told. That nobody is recorded to have left is not: nobody left; "
    "and a membership whose beginning nobody tells of counts as neither."
)
LIVES = {"began": "Began", "ended": "Ended", "started": "Started with competency-based education"}


def changes_page(found: DatedChanges, start: str, end: str) -> AnswerPage:
    """The answer for people."""
    return [
        Title(f"What changed from {start} to {end}"),
        Text(f"{_summary(found)} {_parts(found)}"),
        *_memberships(found.rows),
        *_lives(found.rows),
        Title("Who stood between the parts", 2),
        *_bridges(found.bridges, start, end),
        Title("How far to trust it", 2),
        Text(NOT_NOBODY),
    ]


def _summary(found: DatedChanges) -> str:
    number = {
        kind: sum(row.change == kind for row in found.rows)
        for kind in ("joined", "left", "began", "ended", "started")
    }
    return (
        f"{count(number['joined'], 'membership')} that began and {number['left']:,} that ended; "
        f"{count(number['began'], 'network, program or event', 'networks, programs and events')} "
        f"founded and {number['ended']:,} ended; {count(number['started'], 'district')} started "
        "with competency-based education."
    )


def _parts(found: DatedChanges) -> str:
    then, now = found.components.from_, found.components.to
    more = now.count_ - then.count_
    moved = (
        "As many parts as before"
        if not more
        else f"{count(abs(more), 'part')} {'more' if more > 0 else 'fewer'} than before"
    )
    return f"{moved}: {_part_words(then)} then, {_part_words(now)} now."


def _part_words(parts: PartSizes) -> str:
    return f"{count(parts.count_, 'part')}, the largest of {parts.largest:,}"


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
    yield Items([_network(by_network[i]) for i in sorted(by_network)])


def _network(rows: Sequence[DatedChange]) -> str:
    said: list[str] = []
    for change in ("joined", "left"):
        names = {_called(row.member): None for row in rows if row.change == change and row.member}
        if names:
            said.append(f"{len(names):,} {change}: {listed(names)}.")
    first = rows[0]
    name = "" if first.network is None else first.network.name
    who_says = says(tuple(dict.fromkeys(source for row in rows for source in row.sources)))
    return f"{name}. {' '.join(said)} {who_says[0].upper()}{who_says[1:]}."


def _called(member: Joiner) -> str:
    return f"{member.name} ({member.state})" if member.state else member.name


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
