"""Two writers and eight readers use one offline file at once, for minutes.

Nobody may be refused, every answer must be one the file had at some moment, and nothing that a
writer was told is written may be missing in the end. ``python -m campaign.crowd 0.1`` takes a
tenth of the time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from graph.opening import open_store

SECONDS = 600.0
WRITERS, READERS = 2, 8
ROWS = 500
"""How many districts a load brings."""


class _Done(NamedTuple):
    """What one of the crowd did: how often, how often in vain, and what went wrong."""

    tries: int
    refused: int
    wrong: int


def run(scale: float = 1.0, seed: int = 0) -> list[tuple[str, int, str]]:
    """Let the crowd in for ``scale`` times `SECONDS`.

    Parameters
    ----------
    seed
        Parts the names of one run from those of another.

    Returns
    -------
    list
        What was done, how often, and how often it was refused, wrong or lost.
    """
    with TemporaryDirectory(prefix="netweave-crowd-") as folder:
        home = Path(folder)
        _load(home, f"first-{seed}")
        end = monotonic() + SECONDS * scale
        with ThreadPoolExecutor(WRITERS + READERS) as crowd:
            writing = [crowd.submit(_write, home, f"{seed}-{n}", end) for n in range(WRITERS)]
            reading = [crowd.submit(_read, home, end) for _ in range(READERS)]
            writers, readers = ([one.result() for one in some] for some in (writing, reading))
        lost = _lost(home, sum(one.tries - one.refused for one in writers) + 1)
    return [_row("loads", writers, lost), _row("questions", readers)]


def _row(what: str, done: list[_Done], lost: int = 0) -> tuple[str, int, str]:
    refused, wrong = sum(one.refused for one in done), sum(one.wrong for one in done)
    said = f"({refused} refused, {wrong} wrong, {lost} lost)"
    return what, sum(one.tries for one in done), f"{refused + wrong + lost} {said}"


def _write(home: Path, name: str, end: float) -> _Done:
    refused = tries = 0
    while monotonic() < end:
        refused += _load(home, f"{name}-{tries}")
        tries += 1
    return _Done(tries, refused, 0)


def _load(home: Path, name: str) -> bool:
    """Load districts of their own into the store; gives whether that was refused."""
    source = home / name
    source.mkdir()
    rows = [f"d:{name}-{n},District {n} of {name},NH\n" for n in range(ROWS)]
    (source / "districts.csv").write_text("id,name,state\n" + "".join(rows))
    (source / "networks.csv").write_text(f"id,kind,name\nn:{name},network,Net {name}\n")
    ties = [f"d:{name}-{n},MEMBER_OF,n:{name}\n" for n in range(ROWS)]
    (source / "relationships.csv").write_text("source_id,type,target_id\n" + "".join(ties))
    return _netweave(home, "load", name).returncode != 0


def _read(home: Path, end: float) -> _Done:
    """Ask how much there is: each load brings so many entities and ties, or none."""
    tries = refused = wrong = 0
    while monotonic() < end:
        tries += 1
        done = _netweave(home, "info", "--format", "json")
        if done.returncode:
            refused += 1
            continue
        found = json.loads(done.stdout)["store"]
        wrong += found["nodes"] % (ROWS + 1) != 0 or found["ties"] % ROWS != 0
    return _Done(tries, refused, wrong)


def _netweave(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "netweave", *words, "--store", "crowd.db"],
        cwd=home,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done


def _lost(home: Path, loads: int) -> int:
    """How many of the entities and ties that were written are not there."""
    with open_store(home / "crowd.db") as store:
        facts = store.facts()
        nodes = sum(1 for _ in store.all_nodes())
    return abs(loads * (ROWS + 1) - min(facts.nodes, nodes)) + abs(loads * ROWS - facts.ties)


if __name__ == "__main__":
    for row in run(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0):
        print(*row, sep="\t")
