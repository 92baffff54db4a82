"""The answer about conveners: the list, the group, and what they were chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from queries.asking.answered import Answered
from queries.groups.choosing import Chosen, Group, Wish, unreached

if TYPE_CHECKING:
    from collections.abc import Mapping

    from queries.asking.scope import Cover
    from queries.asking.today import Counted
    from queries.measures.covering import Covering, Steps, Target


class Scope(NamedTuple):
    """What was asked: of which kinds of candidates, to reach what, in how many steps, where, when.

    ``weights`` are those that the rows are ordered by, None for the score.
    """

    kinds: frozenset[str]
    cover: Cover
    reach: Steps
    weights: Mapping[str, float] | None
    within: str | None
    as_of: str | None


class Convener(NamedTuple):
    """A candidate.

    Attributes
    ----------
    score
        ``reach_2`` divided by how many targets there are; 0 to 1.
    reach_1, reach_2
        How many targets it reaches in one step, and in two.
    betweenness
        Raw, in the graph of ``through``; None outside that graph.
    participation
        How evenly the districts it reaches spread over states, 0 to 1; None if it reaches none.
    years
        For how long it has taught by competency; None if unknown.
    reasons
        Sentences, each from the store.
    """

    id: str
    kind: str
    name: str
    state: str | None
    score: float
    reach_1: int
    reach_2: int
    betweenness: float | None
    participation: float | None
    years: int | None
    reasons: tuple[str, ...]


class ConvenersFields(NamedTuple):
    """The fields of `Conveners`."""

    rows: tuple[Convener, ...]
    group: Group
    reference_year: int
    front: frozenset[str]
    sums: dict[str, float] | None
    covering: Covering
    chosen: Chosen
    joined: tuple[str, ...]
    scope: Scope
    wish: Wish
    ties: Counted

    @property
    def unreached(self) -> list[Target]:
        """What none of those who were to choose from reaches."""
        return unreached(self.covering, self.chosen)


class Conveners(Answered, ConvenersFields):
    """The candidates, the best first; and the best group.

    Attributes
    ----------
    rows
        Ordered by score, reach_1 and betweenness, the highest first, then by id; or by the
        weighted sum, if weights were given, and then like that.
    reference_year
        The year up to which ``years`` count.
    front
        The ids of the candidates whom no other equals in every figure and betters in one.
    sums
        The weighted sum of each candidate by id; None without weights.
    covering, chosen
        Who reaches what, and the group with the problem that it solves.
    joined
        The ids of the collectives that the group is joined to in one step, in order.
    scope, wish
        What was asked, and what was wanted of the group.
    ties
        How many ties reach goes along.
    """
