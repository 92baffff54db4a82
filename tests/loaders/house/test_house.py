"""Which files a house folder holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.schema import COLLECTIVES, NODE_KINDS, PROPERTIES, TIE_TYPES
from loaders.check import check
from loaders.house.layout import ENTITY_FILES, LAYOUTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loaders.conftest import ReadHouse, WriteHouse

DISTRICTS = "id,name\nd:a,Alpha\n"


def test_every_kind_has_one_file() -> None:
    kinds = [layout.kind for layout in ENTITY_FILES if layout.kind]
    assert sorted([*kinds, *COLLECTIVES]) == sorted(NODE_KINDS)


def test_columns_that_stand_for_ties_name_types_that_there_are() -> None:
    assert {layout.tie.type for layout in LAYOUTS if layout.tie} <= set(TIE_TYPES)


def test_every_typed_property_is_known_in_whatever_case() -> None:
    assert all(set(PROPERTIES) <= set(layout.usual) for layout in LAYOUTS)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = check([tmp_path / "nowhere"])
    assert problem.file == str(tmp_path / "nowhere")
    assert (problem.line, problem.rule) == (None, "no-such-folder")


def test_a_file_that_is_no_table_is_told_what_a_house_folder_is(tmp_path: Path) -> None:
    page = tmp_path / "roster.pdf"
    page.write_text("<html>", encoding="utf-8")
    (problem,) = check([page])
    assert problem.rule == "not-a-folder"
    assert "A house folder holds one or more of districts.csv" in problem.fix


def test_a_table_that_nothing_explains_is_told_how_to_get_a_mapping(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(DISTRICTS, encoding="utf-8")
    (problem,) = check([roster])
    assert (problem.rule, problem.file) == ("no-mapping", str(roster.name))
    assert f"netweave mapping {roster} -o mapping.toml" in problem.fix


def test_a_folder_without_any_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    (problem,) = check([tmp_path])
    assert problem.rule == "not-a-house-folder"
    assert "relationships.csv" in problem.fix


def test_a_folder_whose_path_goes_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert [p.rule for p in check([tmp_path / "x" / "y"])] == ["not-a-folder"]


def test_missing_files_are_empty_tables(reading: ReadHouse) -> None:
    records, problems = reading(districts=DISTRICTS)
    assert len(records) == 1
    assert problems == []


def test_other_files_are_passed_over(write: WriteHouse) -> None:
    folder = write(districts=DISTRICTS, lea_match="\0", name_variants="a,b\n1\n")
    (folder / "NOTES.md").write_text("notes", encoding="utf-8")
    assert check([folder]) == []


def test_both_forms_of_a_file_are_an_error(reading: ReadHouse) -> None:
    problem = reading(districts=DISTRICTS, districts_gz=DISTRICTS).only
    assert problem.rule == "two-forms"
    assert problem.problem == "The folder holds both districts.csv and districts.csv.gz."


def test_file_names_are_known_in_whatever_case(reading: ReadHouse) -> None:
    records, problems = reading(Districts=DISTRICTS)
    assert (len(records), problems) == (1, [])


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("organisations", "organizations.csv"),
        ("relationship", "relationships.csv"),
        ("district", "districts.csv"),
    ],
)
def test_a_name_that_is_nearly_right_is_warned_of(write: WriteHouse, name: str, meant: str) -> None:
    (problem,) = check([write(people="id,name\n", **{name: "id,name\n"})])
    assert (problem.file, problem.rule, problem.severity) == (
        f"{name}.csv",
        "near-name",
        "warning",
    )
    assert problem.fix == f"Rename it to {meant}, if it is that file."


def test_a_copy_beside_the_right_file_is_not_warned_of(write: WriteHouse) -> None:
    assert check([write(districts=DISTRICTS, districts2=DISTRICTS)]) == []


def test_a_gzipped_folder_gives_the_same_records(write: WriteHouse, reading: ReadHouse) -> None:
    ties = "source_id,type,target_id\nd:a,PARTNERS_WITH,d:a\n"
    packed = reading(districts_gz=DISTRICTS, relationships_gz=ties)
    for path in write().iterdir():
        path.unlink()
    assert packed.problems == []
    assert packed == reading(districts=DISTRICTS, relationships=ties)


def test_problems_name_the_file_as_it_is_called(reading: ReadHouse) -> None:
    assert reading(districts_gz="id,name\nd:a\n").spots == [
        ("districts.csv.gz", 2, None, "ragged-row")
    ]


def test_problems_of_several_sources_name_the_folder_too(write: WriteHouse) -> None:
    one, two = write("one", districts="id\n"), write("two", people="id\n")
    assert [p.file for p in check([one, two])] == [f"{one}/districts.csv", f"{two}/people.csv"]
