"""What is kept of measures of graphs on servers is told, and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.user_cache import VARIABLE, kept_for

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Ask


def test_it_is_told_and_taken_away(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    kept_for("digest", "a measure", lambda: b"x" * 99_984)
    assert ask("cache").out.startswith("Kept: 1 result, 0.1 MB, in")
    assert ask("cache", "--clear").out.startswith("Taken away: 1 result, 0.1 MB")
    assert ask("cache").out.startswith("Kept: 0 results, 0.0 MB")


def test_one_who_wants_nothing_kept_is_told_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert ask("cache", "--clear").out == "Nothing is kept: NETWEAVE_CACHE is empty.\n"
