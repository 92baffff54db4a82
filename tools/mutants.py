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
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from typing import NamedTuple

import pytest

HOUSE = Path(__file__).resolve().parents[1]
TABLE = HOUSE / "tools" / "mutants.toml"
TREES = 2
"""Copies of the tree, in each of which one change is tried at a time."""
PATIENCE = 900.0
"""Seconds after which tests that go on for ever count as failed."""
OTHERS = ("networkx", "numpy", "scipy.optimize", "scipy.sparse.csgraph", "click")
"""Libraries that most tests need: imported once, before a trial begins. No plugin of pytest."""


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


class MutantTrial:
    """Tests that are run in a copy of the tree while one change is in it, or none.

    They run in a child of this process, which has imported the libraries that they need and none
    of our rooms: so a trial begins at once, and sees the copy alone.
    """

    def __init__(self, tree: Path, tests: list[str], mutant: Mutant | None = None) -> None:
        self.tree, self.mutant = tree, mutant
        self._before = self._changed()
        self.log = tree.with_suffix(".log")
        self.process = get_context("fork").Process(target=_run, args=(tree, tests, self.log))
        self.process.start()

    def end(self) -> bool:
        """Take the change out again; whether the tests passed in spite of it.

        Raises
        ------
        MutantError
            If no test was tried.
        """
        self.process.kill()  # if its time is over
        self.process.join()
        if self.mutant is not None:
            (self.tree / self.mutant.file).write_text(self._before, encoding="utf-8")
        if self.process.exitcode in (
            pytest.ExitCode.USAGE_ERROR,
            pytest.ExitCode.NO_TESTS_COLLECTED,
        ):
            raise MutantError(self.log.read_text(encoding="utf-8"))
        return self.process.exitcode == 0

    def _changed(self) -> str:
        """Put the change in; the text of its file before."""
        if self.mutant is None:
            return ""
        path = self.tree / self.mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(self.mutant.old, self.mutant.new, 1), encoding="utf-8")
        return text


def _run(tree: Path, tests: list[str], log: Path) -> None:
    os.chdir(tree)
    os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    sys.path[:] = [str(tree), *(path for path in sys.path if path not in ("", str(HOUSE)))]
    with log.open("w", encoding="utf-8") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
        chosen = ["-m", "not neo4j and not browser", *tests]
        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *chosen]))


def survivors(asked: list[Mutant], trees: list[Path]) -> list[Mutant]:
    """The changes that no test notices; says of each, as soon as it is known, what came of it."""
    waiting, running, alive = list(reversed(asked)), dict[int, MutantTrial](), list[Mutant]()
    while waiting or running:
        while waiting and trees:
            trial = MutantTrial(trees.pop(), waiting[-1].tests, waiting.pop())
            running[trial.process.sentinel] = trial
        for sentinel in wait(list(running), PATIENCE) or list(running):
            trial = running.pop(int(str(sentinel)))
            lives = trial.end()
            trees.append(trial.tree)
            if trial.mutant is not None:
                alive += [trial.mutant] if lives else []
                words = f"{trial.mutant.promise} ({trial.mutant.file})"
                print("LIVES" if lives else "dies ", words, flush=True)
    return alive


def main() -> int:
    """Try every change that is asked for; 1 if any lives."""
    asked = [mutant for mutant in mutants() if mutant.has(sys.argv[1:])]
    for library in OTHERS:
        import_module(library)
    with tempfile.TemporaryDirectory(prefix="netweave-mutants-") as folder:
        trees = [copied(Path(folder) / f"tree-{number}") for number in range(TREES)]
        whole = MutantTrial(trees[0], sorted({test for mutant in asked for test in mutant.tests}))
        whole.process.join()
        if not whole.end():
            said = whole.log.read_text(encoding="utf-8")
            raise MutantError(f"{said}\nThe tests fail before anything is changed.")
        alive = survivors(asked, trees)
    print(f"{len(alive)} of {len(asked)} live.")
    return int(bool(alive))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MutantError as error:
        sys.exit(f"{error}")
