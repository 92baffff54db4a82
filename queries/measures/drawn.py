"""What overlap would be drawn by lot? Members of each network at random from a population.

Two networks of given sizes, each drawn from the same districts, share as many as the
hypergeometric distribution says. The population is all districts of the store, or those of the
states in which either network has one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.special import gammaln

from queries.measures.nesting import ones, ones_at
from queries.measures.odds import Odds, Pairs, corrected, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Node
    from queries.measures.arrays import Array

_ROWS = 256
"""Columns whose pairs with all others are looked at together."""
_CELLS = 2_000_000
"""Probabilities that are worked out together."""


class Lot:
    """All pairs of columns of a table of ones and zeros, as `queries.measures.odds.Judge` has them.

    Parameters
    ----------
    table
        Districts x networks.
    rows
        The districts of the rows.
    everyone
        All districts that could be drawn.
    by_state
        Draw from the districts of the states in which either network has one; a member of unknown
        state stands for itself. Else from all.
    """

    def __init__(
        self, table: csr_array, rows: Sequence[Node], everyone: Sequence[Node], *, by_state: bool
    ) -> None:
        self.sums: Array = np.asarray(table.sum(axis=0))
        self.total_pairs = table.shape[1] * (table.shape[1] - 1) // 2
        self.together = counted(table)
        self._shared = csr_array(
            (self.together.shared, (self.together.one, self.together.other)),
            shape=(len(self.sums), len(self.sums)),
        )
        self._places, self._weights = _places(table, rows, everyone)
        self._all = len(everyone)
        self._by_state = by_state
        blocks = [np.unique(keys, axis=0, return_counts=True) for _, keys in self._blocks()]
        keys = np.concatenate([found for found, _ in blocks])
        self._keys, of = np.unique(keys, axis=0, return_inverse=True)
        pairs = np.bincount(of.ravel(), weights=np.concatenate([n for _, n in blocks]))
        self.odds = drawn(self._keys)
        self.q_more = corrected(self.odds.p_more, pairs.astype(np.int64))
        self.q_fewer = corrected(self.odds.p_fewer, pairs.astype(np.int64))

    def case(self, pairs: Pairs) -> Array:
        """The number of the case of each pair."""
        return _numbers(self._keys, self._key(pairs))

    def silent(self, level: float) -> Pairs:
        """The pairs that share nothing though the chance of that is at most ``level``."""
        found: list[Pairs] = []
        for pairs, keys in self._blocks():
            nothing = np.flatnonzero(pairs.shared == 0)
            rare = self.odds.p_none[_numbers(self._keys, keys[nothing])] <= level
            found.append(Pairs(*(values[nothing[rare]] for values in pairs)))
        return Pairs(*map(np.concatenate, zip(*found, strict=True)))

    def _blocks(self) -> Iterator[tuple[Pairs, Array]]:
        """All pairs with their keys, some columns at a time."""
        size = len(self.sums)
        for first in range(0, size, _ROWS):
            last = min(first + _ROWS, size)
            one, other = np.triu_indices(last - first, k=1, m=size - first)
            shared = self._shared[first:last].toarray()[one, other + first]
            pairs = Pairs(one + first, other + first, shared)
            yield pairs, self._key(pairs)

    def _key(self, pairs: Pairs) -> Array:
        """Population, smaller and larger size, and overlap of each pair."""
        sizes = self.sums[pairs.one], self.sums[pairs.other]
        columns = self._population(pairs), np.minimum(*sizes), np.maximum(*sizes), pairs.shared
        return np.column_stack(columns).astype(np.int64)

    def _population(self, pairs: Pairs) -> Array:
        """How many districts there are in the places of either."""
        if not self._by_state:
            return np.full(len(pairs.one), self._all)
        own: Array = self._places @ self._weights
        both = np.concatenate(
            [
                self._places[some[0]].multiply(self._places[some[1]]) @ self._weights
                for some in zip(*map(_portions, (pairs.one, pairs.other)), strict=True)
            ]
            or [np.zeros(0)]
        )
        found: Array = own[pairs.one] + own[pairs.other] - both
        return found


def _portions(values: Array) -> Iterator[Array]:
    for first in range(0, len(values), 100_000):
        yield values[first : first + 100_000]


def _places(
    table: csr_array, rows: Sequence[Node], everyone: Sequence[Node]
) -> tuple[csr_array, Array]:
    """Networks x places, ones where a network has a district; and how many each place has."""
    counts = Counter(map(_place, everyone))
    number = {place: i for i, place in enumerate(counts)}
    places = [(row, number[_place(node)]) for row, node in enumerate(rows)]
    where = ones_at(places, len(rows), len(number))
    return ones((table.T @ where).tocsr()), np.array(list(counts.values()), dtype=np.int64)


def _place(node: Node) -> tuple[str, str]:
    """The state of a district; one of unknown state is a place of its own."""
    return (node.state, "") if node.state else ("", node.id)


def _numbers(keys: Array, wanted: Array) -> Array:
    """The places of rows in sorted distinct rows."""
    fields = np.dtype([(f"f{i}", np.int64) for i in range(keys.shape[1])])
    sorted_rows = np.ascontiguousarray(keys).view(fields).ravel()
    rows = np.ascontiguousarray(wanted).view(fields).ravel()
    found: Array = np.searchsorted(sorted_rows, rows)
    return found


def drawn(keys: Array) -> Odds:
    """The odds of cases, each a row: population, smaller and larger size, overlap."""
    result = Odds(*np.zeros((len(Odds._fields), len(keys))))
    order = np.argsort(keys[:, 1], kind="stable")
    first = 0
    while first < len(order):
        last = first + 1
        while last < len(order) and (last + 1 - first) * (keys[order[last], 1] + 1) <= _CELLS:
            last += 1
        some = order[first:last]
        for column, values in zip(result, _tails(keys[some]), strict=True):
            column[some] = values
        first = last
    return result


def _tails(keys: Array) -> Odds:
    population, small, large, shared = (keys[:, [i]].astype(float) for i in range(4))
    overlap = np.arange(keys[:, 1].max() + 1, dtype=float)[None, :]
    possible = (overlap <= small) & (overlap >= small + large - population)
    rest = np.where(possible, overlap, np.maximum(small + large - population, 0))
    log = _choose(small, rest) + _choose(population - small, large - rest)
    chance = np.where(possible, np.exp(log - _choose(population, large)), 0.0)
    chance /= chance.sum(axis=1, keepdims=True)  # what rounding leaves
    up = np.minimum((chance * (overlap >= shared)).sum(axis=1), 1.0)
    down = np.minimum((chance * (overlap <= shared)).sum(axis=1), 1.0)
    most = chance[np.arange(len(keys)), keys[:, 1]]
    expected = (small * large / population).ravel()
    return Odds(expected, up, down, most, chance[:, 0])


def _choose(of: Array, some: Array) -> Array:
    """The logarithm of a binomial coefficient."""
    found: Array = gammaln(of + 1) - gammaln(some + 1) - gammaln(of - some + 1)
    return found
