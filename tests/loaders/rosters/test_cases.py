"""Rosters as real networks publish them: nothing is joined wrongly, and nothing lost unsaid.

tests/data/rosters/cases.json has for each its files, its mapping (none: it is drafted), and what
the files mean: who belongs to what, since when and until when.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.loaders.rosters.judge import CASES, judged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loaders.rosters.judge import Case


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
def test_a_roster_is_read_as_it_is_meant(case: Case, tmp_path: Path) -> None:
    verdict = judged(case, tmp_path)
    assert verdict.wrong == []
    if not case.get("may_ask"):
        assert verdict.missing == []
    assert not verdict.missing or verdict.told  # what is missing is said
    missing = len([line for line in verdict.missing if line.startswith("no tie")])
    assert len(case["truth"]) - missing >= case.get("least", 0) * len(case["truth"])
    if "filled" in case and "then" not in case:
        least, most = case["filled"]
        assert least <= verdict.filled <= most
