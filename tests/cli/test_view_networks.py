"""`view networks`, `view overlap` and figures: written as Python gives them, by the ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.networks.view import view_networks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask


def test_networks_are_written_as_python_gives_them(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "networks.html"
    options = ("--top", "20", "--through", "all", "--as-of", "2014")
    done = ask("view", "networks", *options, "-o", str(target), "--store", full)
    assert done.status == 0, done.err
    with open_store(full) as store:
        page = view_networks(store, top=20, through="all", as_of="2014")
    assert target.read_text(encoding="utf-8") == page.html
    assert "Written:" in done.out


def test_an_overlap_is_written_as_python_gives_it(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "overlap.html"
    words = ("overlap", "Sanborn", "--of", "districts", "-o", str(target))
    done = ask("view", *words, "--store", full)
    assert done.status == 0, done.err
    with open_store(full) as store:
        page = view_overlap(store, "Sanborn", of="districts")
    assert target.read_text(encoding="utf-8") == page.html


@pytest.mark.parametrize("view", ["networks", "overlap"])
def test_the_ending_decides_what_is_written_and_the_document_says_how_large(
    view: str, ask: Ask, full: str, tmp_path: Path
) -> None:
    for ending, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("html", b"<!doctype html>")):
        target = tmp_path / f"picture.{ending}"
        words = ("view", view, "Maine Cohort", "-o", str(target), "--store", full)
        document = ask(*words, "--format", "json").document
        assert target.read_bytes().startswith(start)
        assert document["rows"][0]["bytes"] == target.stat().st_size
        assert document["parameters"]["names"] == ["network:maine-cohort"]


def test_a_path_can_be_a_figure_too(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "path.png"
    done = ask("view", "path", "Pittsfield", "Lindsay", "-o", str(target), "--store", full)
    assert done.status == 0, done.err
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_name_that_takes_no_part_is_an_error_in_one_sentence(
    ask: Ask, full: str, tmp_path: Path
) -> None:
    words = ("networks", "Race to the Top-District", "-o", str(tmp_path / "page.html"))
    done = ask("view", *words, "--store", full)
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") <= 3
    assert list(tmp_path.iterdir()) == []


def test_more_than_a_picture_holds_is_wrong_usage(ask: Ask, full: str) -> None:
    done = ask("view", "networks", "--top", "61", "-o", "page.html", "--store", full)
    assert done.status == 2
