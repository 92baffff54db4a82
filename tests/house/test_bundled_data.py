"""The bundled data set is whole, and every row of it says who says so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.check import check
from netweave.data import bundled

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
FILES = ("districts", "networks", "organizations", "people", "relationships", "schools")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", [bundled(), MINI], ids=["bundled", "mini"])
def test_a_data_set_is_a_house_folder_without_a_mistake(folder: Path) -> None:
    assert [p for p in check([folder]) if p.severity == "error"] == []


@pytest.mark.parametrize("name", FILES)
def test_every_bundled_row_names_its_page(name: str) -> None:
    assert {row["source_url"].split(":")[0] for row in rows(bundled(), name)} <= {"http", "https"}


def test_every_page_of_a_tie_is_among_the_sources() -> None:
    sources = (bundled() / "SOURCES.md").read_text(encoding="utf-8")
    pages = {row["source_url"] for row in rows(bundled(), "relationships")}
    assert [page for page in sorted(pages) if page not in sources] == []


@pytest.mark.parametrize("name", FILES)
def test_the_small_extract_is_part_of_the_bundled_set(name: str) -> None:
    whole = rows(bundled(), name)
    assert [row for row in rows(MINI, name) if row not in whole] == []


def test_notes_sources_and_licence_come_along() -> None:
    assert {path.name for path in bundled().iterdir() if path.suffix == ".md"} == {
        "LICENCE.md",
        "NOTES.md",
        "SOURCES.md",
    }
