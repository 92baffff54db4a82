"""Overlaps for people: which pairs share more than expected, which fewer, and whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import called, count, listed, titled_within
from queries.asking.sentences import at
from queries.asking.today import over_words
from queries.asking.unsure import MARK, undated_members
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.overlap import Overlap, Overlaps

NOTHING = {
    "networks": "There are no two networks with districts as members, and so no pairs to compare.",
    "districts": "There are no two districts that are in a network, and so no pairs to compare.",
}
SHOWN = 20
"""How many pairs of a kind are shown where nobody said how many."""
NAMED = 12
"""How many are named of those that a pair shares."""
VERDICTS = {
    "more": "more",
    "fewer": "fewer",
    "chance": "as expected",
    "too_little_data": "too little data",
}
OTHERWISE = "fewer than their other memberships would give"
"""What fewer means where the memberships of members are given."""
EXPECTED = {
    "members": "of networks of their size and districts that join as much",
    "states": "if their members were drawn from the districts of the states that either is in",
    "all": "if their members were drawn from all districts here",
}
"""What is expected, by whom members are among."""
_DOUBT = "?: nobody dates one of the two memberships; whether it held {} is not known."


def overlap_page(
    store: Reader, found: Overlaps, asked: Mapping[str, Any], as_of: str | None
) -> AnswerPage:
    """The answer for people, to what was asked."""
    what, among = asked["of"], asked.get("among", "members")
    title = Title(titled_within(f"Overlaps of {what}", asked.get("within")))
    if not found.total_pairs:
        return [title, Text(NOTHING[what])]
    page: AnswerPage = [title, Text(_summary(found, what, among))]
    shown = len(found.rows) if asked["top"] else SHOWN
    silent = [row for row in found.rows if row.verdict == "fewer"]
    others = [row for row in found.rows if row.verdict != "fewer"]
    few = OTHERWISE if among == "members" else "fewer than expected"
    page += _pairs("Pairs that share the most, held against what one would expect", others, shown)
    written = [*others[:shown], *silent[:shown]]
    nodes = store.nodes({party.id for row in written for party in (row.a, row.b)})
    page += _shared(store, others[:shown], nodes, asked, as_of)
    page += _pairs(f"Pairs that share {few}", silent, shown)
    partial = rosters(store, [n for n in nodes.values() if n.is_collective], as_of=as_of)
    if partial:
        page += [
            Title("To keep in mind", 2),
            Items([f"{roster.name}: {roster.text}." for roster in partial]),
        ]
    return page


def _shared(
    store: Reader,
    rows: Sequence[Overlap],
    parties: Mapping[str, Node],
    asked: Mapping[str, Any],
    as_of: str | None,
) -> list[AnswerBlock]:
    """Whom each pair shares, by name."""
    from queries.overlap import whom_shared  # noqa: PLC0415 - help computes nothing

    whom = whom_shared(store, rows, of=asked["of"], within=asked.get("within"), as_of=as_of)
    known = {**parties, **{node.id: node for both in whom.values() for node in both}}
    names = called(store, known.values())
    networks = [node.id for node in known.values() if node.is_collective]
    undated = undated_members(store, networks, as_of)
    items: list[str] = []
    for row in rows:
        both = [
            f"{MARK if undated & _memberships(row, node) else ''}{names[node.id]}"
            for node in whom[row.a.id, row.b.id]
        ]
        rest = f" and {len(both) - NAMED:,} more" if len(both) > NAMED else ""
        if both:
            pair = f"{names[row.a.id]} and {names[row.b.id]}"
            items.append(f"{pair}: {', '.join(both[:NAMED])}{rest}.")
    if not items:
        return []
    page: list[AnswerBlock] = [Title("Whom they share", 2), Items(items)]
    return [*page, Text(_DOUBT.format(at(as_of)))] if as_of and undated else page


def _memberships(row: Overlap, shared: Node) -> set[tuple[str, str]]:
    """The two memberships by which a pair shares something, a district before a network."""
    ids = row.a.id, row.b.id
    return {(i, shared.id) if shared.is_collective else (shared.id, i) for i in ids}


def _summary(found: Overlaps, what: str, among: str) -> str:
    """How many pairs are listed, what was expected of them, and how they compare."""
    verdicts = Counter(row.verdict for row in found.rows)
    want = "members" if what == "networks" else "memberships"
    expected = EXPECTED[among] if what == "networks" else "of districts that join as much"
    counts = (verdicts["more"], "more than expected"), (verdicts["fewer"], "fewer")
    told = [
        f"{number:,} {'shares' if number == 1 else 'share'} {words}"
        for number, words in counts
        if number
    ]
    judged = listed(told) if told else "None shares more or fewer than expected"
    unsure = verdicts["too_little_data"]
    little = f" For {unsure:,} there are too few {want} to tell." if unsure else ""
    said = (
        f"Listed: {len(found.rows):,} of {count(found.total_pairs, 'pair')}. Expected: {expected}. "
        f"{judged} (p is at most .05, before correction; q is corrected over all pairs).{little}"
    )
    return f"{said} {over_words(found.ties)}".rstrip()


def _pairs(title: str, rows: Sequence[Overlap], shown: int) -> list[AnswerBlock]:
    if not rows:
        return []
    cells = [
        (
            row.a.name,
            row.b.name,
            row.shared,
            f"{row.expected:.2f}",
            f"{row.jaccard:.2f}",
            *((_odds(row.p_fewer), _odds(row.q_fewer)) if row.verdict == "fewer" else ()),
            *((_odds(row.p_more), _odds(row.q_more)) if row.verdict != "fewer" else ()),
            VERDICTS[row.verdict],
        )
        for row in rows[:shown]
    ]
    headings = ("One", "Other", "Shared", "Expected", "Jaccard", "p", "q", "Verdict")
    rest = len(rows) - len(cells)
    more: list[AnswerBlock] = [Text(f"And {count(rest, 'more pair')}; --top N shows more.")]
    return [Title(title, 2), Grid(headings, cells), *(more if rest else [])]


def _odds(p: float) -> str:
    return f"{p:.4f}" if p >= 0.0001 else "< .0001"
