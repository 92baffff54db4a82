"""How many of the districts of a state, a locale or a size are in a network, and of how many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.national import national
from queries.field.alike import students

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

    from graph.model import Node

By = Literal["state", "locale", "size"]
YES = ("1", "true", "yes")
"""How it is written that a district is a regular one; the directory writes 1."""
LOCALES = {"1": "city", "2": "suburb", "3": "town", "4": "rural"}
"""What the first figure of a locale code of NCES stands for."""
SIZES = (
    (1, "under 300"),
    (300, "300 to 999"),
    (1_000, "1,000 to 2,499"),
    (2_500, "2,500 to 9,999"),
    (10_000, "10,000 or more"),
)
"""From how many students on a district is of which size."""


class Share(NamedTuple):
    """Districts of one state, locale or size.

    Attributes
    ----------
    by, group
        What they have in common; None where it is not known.
    districts, regular
        How many are in the store, and how many of these are regular public school districts.
    regular_in_network
        How many of the regular ones are in a network, a consortium or a cohort.
    interested
        How many are in none and show interest.
    country
        How many regular ones there are in the country, by the national directory: what share the
        others are of.
    """

    by: By
    group: str | None
    districts: int
    regular: int
    regular_in_network: int
    interested: int
    country: int


def shares(
    chosen: Sequence[Node],
    regular: Container[str],
    inside: Container[str],
    interested: Container[str],
    states: Collection[str] | None,
) -> list[Share]:
    """Shares by state, by locale and by size; states by name, the others in their own order.

    Parameters
    ----------
    chosen
        The districts that are counted.
    regular, inside, interested
        The ids of regular ones, of those that are in a network, of those that show interest.
    states
        Of which states they are, None for all.
    """
    plain = [node for node in chosen if node.id in regular]
    there = [facts for facts in national().regular() if states is None or facts[0] in states]
    found: list[Share] = []
    for at, (by, group_of, order) in enumerate(_GROUPINGS):
        groups = [
            Counter(map(group_of, nodes))
            for nodes in (
                chosen,
                plain,
                [node for node in plain if node.id in inside],
                [node for node in chosen if node.id in interested],
            )
        ]
        groups.append(Counter(_country(by, facts[at]) for facts in there))
        known = set[str | None]().union(*groups)
        found += (Share(by, g, *(c[g] for c in groups)) for g in _sorted(known, order))
    return found


def is_regular(node: Node) -> bool:
    """Whether a district is a regular one: as it says, else as the national directory does."""
    own = node.text("regular")
    nces_id = node.text("nces_id")
    if own is None and nces_id is not None:
        known = national().owner(nces_id)
        own = None if known is None else known.text("regular")
    return own is not None and own.casefold() in YES


def locale_of(code: str | None) -> str | None:
    """The locale of a code of NCES, None if it says none."""
    return LOCALES.get((code or "")[:1])


def size_of(number: int | None) -> str | None:
    """The size of a district by its students, None if unknown or none."""
    reached = [word for least, word in SIZES if number is not None and number >= least]
    return reached[-1] if reached else None


def _country(by: By, value: str) -> str | None:
    if by == "state":
        return value or None
    return locale_of(value) if by == "locale" else size_of(int(value) if value else None)


_GROUPINGS: tuple[tuple[By, Callable[[Node], str | None], tuple[str, ...]], ...] = (
    ("state", lambda node: node.state, ()),
    ("locale", lambda node: locale_of(node.text("locale")), tuple(LOCALES.values())),
    ("size", lambda node: size_of(students(node)), tuple(word for _, word in SIZES)),
)


def _sorted(groups: Iterable[str | None], order: Sequence[str]) -> Iterator[str | None]:
    """Groups in their order, or by name; what is not known comes last."""
    yield from sorted(
        groups, key=lambda g: (g is None, order.index(g) if g in order else 0, g or "")
    )
