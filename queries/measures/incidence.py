"""Which districts are in which networks: the table of ones and zeros behind the overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.spells import read_as_of
from queries.asking.scope import NETWORK_KINDS
from queries.asking.today import Counted, past

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.dates import Days
    from graph.model import Node
    from graph.store import Reader


class Incidence(NamedTuple):
    """Districts x networks, each in the order of its ids; no row and no column is empty.

    ``ties`` says how many memberships, of districts and their schools, it rests on.
    """

    districts: list[Node]
    networks: list[Node]
    table: csr_array
    ties: Counted


def incidence(store: Reader, as_of: str | None = None) -> Incidence:
    """Districts in networks, consortia and cohorts, directly or through a school.

    Nested collectives are not rolled up: a cohort counts as itself alone.
    """
    districts = {node.id: node for node in store.catalogue(["district"])}
    networks = {node.id: node for node in store.catalogue(NETWORK_KINDS)}
    on = read_as_of(as_of)
    schools: dict[str, set[str]] = {}
    for school, district in _links(store, "PART_OF", on):
        if district in districts:
            schools.setdefault(school, set()).add(district)
    found: set[tuple[str, str]] = set()
    counting: set[tuple[str, str]] = set()
    for member, network in _links(store, "MEMBER_OF", on):
        holders = [member] if member in districts else schools.get(member, ())
        if network in networks and holders:
            counting.add((member, network))
            found.update((district, network) for district in holders)
    over = {(tie.source_id, tie.target_id) for tie in past(store, ["MEMBER_OF"], as_of)}
    rows = sorted({district for district, _ in found})
    columns = sorted({network for _, network in found})
    row = {district: number for number, district in enumerate(rows)}
    column = {network: number for number, network in enumerate(columns)}
    places = np.array([(row[d], column[n]) for d, n in found], dtype=np.int32).reshape(-1, 2)
    ones = np.ones(len(places), dtype=np.int64)
    table = csr_array((ones, (places[:, 0], places[:, 1])), shape=(len(rows), len(columns)))
    ties = Counted(len(counting), len(counting & over))
    return Incidence([districts[d] for d in rows], [networks[n] for n in columns], table, ties)


def _links(store: Reader, tie_type: str, on: Days | None) -> Iterable[tuple[str, str]]:
    walk = store.walk([tie_type], on)
    pairs = list(walk.pairs())
    ids = walk.ids({handle for pair in pairs for handle in pair})
    return [(ids[a], ids[b]) for a, b in pairs]
