"""The command `netweave` as a process of its own, and what it may never say."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
COMMAND = (sys.executable, "-m", "netweave.cli.main")
BLAME = ("Traceback (most recent call last)", "Exception ignored", "mistake in netweave itself")
"""Words that no user may ever read."""


class Ended(NamedTuple):
    """A process that has ended."""

    status: int
    out: str
    err: str

    @property
    def blames(self) -> bool:
        """Whether it ended in a traceback, or called it a mistake of netweave."""
        return blames(self.out + self.err)


def blames(said: str) -> bool:
    """Whether something that was said is a traceback, or calls itself a mistake of netweave."""
    return any(words in said for words in BLAME)


def environment(**further: str) -> dict[str, str]:
    """The environment without what could change an answer, and with these variables."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NETWEAVE_", "NEO4J_", "PYTHON", "NO_COLOR"))
    }
    return {**kept, "COLUMNS": "100", "PYTHONPATH": str(ROOT), **further}


def netweave(
    *arguments: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    command: Sequence[str] = COMMAND,
    seconds: float = 300,
) -> Ended:
    """Run the command to its end, or to the end of this time, which is then its status 124."""
    try:
        done = subprocess.run(
            [*command, *arguments],
            cwd=cwd,
            env=env or environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return Ended(124, "", f"netweave did not end within {seconds:g} s")
    return Ended(done.returncode, _text(done.stdout), _text(done.stderr))


@contextmanager
def started(
    *arguments: str, cwd: Path, command: Sequence[str] = COMMAND
) -> Generator[subprocess.Popen[bytes]]:
    """A command that runs while the block does, and is killed at its end if it still runs."""
    process = subprocess.Popen(
        [*command, *arguments],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _text(said: bytes) -> str:
    return said.decode("utf-8", "backslashreplace")
