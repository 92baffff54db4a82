"""The shape of a made-up world: how large networks are, where and when they work, who joins.

Sizes of networks are heavy-tailed (log-normal: half have about 25 members or fewer, one in a
hundred has about 300), and so are the numbers of networks that a district joins. Seven in ten
memberships are in the member's own state. A quarter of the networks is part of another.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random


class WorldSize(NamedTuple):
    """How large a world is. ``pages`` is the number of pages that its rows cite."""

    districts: int
    schools: int
    networks: int
    memberships: int
    pages: int


SIZES = {
    "S": WorldSize(districts=300, schools=0, networks=30, memberships=590, pages=100),
    "M": WorldSize(districts=19_000, schools=0, networks=1_500, memberships=60_000, pages=3_000),
    "L": WorldSize(
        districts=19_000, schools=100_000, networks=10_000, memberships=600_000, pages=3_000
    ),
}
"""S: a few states. M: the United States. L: the United States with schools."""

SPREAD = 1.08
"""Sigma of the log-normal sizes: the 99th percentile is about 12 times the median."""
SCOPED = 0.8
"""The share of networks that work in one state."""
LOCAL = 0.87
"""The share of members that a network of one state draws from it on purpose."""
NESTED = 0.25
"""The share of networks that are part of another one."""


class NetworkPlan(NamedTuple):
    """What is settled about a network before its members are drawn."""

    members: int
    state: str | None
    parent: int | None
    founded: int | None
    ended: int | None


def plans(chance: Random, size: WorldSize, members_of: dict[str, int]) -> list[NetworkPlan]:
    """A plan for each network; a parent always comes before its parts, so nothing goes round.

    Parameters
    ----------
    members_of
        How many possible members each state has.
    """
    sizes = _sizes(chance, size, ceiling=sum(members_of.values()) // 2)
    scopes = [_scope(chance, members, members_of) for members in sizes]
    parents = _parents(chance, scopes)
    return [
        NetworkPlan(*known, *_lifetime(chance))
        for known in zip(sizes, scopes, parents, strict=True)
    ]


def _sizes(chance: Random, size: WorldSize, ceiling: int) -> list[int]:
    """Log-normal sizes of at least 2 that add up to the number of memberships."""
    raw = [chance.lognormvariate(0, SPREAD) for _ in range(size.networks)]
    scale = size.memberships / sum(raw)
    sizes = [min(ceiling, max(2, round(value * scale))) for value in raw]
    while difference := size.memberships - sum(sizes):
        step = 1 if difference > 0 else -1
        for i in chance.sample(range(len(sizes)), min(abs(difference), len(sizes))):
            if 2 <= sizes[i] + step <= ceiling:
                sizes[i] += step
    return sizes


def _scope(chance: Random, members: int, members_of: dict[str, int]) -> str | None:
    """The state that a network works in, None for all; it must be large enough for it."""
    if chance.random() >= SCOPED:
        return None
    codes = [code for code, possible in members_of.items() if 2 * possible >= 3 * members]
    weights = [members_of[code] for code in codes]
    return chance.choices(codes, weights)[0] if codes else None


def _parents(chance: Random, scopes: Sequence[str | None]) -> list[int | None]:
    """For each network the one it is part of: an earlier one of its own state, or of all."""
    nested = set(chance.sample(range(1, len(scopes)), round(NESTED * len(scopes))))
    earlier: dict[str | None, list[int]] = {None: []}
    parents: list[int | None] = []
    for i, scope in enumerate(scopes):
        parents.append(chance.choice(_fitting(earlier, scope) or range(i)) if i in nested else None)
        earlier.setdefault(scope, []).append(i)
    return parents


def _fitting(earlier: dict[str | None, list[int]], scope: str | None) -> list[int]:
    return earlier[None] if scope is None else earlier[None] + earlier.get(scope, [])


def _lifetime(chance: Random) -> tuple[int | None, int | None]:
    """The years it was founded, which is known of about half, and ended, which few have."""
    founded = chance.randint(1995, 2020) if chance.random() < 0.5 else None
    return founded, chance.randint(2021, 2024) if chance.random() < 0.05 else None


class Pool:
    """Possible members, some of whom join far more often than others."""

    def __init__(self, chance: Random, members: Sequence[str]) -> None:
        self._chance = chance
        self._members = members
        self._marks = list(accumulate(chance.lognormvariate(0, 0.8) for _ in members))

    def draw(self, number: int, taken: dict[str, None]) -> None:
        """Add this many members to those taken, none of them twice."""
        wanted = len(taken) + number
        while len(taken) < wanted:
            mark = self._chance.random() * self._marks[-1]
            taken.setdefault(self._members[bisect_right(self._marks, mark)])


def roster(
    chance: Random, plan: NetworkPlan, everyone: Pool, at_home: dict[str, Pool]
) -> list[str]:
    """The members of a network, in the order of its roster."""
    taken: dict[str, None] = {}
    if plan.state is not None:
        local = sum(chance.random() < LOCAL for _ in range(plan.members))
        at_home[plan.state].draw(local, taken)
    everyone.draw(plan.members - len(taken), taken)
    return list(taken)
