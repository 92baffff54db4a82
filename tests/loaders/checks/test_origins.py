"""Each source has a name of its own in the store, and a complete list one for each date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loaders.checks.origins import Origins, remembered

if TYPE_CHECKING:
    from collections.abc import Sequence


def each(sources: Sequence[str], dated: str | None = None, *, complete: bool = False) -> list[str]:
    return Origins.of([Path(source) for source in sources], dated, complete=complete).each


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["a/roster"], ["roster"]),
        (["a/roster/"], ["roster"]),
        (["a/2023", "b/2024"], ["2023", "2024"]),
        (["a/x", "b/x"], ["x"]),
        ([], []),
    ],
)
def test_an_origin_is_the_name_of_the_folder(sources: list[str], names: list[str]) -> None:
    assert each(sources) == names


def test_the_working_folder_has_a_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "roster" / "inner").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "roster" / "inner")
    assert each(["."]) == ["inner"]
    assert each([".."]) == ["roster"]


def test_a_complete_list_is_found_by_its_file_where_there_is_one() -> None:
    (first,) = each(["a/list.csv"], "2019", complete=True)
    (second,) = each(["a/list.csv"], "2020", complete=True)
    assert first != second
    assert remembered("b/list.csv", [first]) == first
    assert remembered("list.csv", [first, second]) == "list.csv"
    assert remembered(second, [first, second]) == second


def test_what_stands_in_a_file_is_of_the_source_it_lies_in() -> None:
    origins = Origins.of([Path("in/house"), Path("in/list.csv")], None, complete=False)
    assert origins.from_file(Path("in/house/districts.csv")) == "house"
    assert origins.from_file(Path("in/list.csv")) == "list.csv"
