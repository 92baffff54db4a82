"""The command `overlap`: which networks share more members than chance would have it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Items, Text, Title, columns
from netweave.cli.answer.words import count
from netweave.cli.door.names import all_named, completing
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.shared_options import of_option, top_option
from queries.asking.scope import NETWORK_KINDS
from queries.completeness import rosters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Of
    from queries.overlap import Overlap, Overlaps

NOTHING = {
    "networks": "There are no two networks with districts as members, and so no pairs to compare.",
    "districts": "There are no two districts that are in a network, and so no pairs to compare.",
}
SHOWN = 20
"""How many pairs of a kind are shown where nobody said how many."""


@click.command(
    "overlap",
    epilog=examples(
        "netweave overlap --top 10",
        'netweave overlap "Maine Cohort"',
        "netweave overlap --of districts --at-least 2",
    ),
)
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=completing())
@of_option
@click.option(
    "--at-least",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Only pairs that share so many; pairs that share too few are listed in any case.",
)
@top_option()
@global_options()
@click.pass_obj
def command(
    settings: Settings, names: tuple[str, ...], of: Of, at_least: int, top: int | None
) -> None:
    """Say which networks share more members than chance would have it, and which fewer.

    The districts that two networks share, held against what one would expect of networks of their
    size and of districts that join as much. Pairs that one would expect to share districts and
    that do not are listed too.

    One NAME: pairs with it; several: pairs among them; none: all pairs.
    """
    from queries.overlap import overlap  # noqa: PLC0415 - help computes nothing

    kinds = NETWORK_KINDS if of == "networks" else ("district",)
    with settings.reading() as store:
        nodes = all_named(store, names, kinds)
        overlaps = overlap(store, *nodes, of=of, at_least=at_least, top=top, as_of=settings.as_of)
        ids = [node.id for node in nodes]
        asked: dict[str, object] = {"names": ids, "of": of, "at_least": at_least, "top": top}
        give(settings, overlap_answer(store, overlaps, asked, settings.as_of))


def overlap_answer(
    store: Reader, overlaps: Overlaps, asked: dict[str, object], as_of: str | None
) -> Answer:
    """Overlaps as an answer to what was asked."""
    from queries.overlap import Overlap, Party  # noqa: PLC0415 - help computes nothing

    return Answer(
        "overlap",
        store.facts(),
        asked,
        {"rows": overlaps.rows, "total_pairs": overlaps.total_pairs},
        CsvSheet(columns(Overlap._fields, a=Party._fields, b=Party._fields), overlaps.rows),
        lambda: _page(store, overlaps, asked, as_of),
    )


def _page(
    store: Reader, overlaps: Overlaps, asked: dict[str, object], as_of: str | None
) -> AnswerPage:
    what = str(asked["of"])
    if not overlaps.total_pairs:
        return [Title(f"Overlaps of {what}"), Text(NOTHING[what])]
    page: AnswerPage = [Title(f"Overlaps of {what}"), Text(_summary(overlaps, what))]
    shown = len(overlaps.rows) if asked["top"] else SHOWN
    silent = [row for row in overlaps.rows if row.verdict == "fewer"]
    others = [row for row in overlaps.rows if row.verdict != "fewer"]
    page += _pairs("Pairs that share the most, held against chance", others, shown)
    page += _pairs("Pairs that share fewer than chance would have it", silent, shown)
    written = [*others[:shown], *silent[:shown]]
    nodes = store.nodes({party.id for row in written for party in (row.a, row.b)}).values()
    partial = rosters(store, [node for node in nodes if node.is_collective], as_of=as_of)
    if partial:
        page += [
            Title("To keep in mind", 2),
            Items([f"{roster.name}: {roster.text}." for roster in partial]),
        ]
    return page


def _summary(overlaps: Overlaps, what: str) -> str:
    verdicts = Counter(row.verdict for row in overlaps.rows)
    want = "members" if what == "networks" else "memberships"
    return (
        f"Listed: {len(overlaps.rows):,} of {count(overlaps.total_pairs, 'pair')}. Of these "
        f"{verdicts['more']:,} share more than chance would have it and {verdicts['fewer']:,} "
        "fewer (p is at most .05, before correction; q is corrected over all pairs). For "
        f"{verdicts['too_little_data']:,} there are too few {want} to tell."
    )


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
            *((_chance(row.p_fewer), _chance(row.q_fewer)) if row.verdict == "fewer" else ()),
            *((_chance(row.p_more), _chance(row.q_more)) if row.verdict != "fewer" else ()),
            row.verdict.replace("_", " "),
        )
        for row in rows[:shown]
    ]
    headings = ("One", "Other", "Shared", "Expected", "Jaccard", "p", "q", "Verdict")
    rest = len(rows) - len(cells)
    more: list[AnswerBlock] = [Text(f"And {count(rest, 'more pair')}; --top N shows more.")]
    return [Title(title, 2), Grid(headings, cells), *(more if rest else [])]


def _chance(p: float) -> str:
    return f"{p:.4f}" if p >= 0.0001 else "< .0001"
