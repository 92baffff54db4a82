"""The property tests of the suite, at random and longer than there; a find is a test to paste.

The suite tries the same examples each time, so that nobody's run fails by chance. Here they are
drawn anew, from the seed of the campaign, and many more of them; fewer where a server is asked,
which takes a hundred times as long.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

from campaign.chance import some
from campaign.command import ROOT
from campaign.table import Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROFILES = {"not neo4j and not browser": "campaign", "neo4j": "campaign-server"}
"""Which tests run, and the profile of hypothesis that says how many examples each draws."""
_COUNTED = re.compile(r"(\d+) (passed|failed|error)")
_EXAMPLES = re.compile(r"- (\d+) passing")
_FAILED = re.compile(r"^FAILED (\S+)", re.MULTILINE)
_CASE = re.compile(
    r"^E *(?:Failing test case|Falsifying example): \w+\(\n(.*?)^E *\)$", re.MULTILINE | re.DOTALL
)
_BLOB = re.compile(r"@reproduce_failure\(.*\)")

# This module is a plugin of the pytest that it starts. The other profile is that of the suite.
settings.register_profile(
    "campaign-server",
    max_examples=100,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def run(scale: float = 1.0, seed: int = 0) -> list[Row]:
    """Run the property tests from a seed; at a smaller scale those of some files alone."""
    files = property_tests(ROOT / "tests")
    chosen = some(Random(seed), files, scale)
    return [_row(chosen, mark, seed) for mark in PROFILES]


def _row(files: Sequence[Path], mark: str, seed: int) -> Row:
    output = _pytest(files, mark, seed)
    bad, ran = _number(output, "failed") + _number(output, "error"), _number(output, "passed")
    examples = sum(map(int, _EXAMPLES.findall(output)))
    where = "on a server" if mark == "neo4j" else "on a file and in memory"
    what = f"examples of property tests {where}"
    if bad:
        print(find(output), file=sys.stderr)
    elif not ran:
        return Row(what, 0, 0, f"not run: {output.strip().splitlines()[-1]}")
    return Row(what, examples, bad, f"finds, in {ran:,} tests of {len(files)} files")


def property_tests(folder: Path) -> list[Path]:
    """The test files in which hypothesis draws the examples."""
    return [
        path
        for path in sorted(folder.rglob("test_*.py"))
        if "from hypothesis import" in path.read_text(encoding="utf-8")
        and path.relative_to(folder).parts[0] != "campaign"
    ]


def find(output: str) -> str:
    """What a failing run has found, as lines to paste before the tests that failed."""
    cases = [re.sub(r"^E *", "    ", case, flags=re.MULTILINE) for case in _CASE.findall(output)]
    examples = [f"@example(\n{case})" for case in cases]
    if not examples:
        return output[-4000:]
    failed = [f"# {name}" for name in _FAILED.findall(output)]
    head = "Paste before the test, with `from hypothesis import example`:"
    return "\n".join([head, *failed, *examples, *_BLOB.findall(output)])


def _pytest(files: Sequence[Path], mark: str, seed: int) -> str:
    """What pytest says of these tests."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", mark, "-p", "campaign.properties"]
    command += ["-p", "no:cacheprovider", "--hypothesis-show-statistics"]
    done = subprocess.run(
        [*command, f"--hypothesis-seed={seed}", *map(str, files)],
        cwd=ROOT,
        env={**os.environ, "HYPOTHESIS_PROFILE": PROFILES[mark]},
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
    )
    return done.stdout + done.stderr


def _number(output: str, what: str) -> int:
    last = output.strip().splitlines()[-1] if output.strip() else ""
    return sum(int(number) for number, word in _COUNTED.findall(last) if word == what)
