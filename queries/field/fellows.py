"""What is known of experienced districts: whom to ask there, what they use, offer and say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.model import joined_roles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from graph.model import Node, Tie
    from queries.field.field import Field, Neighbours

STAFF = ("LEADS", "WORKS_IN")
GIVING = ("HOSTS", "OFFERS")


class Contact(NamedTuple):
    """A person who leads or works in a district or one of its schools.

    Attributes
    ----------
    type
        LEADS or WORKS_IN.
    role
        All roles in which a source names them, joined by "; ".
    """

    id: str
    name: str
    type: str
    role: str | None


class KnownOf(NamedTuple):
    """What is known of a district beside its memberships; ids and addresses in order.

    Attributes
    ----------
    models
        Whose model it uses.
    offers
        The collectives that it offers or hosts.
    people
        By type, then id.
    pages
        Addresses of what profiled it.
    """

    models: tuple[str, ...]
    offers: tuple[str, ...]
    people: tuple[Contact, ...]
    pages: tuple[str, ...]


def known(field: Field, districts: Collection[str]) -> dict[str, KnownOf]:
    """What is known of some districts and their schools, read together."""
    homes = field.homes(districts)
    models = _targets(field, homes, ["USES_MODEL"])
    offers = _targets(field, homes, GIVING)
    staff = _staff(field, homes)
    pages: dict[str, set[str]] = defaultdict(set)
    for tie in field.present.ties(homes, ["PROFILED_BY"], "out"):
        urls = {source.url for spell in tie.spells for source in spell.sources if source.url}
        for district in homes[tie.source_id]:
            pages[district] |= urls
    return {
        district: KnownOf(
            tuple(sorted(models[district])),
            tuple(sorted(i for i in offers[district] if i in field.collectives)),
            tuple(staff[district]),
            tuple(sorted(pages[district])),
        )
        for district in districts
    }


def _targets(field: Field, homes: Neighbours, types: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for tie in field.present.ties(homes, types, "out"):
        for district in homes[tie.source_id]:
            found[district].add(tie.target_id)
    return found


def _staff(field: Field, homes: Neighbours) -> dict[str, list[Contact]]:
    ties: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for tie in field.present.ties(homes, STAFF, "in"):
        for district in homes[tie.target_id]:
            ties[district, tie.type, tie.source_id].append(tie)
    people = field.present.store.nodes({person for *_, person in ties}) if ties else {}
    found: dict[str, list[Contact]] = defaultdict(list)
    for district, tie_type, person in sorted(ties):
        node = people[person]
        if node.kind == "person":
            role = _roles(ties[district, tie_type, person])
            found[district].append(Contact(person, node.name, tie_type, role))
    return found


def _roles(ties: Iterable[Tie]) -> str | None:
    return joined_roles(tuple(s for tie in ties for spell in tie.spells for s in spell.statements))


def names(field: Field, ids: Iterable[str]) -> dict[str, Node]:
    """Entities by id, those of the field without another read."""
    wanted = set(ids)
    at_hand = field.districts | field.collectives
    found = {i: at_hand[i] for i in wanted if i in at_hand}
    left = wanted - found.keys()
    return found | (field.present.store.nodes(left) if left else {})
