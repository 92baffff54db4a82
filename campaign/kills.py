"""Commands that write are killed at random moments: what is left, and what the same command does.

After each kill the store must open at the first word, hold what it held before or what it holds
after, and the same command must complete it. ``python -m campaign.kills 0.1`` tries a tenth.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from campaign.chance import some
from graph.errors import NoStoreError, StoreError
from graph.opening import open_store
from netweave.data import bundled

KILLS = 200
_NOTHING = "0" * 32
_DISTRICTS = "id,name,state\n"
_TIES = "source_id,type,target_id,since,source_url\n"
ROWS = 6_000
"""Rows of the larger sources: enough for more than one batch."""


class Command(NamedTuple):
    """A command that writes.

    Attributes
    ----------
    name
        What it is called in the table.
    before
        Which of the prepared stores it is used on, "" for none.
    words
        The command; ``STORE`` stands for the store, ``FROM`` for the one prepared with everything.
    """

    name: str
    before: str
    words: tuple[str, ...]


COMMANDS = (
    Command("load, new", "", ("load", "one", "--store", "STORE")),
    Command("load, more", "one", ("load", "two", "--store", "STORE")),
    Command("load, changed", "one", ("load", "changed/one", "--store", "STORE")),
    Command("unload", "both", ("unload", "two", "--store", "STORE")),
    Command("load --undo", "both", ("load", "--undo", "--store", "STORE")),
    Command("merge", "both", ("merge", "d:1", "d:2", "--store", "STORE")),
    Command("copy, new", "", ("copy", "FROM", "STORE")),
    Command("copy, into", "bundled", ("copy", "FROM", "STORE")),
    Command("identity review", "one", ("identity", "review", "review.csv", "--store", "STORE")),
)
_ONCE = ("unload", "load --undo", "merge")
"""What cannot be done twice: the same command then says that it is done, or does the next."""


def run(scale: float = 1.0, seed: int = 0) -> list[tuple[str, int, str]]:
    """Kill commands, at ``scale`` times `KILLS` moments in all; of few moments, some commands.

    Returns
    -------
    list
        For each command its name, how often it was killed, and what became of that.
    """
    random = Random(seed)
    each = KILLS * scale / len(COMMANDS)
    tries = max(1, round(each + 0.5))
    with TemporaryDirectory(prefix="netweave-kills-") as folder:
        room = _Room(Path(folder))
        return [(one.name, *room.kill(one, tries, random)) for one in some(random, COMMANDS, each)]


class _Room:
    """A folder with sources and stores, where commands are killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = folder / "store" / "graph.db"
        _sources(folder)
        for name, sources in (("one", ["one"]), ("both", ["one", "two"])):
            for source in sources:
                self._run(("load", source, "--store", f"{name}.db"))
        self._run(("load", str(bundled()), "--store", "bundled.db"))

    def kill(self, command: Command, tries: int, random: Random) -> tuple[int, str]:
        self._begin(command)
        before, began = self._digest(), monotonic()
        self._run(self._words(command))
        took, after = monotonic() - began, self._digest()
        found: Counter[str] = Counter()
        killed = 0
        for _ in range(tries):
            self._begin(command)
            killed += self._killed_after(command, random.uniform(0.2 * took, 1.05 * took))
            found[self._judged(command, before, after)] += 1
        said = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
        return killed, f"{tries - found['whole']} lost ({said})"

    def _judged(self, command: Command, before: str, after: str) -> str:
        """What became of a command that was killed, and of the same command after that."""
        try:
            left = self._digest()
        except StoreError as error:
            return f"WRONG FIRST WORD: {error}"
        if left not in (before, after):
            return "HALF WRITTEN"
        if command.name in _ONCE and left == after:
            return "whole"  # It is done, and would be done to what came before.
        done = self._run(self._words(command), check=False)
        if done.returncode:
            return f"NOT COMPLETED: {done.stderr.strip()}"
        beside = [path.name for path in self._store.parent.glob("*-journal")]
        return "WRONG" if self._digest() != after or beside else "whole"

    def _begin(self, command: Command) -> None:
        shutil.rmtree(self._store.parent, ignore_errors=True)
        self._store.parent.mkdir()
        if command.before:
            shutil.copyfile(self._folder / f"{command.before}.db", self._store)

    def _digest(self) -> str:
        try:
            with open_store(self._store) as store:
                for _ in store.all_statements():
                    pass
                return store.facts().data_hash
        except NoStoreError:
            return _NOTHING

    def _words(self, command: Command) -> list[str]:
        given = {"STORE": str(self._store), "FROM": "both.db"}
        return [given.get(word, word) for word in command.words]

    def _run(
        self, words: tuple[str, ...] | list[str], *, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(words), cwd=self._folder, check=check, capture_output=True, text=True
        )

    def _killed_after(self, command: Command, seconds: float) -> bool:
        """Whether it was still at work when it was killed."""
        with subprocess.Popen(
            _command(self._words(command)),
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return True
        return False


def _command(words: tuple[str, ...] | list[str]) -> list[str]:
    return [sys.executable, "-m", "netweave", *words]


def _sources(folder: Path) -> None:
    """House folders that add, add more, and change."""
    for name, prefix, word in (("one", "d", "A"), ("two", "e", "B"), ("changed/one", "d", "C")):
        home = folder / name
        home.mkdir(parents=True)
        rows = [f"{prefix}:{n},{word} {n},NH\n" for n in range(ROWS)]
        (home / "districts.csv").write_text(_DISTRICTS + "".join(rows))
        (home / "networks.csv").write_text("id,kind,name\nn:1,network,N\n")
        ties = [f"{prefix}:{n},MEMBER_OF,n:1,{2000 + n % 20},\n" for n in range(ROWS)]
        (home / "relationships.csv").write_text(_TIES + "".join(ties))
    (folder / "review.csv").write_text(
        "written_name,written_state,decision,chosen_id,why\nA Town,NH,same,d:1,\n"
    )


if __name__ == "__main__":
    for row in run(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0):
        print(*row, sep="\t")
