"""What a source holds: a folder of tables, a workbook of sheets, a house table in a file."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import openpyxl
import pytest

from loaders.checks.known import Known
from loaders.checks.terms import ReadingTerms
from loaders.reading import Reading
from loaders.rosters.mapping_file import mapping_from

if TYPE_CHECKING:
    from pathlib import Path

    from graph.errors import Problem
    from loaders.rosters.mapping import TableMapping

DISTRICTS = "id,name\nd:a,Alpha\n"
MAPPING = {"rows": "district", "columns": {"id": "Who", "name": "Called"}}
ROWS = [["Who", "Called"], ["d:a", "Alpha"]]


def read(
    *paths: Path, mapping: TableMapping | None = None
) -> tuple[list[str], list[tuple[str, int | None, str]]]:
    """The ids of what is read, and file, line and rule of what is wrong."""
    problems: list[Problem] = []
    reading = Reading([*paths], Known(), problems, ReadingTerms(skip_bad=True, mapping=mapping))
    ids = [getattr(record, "id", "tie") for record in reading.records()]
    return ids, [(p.file, p.line, p.rule) for p in problems]


def mapped(**further: str) -> TableMapping:
    return mapping_from({**MAPPING, **further}, "test")


def book(path: Path, **sheets: list[list[str]]) -> Path:
    """A workbook with these sheets."""
    workbook = openpyxl.Workbook()
    del workbook["Sheet"]
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


@pytest.mark.parametrize("name", ["districts.csv", "districts.csv.gz", "Districts.tsv"])
def test_a_house_table_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    text = DISTRICTS.replace(",", "\t") if name.endswith("tsv") else DISTRICTS
    packed = gzip.compress(text.encode()) if name.endswith("gz") else text.encode()
    (tmp_path / name).write_bytes(packed)
    assert read(tmp_path / name) == (["d:a"], [])


def test_a_table_of_that_name_with_other_columns_is_none(tmp_path: Path) -> None:
    (tmp_path / "districts.csv").write_text("who,called\nd:a,Alpha\n", encoding="utf-8")
    assert read(tmp_path / "districts.csv")[1] == [("districts.csv", None, "no-mapping")]


def test_a_workbook_may_hold_a_house(tmp_path: Path) -> None:
    house = book(
        tmp_path / "graph.xlsx",
        districts=[["id", "name"], ["d:a", "Alpha"]],
        networks=[["id", "kind", "name"], ["n:1", "network", "One"]],
        relationships=[["source_id", "type", "target_id"], ["d:a", "MEMBER_OF", "n:1"]],
        notes=[["remember", "the milk"]],
    )
    assert read(house) == (
        ["d:a", "n:1", "tie"],
        [("graph.xlsx [notes]", None, "sheet-not-read")],
    )


def test_a_folder_of_tables_is_read_with_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "2.csv").write_text("Called;Who\nBeta;d:b\n", encoding="utf-8")
    (tmp_path / "3.jsonl").write_text('{"Who": "d:c", "Called": "Gamma"}\n', encoding="utf-8")
    (tmp_path / "notes.md").write_text("notes", encoding="utf-8")
    (tmp_path / "~$1.xlsx").write_text("a lock", encoding="utf-8")
    book(tmp_path / "1.xlsx", S=ROWS)
    assert read(tmp_path, mapping=mapped()) == (["d:a", "d:b", "d:c"], [])


def test_a_table_of_the_folder_that_does_not_fit_is_told(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_text("Who,Called\nd:a,Alpha\n", encoding="utf-8")
    (tmp_path / "2.csv").write_text("Who,Name\nd:b,Beta\n", encoding="utf-8")
    assert read(tmp_path, mapping=mapped())[1] == [("2.csv", 1, "missing-column")]


def test_a_folder_without_any_table_that_is_known(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_text("Who,Called\nd:a,Alpha\n", encoding="utf-8")
    assert [rule for _, _, rule in read(tmp_path)[1]] == ["not-a-house-folder"]


def test_a_mapping_may_be_for_one_sheet(tmp_path: Path) -> None:
    two = book(tmp_path / "x.xlsx", Old=ROWS, New=[["Who", "Called"], ["d:b", "Beta"]])
    assert read(two, mapping=mapped(sheet="New")) == (
        ["d:b"],
        [("x.xlsx [Old]", None, "sheet-not-read")],
    )
    assert read(two, mapping=mapped())[0] == ["d:a", "d:b"]


def test_a_damaged_table_keeps_its_source_out(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK nothing")
    (tmp_path / "empty.csv").write_bytes(b"\n\n")
    assert read(tmp_path / "x.xlsx", tmp_path / "empty.csv", mapping=mapped()) == (
        [],
        [
            (f"{tmp_path}/x.xlsx", None, "damaged-workbook"),
            (f"{tmp_path}/empty.csv", None, "empty-file"),
        ],
    )


def test_tables_of_several_sources_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_text("Who\n", encoding="utf-8")
    places = [tmp_path / name / "x.csv" for name in ("one", "two")]
    assert [file for file, _, _ in read(*places, mapping=mapped())[1]] == [*map(str, places)]
