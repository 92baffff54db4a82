"""Bytes of a store are overwritten at seeded places, and questions are asked of what is left.

``python -m campaign.damage 0.1`` asks a tenth of it. Every answer has to be the one of before, or a
refusal that says that the store is damaged; where it is another one, doctor has to find out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from click.testing import CliRunner

from netweave.cli.door.group import netweave
from netweave.data import bundled

FILES = 300
"""How many damaged files a whole campaign has."""
SIZES = (1, 4, 16, 64, 256, 1_000)
"""How many bytes are overwritten, one size after the other."""
QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("info",),
    ("list", "all"),
    ("find", "sanborn"),
    ("show", "Sanborn"),
    ("show", "network:risc"),
    ("affiliations", "Sanborn"),
    ("members", "network:risc"),
    ("connect", "Sanborn", "Lindsay"),
    ("connect", "Chugach", "Lindsay", "--through", "all"),
    ("bridges", "--top", "5"),
    ("clusters",),
    ("overlap", "--top", "5"),
)
_MISTAKE = "mistake in netweave itself"


class Ending(NamedTuple):
    """What a question ended in."""

    status: int
    out: str
    err: str


def run(scale: float = 1.0, seed: int = 0) -> list[tuple[str, int, str]]:
    """Damage files, ask every question of each, and count what comes.

    Parameters
    ----------
    scale
        The part of a whole campaign: 1 is 300 files and 3,600 questions.

    Returns
    -------
    list of (what, tries, outcome)
        A line for what was tried, and one for every way in which it ended.
    """
    files = max(1, round(FILES * scale))
    with TemporaryDirectory() as folder:
        sound = Path(folder) / "sound.db"
        said = _ask(sound, ("load", str(bundled())))
        if said.status:
            raise RuntimeError(said.err)
        before = {question: _ask(sound, question) for question in QUESTIONS}
        ended: Counter[str] = Counter()
        for number in range(files):
            damaged = _damaged(sound, number, seed)
            ended.update(_ended(damaged, before))
    tries = files * len(QUESTIONS)
    return [
        (f"questions to {files} damaged files: {how}", tries, _outcome(how, ended[how]))
        for how in WAYS
    ]


WAYS = (
    "the same answer",
    "refused with a sentence",
    "another answer, and doctor finds the damage",
    "another answer, and doctor finds nothing",
    "wrong usage",
    _MISTAKE,
)

FINE = WAYS[:3]
"""Ends that are as they should be."""


def _outcome(how: str, number: int) -> str:
    """How many ended so, behind the number of those that must not."""
    return f"0 ({number:,} such)" if how in FINE else f"{number:,}"


def _damaged(sound: Path, number: int, seed: int) -> Path:
    """The store with some bytes overwritten."""
    chance = Random(f"{seed} {number}")
    size = SIZES[number % len(SIZES)]
    content = bytearray(sound.read_bytes())
    place = chance.randrange(len(content) - size)
    content[place : place + size] = chance.randbytes(size)
    path = sound.with_name("graph.db")
    path.write_bytes(content)
    return path


def _ended(path: Path, before: dict[tuple[str, ...], Ending]) -> list[str]:
    """How each question to a damaged file ended."""
    content = path.read_bytes()
    found: list[str] = []
    for question, sound in before.items():
        path.write_bytes(content)  # An answer may keep figures in it.
        found.append(_how(_ask(path, question), sound))
    if any(how == "" for how in found):
        path.write_bytes(content)
        doctor = _ask(path, ("doctor",)).status
        found = [how or WAYS[2 if doctor else 3] for how in found]
    return found


def _how(said: Ending, sound: Ending) -> str:
    """How a question ended; "" for another answer than before."""
    if said.status == 0:
        return WAYS[0] if said.out == sound.out else ""
    if _MISTAKE in said.err or "Traceback" in said.err:
        return _MISTAKE
    return WAYS[1] if said.status == 1 else WAYS[4]


def _ask(path: Path, question: tuple[str, ...]) -> Ending:
    given = [*question, "--store", str(path), "--format", "json"]
    done = CliRunner().invoke(netweave, given)
    return Ending(done.exit_code, done.stdout.replace(path.name, "store"), done.stderr)


if __name__ == "__main__":
    for line in run(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0):
        print(*line, sep="\t")
