"""How far the picture can be trusted that a ranking is drawn on, and the stage of the field.

The stages are those of Krebs and Holley, "Building smart communities through network weaving"
(2006): scattered fragments, a hub with its spokes, several hubs, a core and a periphery. They are
told apart by what is left when the largest collectives are taken out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.schema import CARRYING_TYPES
from queries.asking.present import Holding

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.store import Reader
    from queries.field.field import Field

FieldStage = Literal["scattered", "hub", "several hubs", "core and periphery"]
HUBS = 3
"""How many of the largest collectives are taken out to see whether a core holds without them."""


class Evidence(NamedTuple):
    """What the memberships of some networks rest on.

    Attributes
    ----------
    ties
        How many there are.
    undated, inferred, single
        How many have no known beginning, are stated by nobody, rest on one source.
    carriers
        Who hosts, convenes, leads or offers several of the networks, by name, with how many.
    """

    ties: int
    undated: int
    inferred: int
    single: int
    carriers: tuple[tuple[str, int], ...]


class Staged(NamedTuple):
    """The stage that a field is in, and what that is read from.

    Attributes
    ----------
    districts
        How many have a tie.
    largest, without_hub, without_hubs
        How many of them the largest part holds: as it is, and without the largest collective, or
        the three largest.
    hub
        The name of the largest collective, None if there is none.
    """

    stage: FieldStage
    districts: int
    largest: int
    without_hub: int
    without_hubs: int
    hub: str | None


def evidence(store: Reader, networks: Collection[str], as_of: str | None) -> Evidence:
    """What the memberships of some networks rest on, and who carries several of them."""
    present = Holding(store, as_of)
    ties = present.ties(networks, ["MEMBER_OF"], "in")
    carried: dict[str, set[str]] = defaultdict(set)
    for tie in present.ties(networks, CARRYING_TYPES, "in"):
        carried[tie.source_id].add(tie.target_id)
    several = {i: len(ids) for i, ids in carried.items() if len(ids) > 1}
    nodes = store.nodes(several) if several else {}
    carriers = sorted((-number, i) for i, number in several.items())
    return Evidence(
        len(ties),
        sum(all(spell.undated for spell in tie.spells) for tie in ties),
        sum(not any(spell.stated for spell in tie.spells) for tie in ties),
        sum(len({s for spell in tie.spells for s in spell.sources}) == 1 for tie in ties),
        tuple((nodes[i].name, -number) for number, i in carriers),
    )


def stage(field: Field) -> Staged:
    """The stage that a field is in."""
    hubs = sorted(field.members, key=lambda i: (-len(field.members[i]), i))
    joined = sum(district in field.around for district in field.districts)
    largest = _largest(field)
    without_hub = _largest(field.without(hubs[:1]))
    without_hubs = _largest(field.without(hubs[:HUBS]))
    half = joined / 2
    found: FieldStage
    if not joined or largest < half:
        found = "scattered"
    elif without_hub < half:
        found = "hub"
    elif without_hubs < half:
        found = "several hubs"
    else:
        found = "core and periphery"
    name = field.collectives[hubs[0]].name if hubs else None
    return Staged(found, joined, largest, without_hub, without_hubs, name)


def _largest(field: Field) -> int:
    """How many districts the part with most of them holds."""
    counts = (sum(i in field.districts for i in part) for part in field.components())
    return max(counts, default=0)
