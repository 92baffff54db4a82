"""`export`: by its ending, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask


def test_the_house_folder_loads_back_to_an_equal_graph(ask: Ask, full: str, tmp_path: Path) -> None:
    folder = f"{tmp_path}/house/"
    found = ask("export", folder, "--store", full, "--format", "json").document
    assert found["parameters"] == {"path": folder}
    assert [row["file"] for row in found["rows"]] == [
        *("districts.csv", "schools.csv", "networks.csv", "organizations.csv", "people.csv"),
        "relationships.csv",
    ]
    assert sum(row["entities"] for row in found["rows"]) == 964
    back = ask("load", folder, "--store", str(tmp_path / "back.db"), "--format", "json").document
    assert back["store"] == found["store"]
    assert back["problems"] == []


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf", "g.json", "G.GraphML"])
def test_the_ending_says_what_is_written(ask: Ask, mini: str, tmp_path: Path, name: str) -> None:
    found = ask("export", f"{tmp_path}/{name}", "--store", mini, "--format", "json").document
    (row,) = found["rows"]
    assert (row["file"], row["entities"]) == (name, 39)
    assert (tmp_path / name).stat().st_size > 1000


def test_people_see_what_was_written(ask: Ask, mini: str, tmp_path: Path) -> None:
    out = ask("export", f"{tmp_path}/house", "--store", mini).out
    assert out.startswith(f"Written: {tmp_path}/house\n")
    assert "districts.csv             14      0\n" in out


def test_an_export_on_a_date_holds_what_held(ask: Ask, mini: str, tmp_path: Path) -> None:
    words = ("export", f"{tmp_path}/then", "--store", mini, "--as-of", "2010")
    ask(*words)
    store = str(tmp_path / "then.db")
    assert ask("load", f"{tmp_path}/then", "--store", store).status == 0
    now = ask("info", "--store", mini, "--as-of", "2010", "--format", "json").document["rows"]
    then = ask("info", "--store", store, "--format", "json").document["rows"]
    assert [r for r in then if r["what"] == "tie"] == [r for r in now if r["what"] == "tie"]


@pytest.mark.parametrize("path", ["graph.csv", "graph.xlsx", "graph.2015"])
def test_another_ending_is_wrong_usage(ask: Ask, mini: str, tmp_path: Path, path: str) -> None:
    done = ask("export", f"{tmp_path}/{path}", "--store", mini)
    assert (done.status, done.out) == (2, "")
    assert "Give a path that ends in .graphml, .gexf, .json, or that of a folder" in done.err


def test_what_is_in_the_way_is_an_error(ask: Ask, mini: str, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear", encoding="utf-8")
    done = ask("export", f"{tmp_path}/mine", "--store", mini)
    assert (done.status, done.out) == (1, "")
    assert "holds other files, and no house folder" in done.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
