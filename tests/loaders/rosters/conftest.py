"""Rosters written on the spot, loaded into a store that knows a few districts and networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from graph.opening import open_store
from loaders.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store
    from loaders.load import LoadReport
    from tests.conftest import Draw

KNOWN = """
    district:a = Alpha {nces_id=3300001 state=NH}
    district:b = Beta {nces_id=3300002 state=NH}
    district:c = Gamma {nces_id=0100003 state=AL}
    organization:o = Office
    network:one = One | First Network
    network:two = Two
    network:twin = Twin
    network:other-twin = Twin
    cohort:three = Three
"""
MEMBERSHIPS = """
rows = "membership"
[columns]
id = "who"
network = "network"
"""


class Roster(Protocol):
    """Loads a roster: its text, its mapping, and how it is to be read."""

    def __call__(
        self,
        text: str,
        mapping: str = MEMBERSHIPS,
        name: str = "roster.csv",
        **terms: str | bool,
    ) -> LoadReport: ...


@pytest.fixture
def store(tmp_path: Path, draw: Draw) -> Iterator[Store]:
    """A store that knows a few districts and networks."""
    with open_store(tmp_path / "graph.db", create=True) as opened:
        opened.write(draw(KNOWN))
        yield opened


@pytest.fixture
def roster(tmp_path: Path, store: Store) -> Roster:
    """Loads a roster into the store."""

    def load_one(
        text: str, mapping: str = MEMBERSHIPS, name: str = "roster.csv", **terms: str | bool
    ) -> LoadReport:
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "mapping.toml").write_text(mapping, encoding="utf-8")
        return load([tmp_path / name], store, mapping=tmp_path / "mapping.toml", **terms)  # type: ignore[arg-type]  # terms are named by each test

    return load_one


def memberships(store: Store) -> dict[tuple[str, str], list[tuple[str | None, str | None]]]:
    """The spells of every membership, by member and network without their kinds."""
    networks = [node.id for node in store.catalogue(["network", "cohort"])]
    return {
        (tie.source_id.partition(":")[2], tie.target_id.partition(":")[2]): [
            (spell.since, spell.until) for spell in tie.spells
        ]
        for tie in store.ties(networks, ["MEMBER_OF"], None, "in")
    }
