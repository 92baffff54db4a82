"""Names as people ask them, of rosters and of towns, after the whole country is loaded."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import NetweaveError
from graph.opening import open_store
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.ledger import Ruling
from loaders.load import load
from queries.asking.naming import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

ASKED = Path(__file__).resolve().parents[1] / "data" / "asked"
ROSTERS = ("Prairie roster FY26.xlsx", "league_members_webpage.csv", "who_is_in_what.xlsx")


def asked(name: str) -> list[dict[str, str]]:
    """The lines of a list of names."""
    with (ASKED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def rostered(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same after three rosters, with what a person decided of the names that waited."""
    folder = tmp_path_factory.mktemp("rostered")
    path = folder / "graph.db"
    shutil.copy(country, path)
    with open_store(path) as store:
        reports = [load([ASKED / name], store, drafting=True) for name in ROSTERS]
        waiting = {name.name for report in reports for name in report.open_names}
        rows = [row for row in asked("spellings.csv") if row["asked"] in waiting]
        owners = store.owners([row["nces_id"] for row in rows])
        said = [Ruling("same", r["asked"], r["state"], owners[r["nces_id"]].id) for r in rows]
        assert len(said) < 12
        KeptLedger(store, None).add(said)
        yield store


@pytest.mark.parametrize("place", [False, True])
def test_every_name_that_the_rosters_wrote_is_answered_for_the_right_district(
    rostered: Store, place: bool
) -> None:
    wrong: list[str] = []
    for row in asked("spellings.csv"):
        text = f"{row['asked']}, {row['state']}" if place else row["asked"]
        try:
            found = resolve(rostered, text).node.text("nces_id")
        except NetweaveError as error:
            found = str(error)
        if found != row["nces_id"]:
            wrong.append(f"{text}: {found}")
    assert wrong == []


def test_no_short_name_silently_means_another_when_the_country_is_loaded(country: Path) -> None:
    found: Counter[str] = Counter()
    with open_store(country) as store:
        for row in asked("short_names.csv"):
            try:
                named = resolve(store, row["asked"])
            except NetweaveError:
                found["error"] += 1
                continue
            right = named.node.id == row["id"]
            found["right" if right else "told" if named.note else "silent"] += 1
            placed = resolve(store, f"{row['asked']}, {row['state']}")
            assert placed.node.id == row["id"] or placed.note
    assert found["silent"] == 0
    assert found["right"] >= 0.97 * found.total()


def test_readmes_first_question_means_the_same_when_the_country_is_loaded(country: Path) -> None:
    with open_store(country) as store:
        meant = [resolve(store, text).node.id for text in ("Pittsfield", "Lindsay")]
    assert meant == ["district:nh-pittsfield", "district:ca-lindsay"]
