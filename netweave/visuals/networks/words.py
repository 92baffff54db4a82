"""What a picture of networks says, in sentences and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.visuals.networks.found import ENOUGH, where
from netweave.visuals.picture.drawing import references
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.parts import Goto
from netweave.visuals.picture.picture import PictureTable, Section
from netweave.visuals.picture.wording import said_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netweave.visuals.networks.found import Drawing, Shares
    from netweave.visuals.picture.parts import Part, Sentence
    from queries.clusters import Cluster
    from queries.overlap import Overlap

PAIR_COLUMNS = ("One", "Other", "Shared", "Expected", "p", "q", "Verdict", "Who")
VERDICTS = {
    "more": "more than expected",
    "fewer": "fewer than expected",
    "chance": "as expected",
    "too_little_data": "too little data to tell",
}
NAMED = 12
"""How many shared members are named in a sentence; the table has them all."""


def lead(about: Drawing) -> Iterator[Sentence]:
    """What there is, which pairs have a line, and what limits it."""
    drawn = len(about.shares.nodes)
    wholes = len(about.nodes) - drawn
    of = f" of {about.total:,}, the largest," if about.total > drawn else ""
    also = f", and {count(wholes, 'whole')} that they are parts of" if wholes else ""
    known = count(len(_districts(about)), "known district")
    yield (f"{count(drawn, 'network')}{of} with {known}{also}. {_which(about)}",)
    yield (
        (
            "Larger: more known members. Wider: more shared ones. Dotted: a cluster, named by its "
            "states. Solid: a whole with its parts."
        ),
    )
    partial = [i for i in about.nodes if i in about.partial]
    if partial:
        example = about.rosters[max(partial, key=about.known.__getitem__)]
        one = len(partial) == 1
        yield (
            (
                f"Of {count(len(partial), 'network')} only a part of the roster is known; below "
                f"{'its name' if one else 'their names'} stands how much, as in “{example}”. What "
                "is not known may well be shared."
            ),
        )


def _which(about: Drawing) -> str:
    sharing = count(sum(row.shared > 0 for row in about.shares.rows), "pair")
    more = sum(row.verdict == "more" for row in about.lines.rows)
    expected = "more than expected (p at most .05, before correction)"
    if not about.lines.thin:
        return f"{sharing} share members; a line joins the {more} that share {expected}."
    verb = "shares" if sharing == "1 pair" else "share"
    few = f"only {more}" if more else "none"
    return (
        f"{sharing} {verb} members, {few} of them {expected}. The data are thin (fewer than "
        f"{ENOUGH} such pairs), so the two strongest ties of each network are drawn; broken lines "
        "are those of pairs that share as many as expected."
    )


def _districts(about: Drawing) -> set[str]:
    return {i for node in about.shares.nodes for i in about.shares.members[node.id]}


def count(number: int, word: str) -> str:
    """A number and what is counted."""
    return f"{number:,} {word if number == 1 else word + 's'}"


def told(sharing: Shares, row: Overlap) -> Sentence:
    """The rest of "A shares members with B"."""
    who = sharing.shared(row)
    names = "; ".join(clean(name) for name in who[:NAMED])
    rest = f"; and {len(who) - NAMED} more" if len(who) > NAMED else ""
    named = f": {names}{rest}" if who else ""
    return (f"{row.shared} shared{named}. {VERDICTS[row.verdict].capitalize()}, {chances(row)}",)


def chances(row: Overlap) -> str:
    """What one would expect, and how likely what there is would be."""
    p = row.p_fewer if row.verdict == "fewer" else row.p_more
    return f"{row.expected:.2f} expected, p {likely(p)}"


def likely(p: float) -> str:
    """A chance to four digits."""
    return f"{p:.4f}" if p >= 0.0001 else "< .0001"


def sections(about: Drawing) -> Iterator[Section]:
    """The networks of each cluster, the largest cluster first."""
    index = about.place
    lines = _lines(about)
    by_cluster: dict[int, list[str]] = {}
    for network in about.nodes:
        found = about.cluster.get(network)
        by_cluster.setdefault(found.cluster if found else 0, []).append(network)
    for number in sorted(by_cluster, key=lambda n: (not n, n)):
        inside = by_cluster[number]
        items = tuple(_item(about, i, index, lines.get(i, [])) for i in inside)
        yield Section(_heading(about.cluster.get(inside[0])), (), items)


def _heading(cluster: Cluster | None) -> str:
    if cluster is None:
        return "In no cluster"
    return f"Cluster {cluster.cluster}, {clean(where(cluster))}"


def _lines(about: Drawing) -> dict[str, list[tuple[str, int]]]:
    """For each network those it has a line to, and how many members they share."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in about.lines.rows:
        found.setdefault(row.a.id, []).append((row.b.id, row.shared))
        found.setdefault(row.b.id, []).append((row.a.id, row.shared))
    return found


def _item(
    about: Drawing, network: str, index: dict[str, int], lines: Sequence[tuple[str, int]]
) -> Sentence:
    known = about.rosters.get(network) or str(about.known[network])
    parts: list[Part] = [Goto(index[network]), f", {about.nodes[network].kind}, {known} known"]
    for tie in about.ties:
        if tie.source_id == network:
            said = said_by(references(tie.spells[0].sources))
            parts += ["; part of ", Goto(index[tie.target_id]), " according to ", *said]
    for number, (other, shared) in enumerate(lines):
        parts += [", " if number else "; shares members with ", Goto(index[other]), f" ({shared})"]
    return (*parts, ".")


def tables(
    about: Drawing, further: Sequence[tuple[int, Drawing, Overlap]]
) -> Iterator[PictureTable]:
    """The pairs with a line, which come and go with it; and those without.

    Parameters
    ----------
    further
        The lines that are there in some years alone: their numbers, and what they say.
    """
    index = about.place
    drawn = set(about.lines.rows)
    every = [*((number, about, row) for number, row in enumerate(about.lines.rows)), *further]
    lines = tuple(pair_row(then.shares, row, index) for _, then, row in every)
    items = tuple(number for number, _, _ in every)
    yield PictureTable("Pairs with a line", PAIR_COLUMNS, lines, about="tie", items=items)
    others = [row for row in about.shares.rows if row not in drawn]
    if others:
        rows = tuple(pair_row(about.shares, row, index) for row in others)
        yield PictureTable("Further pairs that share members, or too few", PAIR_COLUMNS, rows)


def pair_row(sharing: Shares, row: Overlap, index: Mapping[str, int]) -> tuple[Sentence, ...]:
    """A pair as a row of a table with `PAIR_COLUMNS`."""
    fewer = row.verdict == "fewer"
    cells = (
        str(row.shared),
        f"{row.expected:.2f}",
        likely(row.p_fewer if fewer else row.p_more),
        likely(row.q_fewer if fewer else row.q_more),
        VERDICTS[row.verdict],
        "; ".join(clean(name) for name in sharing.shared(row)),
    )
    return ((Goto(index[row.a.id]),), (Goto(index[row.b.id]),), *((cell,) for cell in cells))
