"""Change a line of the code on purpose, and see whether a test notices: `make mutants`.

`tools/mutants.toml` has a change for each promise: one text of a file for another, and the tests
that ought to fail then. Each is made in a copy of the tree and these tests are run there, those on
a server or in a browser left out. What lives is printed: a promise that nothing keeps.
``python -m tools.mutants spells`` tries those whose promise, file or tests hold the word.
"""

# ruff: noqa: INP001, T201
# Beside a script, which prints.

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

HOUSE = Path(__file__).resolve().parents[1]
TABLE = HOUSE / "tools" / "mutants.toml"
WORKERS = 2
PATIENCE = 600
"""Seconds after which tests that go on for ever count as failed."""


class Mutant(NamedTuple):
    """A change that breaks a promise, and the tests that keep it."""

    promise: str
    file: str
    old: str
    new: str
    tests: list[str]

    def has(self, words: list[str]) -> bool:
        """Whether it is among those asked for."""
        text = " ".join((self.promise, self.file, *self.tests))
        return not words or any(word in text for word in words)


class MutantError(Exception):
    """The table, or a test without any change, is wrong."""


def mutants() -> list[Mutant]:
    """All changes of the table.

    Raises
    ------
    MutantError
        If the text of one does not stand exactly once in its file.
    """
    found = [Mutant(**row) for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["mutant"]]
    for mutant in found:
        times = (HOUSE / mutant.file).read_text(encoding="utf-8").count(mutant.old)
        if times != 1:
            raise MutantError(f"{mutant.promise}: stands {times} times in {mutant.file}.")
    return found


def copied(folder: Path) -> Path:
    """A copy of what is tracked or new in the tree, without what it has made."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=HOUSE,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (HOUSE / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, folder / name)
    return folder


def failure(tree: Path, tests: list[str]) -> str | None:
    """How tests fail in a copy of the tree, None if they pass."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603
            [*command, "-m", "not neo4j and not browser", *tests],
            cwd=tree,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "They take too long."
    if done.returncode > 1 and "error" not in done.stdout:  # No test was tried at all.
        raise MutantError(done.stdout + done.stderr)
    return done.stdout if done.returncode else None


def lives(mutant: Mutant, trees: SimpleQueue[Path]) -> bool:
    """Whether no test notices a change."""
    tree = trees.get()
    path = tree / mutant.file
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        alive = failure(tree, mutant.tests) is None
    finally:
        path.write_text(text, encoding="utf-8")
        trees.put(tree)
    print("LIVES" if alive else "dies ", f"{mutant.promise} ({mutant.file})", flush=True)
    return alive


def main() -> int:
    """Try every change that is asked for; 1 if any lives."""
    asked = [mutant for mutant in mutants() if mutant.has(sys.argv[1:])]
    trees: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="netweave-mutants-") as folder:
        for number in range(WORKERS):
            trees.put(copied(Path(folder) / str(number)))
        failed = failure(Path(folder) / "0", sorted({t for m in asked for t in m.tests}))
        if failed is not None:
            raise MutantError(f"{failed}\nThe tests fail before anything is changed.")
        with ThreadPoolExecutor(WORKERS) as pool:
            alive = sum(pool.map(lambda mutant: lives(mutant, trees), asked))
    print(f"{alive} of {len(asked)} live.")
    return int(alive > 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MutantError as error:
        sys.exit(f"{error}")
