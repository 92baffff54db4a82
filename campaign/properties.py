"""The property tests of the suite, at random and longer than there; a find is a test to paste.

The suite tries the same examples each time, so that nobody's run fails by chance. Here they are
drawn anew: those tests run again and again, each time from another seed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from campaign.command import ROOT
from campaign.table import Row

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 10
PROFILE = "campaign"
_COUNTED = re.compile(r"(\d+) (passed|failed|error)")
_EXAMPLES = re.compile(r"- (\d+) passing examples, (\d+) failing")
_FIND = re.compile(r"^E? *(Falsifying example:|@reproduce_failure|test_\w+\()", re.MULTILINE)


def run(scale: float = 1.0, seed: int = 0) -> list[Row]:
    """Run the property tests in rounds, each from a seed of its own."""
    files = property_tests(ROOT / "tests")
    if scale < 0.1:
        files = files[:1]
    rounds = max(1, round(ROUNDS * scale))
    said = [_round(files, seed + number) for number in range(rounds)]
    examples = sum(int(one) for text in said for one, _ in _EXAMPLES.findall(text))
    bad = sum(_number(text, "failed") + _number(text, "error") for text in said)
    ran = sum(_number(text, "passed") for text in said)
    for text in said:
        if _number(text, "failed") + _number(text, "error") or not _number(text, "passed"):
            print(find(text), file=sys.stderr)
    note = f"finds ({ran:,} runs of tests in {len(files)} files)"
    return [Row("examples of property tests", examples, bad or int(not ran), note)]


def property_tests(folder: Path) -> list[Path]:
    """The test files in which hypothesis draws the examples."""
    return [
        path
        for path in sorted(folder.rglob("test_*.py"))
        if "from hypothesis import" in path.read_text(encoding="utf-8")
        and path.relative_to(folder).parts[0] != "campaign"
    ]


def find(said: str) -> str:
    """What a failing run says of its finds: each is drawn once more as a test to paste."""
    lines = said.splitlines()
    begins = [n for n, line in enumerate(lines) if _FIND.match(line)]
    if not begins:
        return said[-4000:]
    taken = sorted({n for begin in begins for n in range(begin, begin + 25) if n < len(lines)})
    return "\n".join(re.sub(r"^E {0,3}", "", lines[n]) for n in taken)


def _round(files: list[Path], seed: int) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not neo4j", "-p", "no:cacheprovider"]
    command += ["--hypothesis-show-statistics", f"--hypothesis-seed={seed}", "-k", "not browser"]
    done = subprocess.run(
        [*command, *map(str, files)],
        cwd=ROOT,
        env={**os.environ, "HYPOTHESIS_PROFILE": PROFILE},
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
    )
    return done.stdout + done.stderr


def _number(said: str, what: str) -> int:
    last = said.strip().splitlines()[-1] if said.strip() else ""
    return sum(int(number) for number, word in _COUNTED.findall(last) if word == what)
