"""`view`: pages are written where they are asked for, or the reason is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from netweave.visuals.ego import view_ego
from netweave.visuals.loose import view_graph
from netweave.visuals.routes.view import view_path
from netweave.visuals.timeline.view import view_timeline

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn, Run


def test_a_path_is_written_as_python_gives_it(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "path.html"
    done = ask("view", "path", "Pittsfield", "Lindsay", "-o", str(target), "--store", full)
    assert done.status == 0, done.err
    with open_store(full) as store:
        page = view_path(store, "Pittsfield", "Lindsay")
    assert target.read_text(encoding="utf-8") == page.html
    assert "Written:" in done.out


def test_surroundings_are_written_as_python_gives_them(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "ego.html"
    options = ("--radius", "2", "--through", "memberships", "--as-of", "2014")
    done = ask("view", "ego", "Lindsay", *options, "-o", str(target), "--store", full)
    assert done.status == 0, done.err
    with open_store(full) as store:
        page = view_ego(store, "Lindsay", radius=2, through="memberships", as_of="2014")
    assert target.read_text(encoding="utf-8") == page.html


def test_a_timeline_is_written_as_python_gives_it(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "league.html"
    words = ("timeline", "Maine Cohort", "-o", str(target), "--as-of", "2012")
    done = ask("view", *words, "--store", full, "--format", "json")
    assert done.status == 0, done.err
    assert done.document["parameters"]["name"] == "network:maine-cohort"
    with open_store(full) as store:
        page = view_timeline(store, "Maine Cohort", as_of="2012")
    assert target.read_text(encoding="utf-8") == page.html


def test_a_loose_network_is_written_as_python_gives_it(ask: Ask, full: str, tmp_path: Path) -> None:
    target = tmp_path / "loose.html"
    words = ("graph", "Lindsay", "RSU 2", "--physics", "-o", str(target))
    done = ask("view", *words, "--store", full, "--format", "json")
    assert done.status == 0, done.err
    names = ["district:ca-lindsay", "district:me-rsu-2"]
    assert done.document["parameters"]["names"] == names
    with open_store(full) as store:
        page = view_graph(store, *names, physics=True)
    assert target.read_text(encoding="utf-8") == page.html


def test_global_options_may_stand_before_or_after(ask: Ask, full: str, tmp_path: Path) -> None:
    words = ("ego", "Lindsay", "-o", str(tmp_path / "ego.html"))
    first = ask("--store", full, "--format", "json", "view", *words)
    last = ask("view", *words, "--store", full, "--format", "json")
    assert first.document == last.document


def test_the_document_names_the_file_and_what_was_asked(
    ask: Ask, full: str, tmp_path: Path
) -> None:
    target = str(tmp_path / "path.html")
    words = ("path", "Pittsfield", "Lindsay", "--avoid", "Sanford", "-k", "2", "-o", target)
    document = ask("view", *words, "--store", full, "--format", "json").document
    assert document["question"] == "view"
    assert document["parameters"] == {
        "view": "path",
        "a": "district:nh-pittsfield",
        "b": "district:ca-lindsay",
        "through": "memberships",
        "k": 2,
        "avoid": ["district:me-sanford"],
        "output": target,
    }
    (row,) = document["rows"]
    assert row["file"] == target
    assert row["bytes"] == (tmp_path / "path.html").stat().st_size


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("path", "Lindsay", "Lindsay", "-o", "x.html"), 2, "one entity"),
        (("path", "Lindsay", "-o", "x.html"), 2, "Missing argument 'B'"),
        (("path", "Lindsay", "Pittsfield"), 2, "Missing option '-o'"),
        (("ego", "Lindsay", "--radius", "3", "-o", "x.html"), 2, "3 is not in the range 1<=x<=2"),
        (("ego", "Nowhere at all", "-o", "x.html"), 1, "Nothing here is named"),
        (("ego", "Lindsay", "-o", "away/x.html"), 1, "There is no folder away"),
        (("graph", "Lindsay", "-o", "x.png"), 2, "Give one of .html, .htm"),
        (("atlas", "-o", "x.html"), 2, "No such command 'atlas'"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(
    words: tuple[str, ...],
    status: int,
    told: str,
    ask: Ask,
    full: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ask("view", *words, "--store", full)
    assert (done.status, done.out) == (status, "")
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


def test_more_than_a_picture_holds_is_refused_with_a_way_out(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    store = drawn("\n".join(f"district:d{i} MEMBER_OF network:n" for i in range(2000)))
    target = tmp_path / "ego.html"
    done = ask("view", "ego", "network:n", "-o", str(target), "--store", store)
    assert (done.status, done.out) == (1, "")
    assert "2,000 entities around it" in done.err
    assert "netweave show network:n" in done.err
    assert not target.exists()


def test_help_imports_nothing_that_draws(run: Run) -> None:
    done = run("view", "path", "--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.status == 0
    assert "pyvis" not in done.err
    assert "jinja2" not in done.err
