"""The network that does not exist yet: all who have done it for years, and what would join them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.scope import NETWORK_KINDS
from queries.field.experience import experience
from queries.field.fellows import known, names
from queries.field.field import Field
from queries.field.joined import Unions, fellows, introductions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Node
    from graph.store import Reader
    from queries.field.experience import Experience
    from queries.field.joined import Introduction

LONG = 5
"""Years after which a district has done it for long."""
JOINING = (*NETWORK_KINDS, "program")
"""What two districts share if they meet already."""


class Called(NamedTuple):
    """An entity by its id and name."""

    id: str
    name: str


class Veteran(NamedTuple):
    """A district that has taught by competency for years.

    Attributes
    ----------
    models, networks
        By id: whose model it uses, and the networks it belongs to.
    component
        The number of its component.
    joined
        How many of the others it shares a network, consortium, cohort or program with.
    """

    id: str
    kind: str
    name: str
    state: str | None
    years: int
    since: int
    since_kind: str | None
    models: tuple[str, ...]
    networks: tuple[str, ...]
    component: int
    joined: int


class Component(NamedTuple):
    """Districts that are joined by what they share, one by way of another."""

    component: int
    size: int
    ids: tuple[str, ...]
    states: tuple[str, ...]
    models: tuple[str, ...]


class Introduced(NamedTuple):
    """Two districts of different components to introduce to each other."""

    a: Called
    b: Called
    distance: int | None
    km: float | None


class Model(NamedTuple):
    """A model, and the districts that use it."""

    id: str
    name: str
    ids: tuple[str, ...]


class VeteransFields(NamedTuple):
    """The fields of `Veterans`."""

    rows: tuple[Veteran, ...]
    components: tuple[Component, ...]
    introductions: tuple[Introduced, ...]
    models: tuple[Model, ...]
    reference_year: int


class Veterans(Answered, VeteransFields):
    """Who has done it for years, what joins them, and what would.

    Attributes
    ----------
    rows
        By component, most years first, id.
    components
        The larger first, then by smallest id.
    introductions
        The fewest that join all components, in the order in which they are taken.
    models
        The most used first, then by id.
    """


@question()
def peers_all(
    store: Reader, *, years: int = LONG, pilots: bool = False, as_of: str | None = None
) -> Veterans:
    """All experienced districts, what joins them, and the fewest introductions that would.

    Ties that are over do not count.

    Parameters
    ----------
    years
        From how many years on a district is experienced.
    pilots
        Whether a beginning that was a pilot counts.
    as_of
        Only ties that held on this date.

    Raises
    ------
    QuestionError
        If the number of years is negative.
    """
    terms = experience(as_of, years, pilots=pilots)
    with store.reading():
        field = Field(store, as_of)
        found = [node for node in field.districts.values() if terms.has(node)]
        models = {i: said.models for i, said in known(field, [n.id for n in found]).items()}
        near = fellows({node.id: _joining(field, node) for node in found})
        groups = _groups(near)
        fewest = introductions(field, groups)
        named = names(field, [i for used in models.values() for i in used])
    return Veterans(
        tuple(_rows(field, terms, found, models, near, groups)),
        tuple(_component(field, models, n, group) for n, group in enumerate(groups, start=1)),
        tuple(_introduced(field, one) for one in fewest),
        _models(models, named),
        terms.year,
    )


def _joining(field: Field, node: Node) -> list[str]:
    return [i for i in field.own[node.id] if field.collectives[i].kind in JOINING]


def _groups(near: dict[str, set[str]]) -> list[list[str]]:
    unions = Unions(near)
    for one, others in near.items():
        for other in others:
            unions.join(one, other)
    return unions.groups()


def _rows(
    field: Field,
    terms: Experience,
    found: Sequence[Node],
    models: dict[str, tuple[str, ...]],
    near: dict[str, set[str]],
    groups: Sequence[Sequence[str]],
) -> list[Veteran]:
    number = {i: n for n, group in enumerate(groups, start=1) for i in group}
    rows = [
        Veteran(
            *node.ref,
            node.state,
            *terms.told(node),
            models[node.id],
            tuple(field.networks(node.id)),
            number[node.id],
            len(near[node.id]),
        )
        for node in found
    ]
    return sorted(rows, key=lambda row: (row.component, -row.years, row.id))


def _component(
    field: Field, models: dict[str, tuple[str, ...]], number: int, group: Sequence[str]
) -> Component:
    states = sorted({state for i in group if (state := field.districts[i].state)})
    used = sorted({model for i in group for model in models[i]})
    return Component(number, len(group), tuple(group), tuple(states), tuple(used))


def _introduced(field: Field, one: Introduction) -> Introduced:
    a, b = (Called(i, field.districts[i].name) for i in (one.a, one.b))
    return Introduced(a, b, one.distance, one.km)


def _models(models: dict[str, tuple[str, ...]], named: dict[str, Node]) -> tuple[Model, ...]:
    users: dict[str, list[str]] = defaultdict(list)
    for district, used in models.items():
        for model in used:
            users[model].append(district)
    found = [Model(i, named[i].name, tuple(sorted(ids))) for i, ids in users.items()]
    return tuple(sorted(found, key=lambda model: (-len(model.ids), model.id)))
