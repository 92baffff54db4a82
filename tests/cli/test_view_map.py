"""`view map`: the page that Python gives, and refusals that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.opening import open_store
from netweave.visuals.map.view import view_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask


def test_a_map_is_written_as_python_gives_it(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    options = ("--network", "Maine Cohort", "--as-of", "2014")
    done = ask("view", "map", *options, "-o", str(target), "--store", full)
    assert done.status == 0, done.err
    with open_store(full) as store:
        page = view_map(store, network="Maine Cohort", as_of="2014")
    assert target.read_text(encoding="utf-8") == page.html


def test_the_document_names_the_network_by_its_id(ask: Ask, full: str, tmp_path: Path) -> None:
    target = str(tmp_path / "map.html")
    words = ("map", "--network", "Maine Cohort", "-o", target)
    document = ask("view", *words, "--store", full, "--format", "json").document
    assert document["parameters"] == {
        "view": "map",
        "network": "network:maine-cohort",
        "through": "memberships",
        "within": None,
        "output": target,
    }


def test_a_district_is_no_network(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    done = ask("view", "map", "--network", "Lindsay", "-o", str(target), "--store", full)
    assert (done.status, done.out) == (1, "")
    assert not target.exists()
