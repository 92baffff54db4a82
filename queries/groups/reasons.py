"""Why someone is on the list of conveners: in sentences, each from the store, with who says so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.model import Source
from graph.schema import JOINING_TYPES
from graph.spells import read_as_of
from queries.asking.evidence import tenure
from queries.asking.sentences import says, tie_phrase, when
from queries.asking.today import first_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graph.dates import Days
    from graph.model import Node, Tie
    from graph.store import Reader

FRONT = "No other candidate is as good in every figure and better in one."


class Reached(NamedTuple):
    """What a candidate reaches, and of how many; ``what`` names it: "networks"."""

    in_one: int
    in_two: int
    total: int
    what: str


def reasons(
    store: Reader, candidates: Sequence[Node], as_of: str | None = None
) -> dict[str, tuple[str, ...]]:
    """The ties to collectives of each candidate by its id, and since when it does the work.

    Those of its own first, then those of a district's schools; in each the order of types and
    names.
    """
    on, day = read_as_of(as_of), first_of(as_of)
    lines: dict[str, list[str]] = defaultdict(list)
    ids = {node.id for node in candidates}
    for subject, begins, tie, other in _ties(store, ids, {i: i for i in ids}, on):
        lines[subject].append(_sentence(tie, begins, other, None, day))
    schools = _schools(store, [node.id for node in candidates if node.kind == "district"], on)
    names = store.nodes(schools)
    for subject, begins, tie, other in _ties(store, schools, schools, on):
        lines[subject].append(_sentence(tie, begins, other, names[begins].name, day))
    for node in candidates:
        lines[node.id] += _since(node)
    return {node.id: tuple(lines[node.id]) for node in candidates}


def reach_sentence(reached: Reached) -> str:
    """How far a candidate reaches, in words."""
    return (
        f"Reaches {reached.in_one:,} of {reached.total:,} {reached.what} in one step and "
        f"{reached.in_two:,} in two."
    )


def _schools(store: Reader, districts: Collection[str], on: Days | None) -> dict[str, str]:
    """The district of each school."""
    links = store.links(districts, ["PART_OF"], on, "in")
    return {tie.source_id: tie.target_id for tie in links}


def _ties(
    store: Reader, ids: Collection[str], subjects: dict[str, str], on: Days | None
) -> list[tuple[str, str, Tie, Node]]:
    """The ties of some to collectives: whom each is about, at which end, and the collective."""
    ties = store.ties(ids, JOINING_TYPES, on)
    ends = store.nodes({end for tie in ties for end in (tie.source_id, tie.target_id)})
    found = [
        (subjects[end], end, tie, ends[tie.other_than(end)])
        for tie in ties
        for end in dict.fromkeys((tie.source_id, tie.target_id))
        if end in subjects and ends[tie.other_than(end)].is_collective and tie.spells
    ]
    found.sort(key=lambda row: (row[0], row[2].type, row[3].name, row[3].id, row[1]))
    return found


def _sentence(tie: Tie, end: str, other: Node, school: str | None, day: int) -> str:
    """One tie: "Is a member of Maine Cohort (chair, since 2012, according to sau17.org)."."""
    whole = tenure(tie.spells, tie.type, day)
    phrase = tie_phrase(tie.type, tie.direction_from(end), over=whole.over)
    details = [whole.role or "", when(whole), says(whole.sources)]
    subject = f"Its school {school} {phrase}" if school else phrase[0].upper() + phrase[1:]
    return f"{subject} {other.name} ({', '.join(filter(None, details))})."


def _since(node: Node) -> list[str]:
    """Since when it teaches by competency, with the page that says so."""
    since = node.text("competency_since")
    if since is None:
        return []
    page = node.text("competency_since_source") or node.text("source_url")
    told = f" ({says([Source(page)])})" if page else ""
    return [f"Teaches by competency since {since}{told}."]
