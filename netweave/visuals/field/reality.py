"""The reality check beside a ranking: what it rests on, who carries it, the stage of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.asking.sentences import count
from queries.completeness import rosters
from queries.field.field import Field
from queries.field.reality import evidence, stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store import Reader
    from queries.field.reality import Evidence, Staged

CARRIERS = 3
"""How many of those are named who carry several networks."""


def reality_lines(
    store: Reader, networks: Sequence[str], as_of: str | None, *, carriers: int = CARRIERS
) -> list[str]:
    """What a ranking rests on, who carries it, and the stage of the field, in sentences.

    Parameters
    ----------
    carriers
        How many of those are named at most who carry several networks.
    """
    nodes = store.nodes(networks).values()
    partial = [one for one in rosters(store, nodes, as_of=as_of) if one.known < one.stated]
    return [
        *_rosters(len(partial), len(networks)),
        *_evidence(evidence(store, networks, as_of), carriers),
        stage_words(stage(Field(store, as_of))),
    ]


def _rosters(partial: int, networks: int) -> Iterator[str]:
    if networks:
        verb = "is" if partial == 1 else "are"
        yield (
            f"Of {count(networks, 'network')} named here, {partial:,} {verb} known to be "
            "incomplete; of those without a stated size nobody can say."
        )


def _evidence(found: Evidence, carriers: int) -> Iterator[str]:
    if found.ties:
        yield (
            f"Of their {count(found.ties, 'membership')}, {found.undated:,} "
            f"{'has' if found.undated == 1 else 'have'} no known beginning, {found.inferred:,} "
            f"{'is' if found.inferred == 1 else 'are'} inferred, {found.single:,} "
            f"{'rests' if found.single == 1 else 'rest'} on one source."
        )
    for name, number in found.carriers[:carriers]:
        yield f"{name} hosts, convenes, leads or offers {number:,} of them: one voice, perhaps."


def stage_words(found: Staged) -> str:
    """The stage of the field in a sentence, with what it is read from."""
    part = f"its largest part holds {found.largest:,} of {count(found.districts, 'district')}"
    hub = f"{found.without_hub:,} without {found.hub}"
    hubs = f"{found.without_hubs:,} without the three largest networks"
    return {
        "scattered": f"The field is scattered: {part}.",
        "hub": f"The field hangs on one hub: {part}, {hub}.",
        "several hubs": f"The field has several hubs: {part}, {hub}, {hubs}.",
        "core and periphery": f"The field has a core and a periphery: {part}, {hub}, {hubs}.",
    }[found.stage]
