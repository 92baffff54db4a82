"""Time whole cold processes, take turns between them, and print the ratios.

A run is one new process, from its start to its end, interpreter and imports included; files are
in the cache of the operating system. The program that measures must itself stay small, and so
leaves all larger work to other processes: on Linux the peak memory of a child is never less
than what its parent had at its start. Needs Linux or macOS.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryFile
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OUT = Path("out/bench")
BASELINES = Path(__file__).parent / "baselines"
NETWEAVE = Path(sys.executable).with_name("netweave")
"""The installed command that stands beside the interpreter."""
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as for anybody who has installed netweave, and not in every run."""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall-clock seconds, peak resident memory in bytes, and its output."""

    seconds: float
    peak: int
    output: str


@dataclass(slots=True)
class Series:
    """All runs of one command."""

    title: str
    runs: list[Run] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """The median of the seconds."""
        return median(run.seconds for run in self.runs)

    @property
    def slow(self) -> float:
        """The 95th percentile of the seconds; of fewer than 20 runs the slowest."""
        seconds = [run.seconds for run in self.runs]
        return quantiles(seconds, n=20)[-1] if len(seconds) >= 20 else max(seconds)

    @property
    def peak(self) -> int:
        """The largest peak memory, in bytes."""
        return max(run.peak for run in self.runs)


def run(command: Sequence[str | Path]) -> Run:
    """Run a command to its end.

    Raises
    ------
    SystemExit
        If the command fails; its own message has been shown.
    """
    with TemporaryFile("w+", encoding="utf-8") as output:
        began = perf_counter()
        process = subprocess.Popen(command, stdout=output, env=_ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - began
        output.seek(0)
        said = output.read()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"Failed with {process.returncode}: {' '.join(map(str, command))}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit, said)


def python(script: str, *arguments: str | Path) -> list[str | Path]:
    """The command that runs one of the baselines with this interpreter."""
    return [sys.executable, BASELINES / script, *arguments]


def world(size: str) -> Path:
    """The house folder of a size, written if it is not there yet."""
    folder = OUT / size
    if not folder.exists():
        unfinished = OUT / f"{size}.unfinished"
        run([sys.executable, "-m", "benchmarks.generate", size, unfinished])
        unfinished.rename(folder)
    return folder


def table(rows: Sequence[Series]) -> str:
    """A Markdown table of medians, slow runs and peaks; the last two columns are ratios."""
    first = rows[0]
    lines = [
        "| command | median | 95th percentile | peak memory | time : first | memory : first |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        against = (f"{row.middle / first.middle:.2f}", f"{row.peak / first.peak:.2f}")
        measured = (f"{row.middle:.3f} s", f"{row.slow:.3f} s", f"{row.peak / 1e6:.0f} MB")
        lines.append(f"| {' | '.join((row.title, *measured, *against))} |")
    return "\n".join(lines)
