"""The same questions in odd surroundings: their answers are the same, and so are their statuses.

Closed and full streams, other locales, terminals, widths, time zones and hash seeds, and Python
with warnings as errors, without assertions and docstrings, or comparing bytes.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from campaign.chance import some
from campaign.command import COMMAND, Ended, environment, netweave
from campaign.scratch import STORE, Scratch
from campaign.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("info",),
    ("find", "District 1"),
    ("list", "network", "--format", "csv"),
    ("show", "District 1"),
    ("show", "nobody of this name"),
    ("affiliations", "District 1"),
    ("members", "Network 1", "--format", "json"),
    ("connect", "District 1", "District 2"),
    ("connect", "--help"),
    ("bridges", "--top", "3"),
    ("clusters",),
    ("overlap", "--top", "3"),
    ("conveners", "--size", "2"),
    ("check", "one"),
    ("load", "one", "--dry-run"),
    ("export", "none/x.graphml"),
    ("frobnicate",),
    # What is no text in any encoding: it comes in, and goes out, as an escape.
    ("check", "\udcff"),
)
VARIABLES: dict[str, dict[str, str]] = {
    "the C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another locale": {"LC_ALL": "tr_TR.UTF-8"},
    "ASCII streams": {"PYTHONIOENCODING": "ascii"},
    "a dumb terminal": {"TERM": "dumb"},
    "no terminal": {"TERM": ""},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "no time zone": {"TZ": ":none"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "4294967295"},
    "no home": {"HOME": "/nowhere"},
    "development mode": {"PYTHONDEVMODE": "1"},
}
BARE = "-OO"
"""Takes docstrings away, and a help page is one: it is shown, and says less."""
FLAGS = {
    "-W error": ("-W", "error"),
    "-O": ("-O",),
    BARE: ("-OO",),
    "-bb": ("-bb",),
    "-X utf8=0": ("-X", "utf8=0"),
}
NARROW = {
    "20 columns": {"COLUMNS": "20"},
    "1 column": {"COLUMNS": "1"},
    "columns of no number": {"COLUMNS": "x"},
}
FULL = "stdout full"
STREAMS = {
    "stdout closed": ">&-",
    "stderr closed": "2>&-",
    "both closed": ">&- 2>&-",
    "stdin closed": "<&-",
    FULL: ">/dev/full",
    "stderr full": "2>/dev/full",
    "nobody reads": "| true",
}


class Surroundings(NamedTuple):
    """Where a command runs: how it is started, in which environment."""

    what: str
    command: tuple[str, ...]
    variables: dict[str, str]
    same: bool
    """Whether the answer must be the same to the last character."""


def run(scale: float = 1.0, seed: int = 0) -> list[Row]:
    """Ask every question in all surroundings, or in some of them at a smaller scale."""
    chance = Random(seed)
    with Scratch.made() as scratch:
        asked = some(chance, QUESTIONS, scale)
        usual = {question: _ask(scratch.path, question) for question in asked}
        return [_row(kind, places, usual, scratch) for kind, places in _kinds(chance, scale)]


def _kinds(chance: Random, scale: float) -> Iterator[tuple[str, list[Surroundings]]]:
    python, rest = COMMAND[:1], COMMAND[1:]
    variables = [
        *(Surroundings(what, COMMAND, values, same=True) for what, values in VARIABLES.items()),
        *(Surroundings(what, COMMAND, values, same=False) for what, values in NARROW.items()),
    ]
    yield "variables of the environment", some(chance, variables, scale)
    flags = [
        Surroundings(what, (*python, *words, *rest), {}, same=True) for what, words in FLAGS.items()
    ]
    yield "flags of Python", some(chance, flags, scale)
    shell = [
        Surroundings(what, ("sh", "-c", f'"$@" {words}', "sh", *COMMAND), {}, same=False)
        for what, words in STREAMS.items()
    ]
    yield "closed and full streams", some(chance, shell, scale)


def _ask(
    folder: Path,
    question: Sequence[str],
    command: tuple[str, ...] = COMMAND,
    variables: dict[str, str] | None = None,
) -> Ended:
    env = environment(**{"NETWEAVE_STORE": STORE, **(variables or {})})
    return netweave(*question, cwd=folder, command=command, env=env)


def _row(
    kind: str,
    places: list[Surroundings],
    usual: dict[tuple[str, ...], Ended],
    scratch: Scratch,
) -> Row:
    faults: list[str] = []
    for place in places:
        for question, expected in usual.items():
            done = _ask(scratch.path, question, place.command, place.variables)
            alike = place.same and not (place.what == BARE and "--help" in question)
            if fault := _fault(place, expected, done, alike=alike):
                faults.append(f"{place.what}: netweave {' '.join(question)} {fault}")
    note = "; ".join(faults[:12]) if faults else "other answers, statuses or tracebacks"
    return Row(kind, len(places) * len(usual), len(faults), note)


def _fault(place: Surroundings, expected: Ended, done: Ended, *, alike: bool) -> str:
    if done.blames:
        return f"blames netweave: {done.err[-120:]}"
    if done.status not in (0, 1, 2):
        return f"ended with {done.status}"
    if place.what == FULL and expected.out and done.status == 0:
        return "lost its answer, and ended with 0"
    if alike and done != expected:
        return f"answered otherwise: {done.status}, {_difference(expected, done)}"
    return ""


def _difference(expected: Ended, done: Ended) -> str:
    ours, theirs = expected.out + expected.err, done.out + done.err
    for one, other in zip(ours.splitlines(), theirs.splitlines(), strict=False):
        if one != other:
            return f"{one!r} became {other!r}"[:160]
    return f"{len(ours)} characters became {len(theirs)}"
