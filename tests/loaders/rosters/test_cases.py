"""Rosters as real networks publish them: nothing is joined wrongly, and nothing lost unsaid.

tests/data/rosters/cases.json has for each its files, its mapping (none: it is drafted), and what
the files mean: who belongs to what, since when and until when. It is the first sentence of
docs/loading.md that is put to the test here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.loaders.rosters.judge import CASES, judged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loaders.rosters.judge import Case


def test_the_page_promises_what_is_tested_here() -> None:
    page = (CASES.parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
    assert "nothing doubled, dropped without a word, or joined wrongly." in page.split("\n\n")[1]


def cases() -> list[object]:
    """The cases, each under its name."""
    found = json.loads((CASES / "cases.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            case,
            id=case["name"],
        )
        for case in found
    ]


@pytest.mark.parametrize("case", cases())
def test_nothing_is_doubled_dropped_without_a_word_or_joined_wrongly(
    case: Case, tmp_path: Path
) -> None:
    verdict = judged(case, tmp_path)
    assert verdict.wrong == []
    assert (verdict.doubled, verdict.unsaid) == ([], [])
    if not case.get("may_ask"):
        assert verdict.missing == []
    assert not verdict.missing or verdict.told  # what is missing is said
    missing = len([line for line in verdict.missing if line.startswith("no tie")])
    assert len(case["truth"]) - missing >= case.get("least", 0) * len(case["truth"])
    if "filled" in case and "then" not in case:
        least, most = case["filled"]
        assert least <= verdict.filled <= most
