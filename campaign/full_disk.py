"""A full disk under every command that writes: nothing half written, and the file is named.

The disk is a small one of its own where it can be mounted, else files are kept from growing
beyond a size. Each command runs with less and less room, until nothing fits.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.opening import open_store
from netweave.data import bundled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

SIZES = 15
SMALLEST, LARGEST = 4 << 10, 4 << 20
"""Bytes of room, from the least to the most that is tried."""
_MAPPING = 'rows = "membership"\n[columns]\nname = "District"\nstate = "State"\nnetwork = "Net"\n'
_ROSTER = "District,State,Net\nLindsay Unified,CA,Né\nOak,ME,Né\n".encode() + b"Pe\xf1a,NM,Net\n"
_DECIDED = "written_name,written_state,candidate_1,decision,chosen_id,why\n" + "".join(
    f"Name {n},ME,district:ca-lindsay,same,,{'because ' * 20}\n" for n in range(400)
)


class DiskTrial(NamedTuple):
    """A command, what it writes to, and what of it may be whole where the rest is not."""

    what: str
    words: tuple[str, ...]
    writes: str
    keeps: str = ""


TRIALS = (
    DiskTrial("load, new", ("load", "house", "--store", "new.db"), "new.db"),
    DiskTrial("load, more", ("load", "a.csv", "--mapping", "m.toml", "--skip-bad"), "s.db"),
    DiskTrial("unload", ("unload", "competency-networks"), "s.db"),
    DiskTrial("merge", ("merge", "network:aasa-l25", "network:alp"), "s.db"),
    DiskTrial("undo", ("load", "--undo"), "s.db"),
    DiskTrial("copy", ("copy", "s.db", "copy.db"), "copy.db"),
    DiskTrial("review", ("identity", "review", "decided.csv"), "s.db"),
    DiskTrial("export, folder", ("export", "out/"), "out"),
    DiskTrial("export, GraphML", ("export", "g.graphml"), "g.graphml"),
    DiskTrial("answer", ("members", "Maine Cohort", "-o", "a.json"), "a.json"),
    DiskTrial("view", ("view", "networks", "-o", "v.html"), "v.html"),
    DiskTrial("demo", ("demo", "--out", "shown"), "shown", "shown/demo.db"),
)


def run(scale: float = 1.0, seed: int = 0) -> list[tuple[str, int, str]]:
    """Try every command with `SIZES` sizes of the disk, or with as many as the scale says.

    Returns
    -------
    list of tuple
        For each command its name, how often it was tried, and what came of it.
    """
    del seed  # the sizes are the same on every run
    tries = max(2, round(SIZES * scale))
    with tempfile.TemporaryDirectory() as folder:
        prepared = _prepared(Path(folder, "kept"))
        return [_tried(trial, tries, prepared, Path(folder)) for trial in TRIALS]


def _prepared(prepared: Path) -> Path:
    """A folder with a store and everything that is read."""
    prepared.mkdir()
    shutil.copytree(bundled(), prepared / "house")
    (prepared / "m.toml").write_text(_MAPPING, encoding="utf-8")
    (prepared / "a.csv").write_bytes(_ROSTER)
    (prepared / "decided.csv").write_text(_DECIDED, encoding="utf-8")
    done = _netweave(("load", str(bundled()), "--store", "s.db"), prepared, None)
    if done.returncode:
        raise SystemExit(done.stderr)
    return prepared


def _tried(trial: DiskTrial, tries: int, prepared: Path, folder: Path) -> tuple[str, int, str]:
    done = refused = 0
    for at in range(tries):
        room = round(SMALLEST * (LARGEST / SMALLEST) ** (at / (tries - 1)))
        with _disk(folder / "disk", prepared, room) as (place, limit):
            before = _state(place)
            result = _netweave(trial.words, place, limit)
            if result.returncode == 0:
                done += 1
                continue
            refused += 1
            wrong = "; ".join(_faults(result, before, _state(place), trial))
            if wrong:
                return trial.what, tries, f"1 lost with {room:,} bytes of room: {wrong}"
    return trial.what, tries, f"0 lost; {done} done, {refused} refused whole"


def _faults(
    result: subprocess.CompletedProcess[str],
    before: dict[str, str],
    after: dict[str, str],
    trial: DiskTrial,
) -> Iterator[str]:
    """What is wrong about a command that was refused."""
    if "mistake in netweave" in result.stderr or "Traceback" in result.stderr:
        yield result.stderr[-400:]
    changed = {name for name, _ in {*before.items()} ^ {*after.items()}} - {trial.keeps}
    if changed:
        yield f"changed: {', '.join(sorted(changed))}"
    if result.returncode == 1 and Path(trial.writes).stem not in result.stderr:
        yield f"does not name {trial.writes}: {result.stderr.strip()[-200:]}"


def _state(place: Path) -> dict[str, str]:
    """Every file with what it holds; of a store, what its graph is."""
    return {
        str(path.relative_to(place)): _hash(path) for path in place.rglob("*") if path.is_file()
    }


def _hash(path: Path) -> str:
    if path.suffix != ".db":
        return path.read_bytes().hex()
    with open_store(str(path)) as store:
        return store.facts().data_hash


@contextmanager
def _disk(place: Path, prepared: Path, room: int) -> Generator[tuple[Path, int | None]]:
    """A copy of everything with so much room, and the limit of files where it is no disk."""
    needed = sum(path.stat().st_size for path in prepared.rglob("*") if path.is_file())
    blocks = needed + room + 4096 * sum(1 for _ in prepared.rglob("*"))
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={blocks}", "tmpfs", str(place)]
    mounted = shutil.which("mount") and os.geteuid() == 0
    mounted = mounted and subprocess.run(words, capture_output=True, check=False).returncode == 0
    try:
        shutil.copytree(prepared, place, dirs_exist_ok=True)
        yield place, None if mounted else room
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)
        shutil.rmtree(place)


def _netweave(
    words: tuple[str, ...], place: Path, limit: int | None
) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "netweave", *words],
        cwd=place,
        env={**os.environ, "NETWEAVE_STORE": "s.db", "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=limited,
    )


if __name__ == "__main__":
    for name, number, outcome in run(float(sys.argv[1]) if sys.argv[1:] else 1.0):
        print(f"{name:24}{number:>10,}  {outcome}")
