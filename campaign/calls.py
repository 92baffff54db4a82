"""Wrong calls of every command, and calls whose arguments and options are put together by chance.

The commands and their options are read from the command line itself, so a new one takes part. A
refused call says one thing on stderr and nothing on stdout, ends with 1 or 2, and changes nothing
in its folder; no call at all may end in a traceback or be called a mistake of netweave.
"""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from contextlib import chdir, contextmanager
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import click
from click.testing import CliRunner

from campaign.chance import some
from campaign.command import blames
from campaign.scratch import STORE, Scratch
from campaign.table import Row
from netweave.cli.door.group import netweave

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

CALLS = 20_000
SECONDS = 60
ANSWERS = {"check", "verify", "doctor"}
"""Commands that answer with 1 too: they were asked whether something is wrong."""
SEVERAL = {"add"}
"""Commands whose files are taken one by one: a message for each that could not be read, and the
others go in."""
LONG = {"demo", "reconcile", "serve"}
"""Commands that take long, or serve until they are stopped: only their wrong calls are made."""
COUNTS = {"draws", "sample", "time_limit", "timeout", "seconds"}
"""Options for which a large number is an order to work long."""
FILES = ("s.db", "./s.db", "none.db", "empty.db", "one", "folder", "roster.csv", "m.toml")
NAMES = ("district:0", "District 1", "network:0", "Network 1", "Network", "district", "all", "one")
NUMBERS = (
    "0",
    "1",
    "2",
    "-1",
    "3.5",
    "nan",
    "inf",
    "-inf",
    "1e9",
    "²",
    "２",
    "99999999999999999999",
)
DATES = ("2012", "2012-13", "2012-02-30", "soon", "0000", "10000", "2012..2014")
ODD = (
    *(
        "",
        " ",
        "-",
        "--",
        "-x",
        "--store",
        "=",
        "a=b",
        "%s",
        "{}",
        "'",
        '"',
        ";",
        "\\",
        "*",
        "[",
        "`",
    ),
    *("\x1b]0;x\x07", "\u202eabc", "é", "学区", "a\nb", "a\tb", "x" * 5000),
    *(
        "x.html",
        "x.svg",
        "x.graphml",
        "x.json",
        "new/",
        "folder/x.html",
        "none/x.html",
        "notes.txt",
    ),
    *("file:y.db", "bolt://", "neo4j:", "http://127.0.0.1:1", "RETURN 1", "] (", "networks=2"),
)
VALUES = (*FILES, *NAMES, *NUMBERS, *DATES, *ODD)

_BLAMED = re.compile(r"mistake in netweave itself \((\w+)")


class Call(NamedTuple):
    """Arguments of `netweave`, and the command that they are for."""

    path: tuple[str, ...]
    rest: tuple[str, ...]

    def __str__(self) -> str:
        return f"netweave {' '.join(map(repr, (*self.path, *self.rest)))}"[:200]


def run(scale: float = 1.0, seed: int = 0) -> list[Row]:
    """Call every command wrongly, and then by chance."""
    commands = dict(_commands(netweave))
    wrong = [call for path, command in commands.items() for call in _wrong(path, command)]
    chance = Random(seed)
    short = [path for path in commands if path[0] not in LONG]
    by_chance = [
        _by_chance(chance, path, commands[path])
        for path in chance.choices(short, k=max(1, round(CALLS * scale)))
    ]
    with Scratch.made() as scratch:
        return [
            _row("wrong calls of every command", some(chance, wrong, scale), scratch, refused=True),
            _row("calls put together by chance", by_chance, scratch),
        ]


def _commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words it is called by."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        elif command is not None:
            yield (*path, name), command


def _wrong(path: tuple[str, ...], command: click.Command) -> Iterator[Call]:
    """Calls that nothing can be meant by."""
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option)]
    good = ["one"] * sum(one.nargs == 1 for one in arguments)
    yield Call(path, (*good, "--no-such-option"))
    yield Call(path, (*good, "-Z"))
    yield Call(path, (*good, "--format", "xml"))
    yield Call(path, (*good, "--store", ""))
    if all(one.nargs == 1 for one in arguments):
        yield Call(path, (*good, "too", "many", "by", "far"))
    if any(one.required for one in command.params):
        yield Call(path, ())
    for option in options:
        if not option.is_flag:
            yield Call(path, (*good, option.opts[0]))
        if isinstance(option.type, click.Choice | click.types.IntParamType | click.FloatRange):
            yield Call(path, (*good, option.opts[0], "no such value"))


def _by_chance(chance: Random, path: tuple[str, ...], command: click.Command) -> Call:
    """A command with about as many arguments as it takes, and some of its options."""
    number = 0
    for one in command.params:
        if isinstance(one, click.Argument):
            number += 1 if one.nargs == 1 else chance.randint(0, 3)
    number += chance.choice((0, 0, 0, 0, 0, 1, -1))
    words = [_value(chance, "") for _ in range(number)]
    options = [one for one in command.params if isinstance(one, click.Option)]
    for option in chance.sample(options, min(len(options), chance.choice((0, 1, 1, 2, 3, 5)))):
        words += [option.opts[-1]]
        if not option.is_flag:
            words += [_value(chance, option.name or "")]
    for option in options:
        # Most calls are to get past what is required, so that what follows is tried too.
        if option.required and option.opts[-1] not in words and chance.random() < 0.9:
            words += [option.opts[-1], chance.choice(("x.html", "x.svg", "notes.txt", STORE))]
    if chance.random() < 0.8:
        words += ["--store", STORE]
    return Call(path, tuple(words))


def _value(chance: Random, option: str) -> str:
    values = VALUES if option not in COUNTS else (*ODD, "0", "1", "-1", "nan")
    return chance.choice(values)


def _row(what: str, calls: Sequence[Call], scratch: Scratch, *, refused: bool = False) -> Row:
    faults: Counter[str] = Counter()
    statuses: Counter[int] = Counter()
    first: dict[str, str] = {}
    with chdir(scratch.path):
        for call in calls:
            status, fault = _made(call, scratch)
            statuses[status] += 1
            if refused and not fault and status == 0:
                fault = "was taken"
            if fault:
                faults[fault] += 1
                first.setdefault(fault, str(call))
    note = "; ".join(f"{number} {fault}: {first[fault]}" for fault, number in faults.most_common())
    answered = f"({statuses[0]:,} answered, {len(calls) - statuses[0]:,} refused)"
    return Row(what, len(calls), faults.total(), note or answered)


def _made(call: Call, scratch: Scratch) -> tuple[int, str]:
    """The status of a call, and what was wrong with its end."""
    runner = CliRunner(env={"NETWEAVE_STORE": None, "NETWEAVE_DEBUG": None, "COLUMNS": "100"})
    try:
        with _alarm(SECONDS):
            done = runner.invoke(netweave, [*call.path, *call.rest])
    except TimeoutError:
        os.chdir(scratch.path)
        return 124, f"took more than {SECONDS} s"
    changed = scratch.changed()
    if changed:
        os.chdir(scratch.path)
    status = done.exit_code
    fault = _fault(status, done.stdout, done.stderr, call.path[0])
    if not fault and status and changed and call.path[0] not in SEVERAL:
        fault = f"was refused, and changed {', '.join(changed)[:80]}"
    return status, fault


def _fault(status: int, out: str, err: str, command: str) -> str:
    if blames(out + err):
        named = _BLAMED.search(err)
        return f"blamed netweave ({named[1] if named else 'a traceback'}) in {command}"
    if status not in (0, 1, 2):
        return f"ended with {status}"
    answered = status == 1 and command in ANSWERS and "Error:" not in err
    if status == 0 or answered or command in SEVERAL:
        return ""
    if out:
        return "was refused, and said something on stdout"
    messages = sum(line.startswith("Error:") for line in err.splitlines())
    return "" if messages == 1 else f"said {messages} messages"


@contextmanager
def _alarm(seconds: int) -> Generator[None]:
    """Ends what takes too long."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
