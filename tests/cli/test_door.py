"""No traceback leaves by the door, stdout stays empty on an error, and statuses mean one thing."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from time import sleep
from typing import TYPE_CHECKING

import click
import pytest

from netweave.cli.ask import find
from netweave.cli.door import running as door
from netweave.cli.door.group import netweave
from netweave.cli.door.progress import progress
from tests.cli.conftest import ask_here, clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ask, Run

COMMAND = [sys.executable, "-m", "netweave.cli.main"]


def failing(error: BaseException) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["find", "risc"], 0),
        (["connect", "RSU 2", "Chugach"], 0),
        (["show", "no such name"], 1),
        (["connect", "RSU 2", "RSU 2"], 2),
        (["frobnicate"], 2),
        ([], 2),
    ],
)
def test_the_status_says_answered_error_or_wrong_usage(
    run: Run, mini: str, words: list[str], status: int
) -> None:
    done = run(*words, env={"NETWEAVE_STORE": mini})
    assert done.status == status, done.err
    assert bool(done.out) is (status == 0)
    assert "Traceback" not in done.err


def test_an_unknown_command_is_told_the_nearest(ask: Ask) -> None:
    done = ask("conect", "a", "b")
    assert (done.status, done.out) == (2, "")
    assert "There is no command 'conect'. Did you mean 'connect'?" in done.err


def test_a_mistake_of_ours_is_one_sentence(
    ask: Ask, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "find", failing(KeyError("lost\nkey")))
    done = ask("find", "x", "--store", full)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: This is a mistake in netweave itself (KeyError: ")
    assert "Please report it" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_traceback_is_shown_to_those_who_ask_for_it(
    ask: Ask, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "find", failing(KeyError("lost")))
    done = ask("find", "x", "--store", full, env={"NETWEAVE_DEBUG": "1"})
    assert (done.status, done.out) == (1, "")
    assert "Traceback (most recent call last)" in done.err
    assert "Error: This is a mistake in netweave itself" in done.err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "Error: The memory is full."),
        (RecursionError("too deep"), "Error: This is a mistake in netweave itself (RecursionError"),
        (PermissionError(13, "Permission denied", "x.csv"), "Error: x.csv: Permission denied."),
        (OSError("odd"), "Error: odd."),
    ],
)
def test_whatever_goes_wrong_is_said(
    ask: Ask, full: str, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    monkeypatch.setattr(find, "find", failing(error))
    done = ask("find", "x", "--store", full)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(said)


def test_an_interrupt_is_quiet_and_status_130(
    full: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(find, "find", failing(KeyboardInterrupt()))
    assert door.run(["find", "x", "--store", full]) == 130
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", "")


SIGNALLED = """
import os, signal, sys

class Meeting:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:
            for _ in range(TIMES):
                os.kill(os.getpid(), NUMBER)

MODULE, NUMBER, TIMES = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sys.argv[1:] = sys.argv[4:]
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Meeting())
from netweave.cli.main import main
sys.exit(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("command", "module", "number", "times", "status"),
    [
        ("info", "netweave.cli.door.running", signal.SIGINT, 1, 130),
        ("info", "click.parser", signal.SIGTERM, 1, 143),
        ("conveners", "numpy", signal.SIGINT, 2, 130),
        ("export out.graphml", "networkx", signal.SIGTERM, 1, 143),
        ("copy mini.db new.db", "graph.offline.writing", signal.SIGTERM, 1, 143),
        ("copy mini.db new.db", "graph.digest", signal.SIGINT, 2, 130),
        ("view overlap -o page.html", "netweave.visuals.page.page", signal.SIGTERM, 2, 143),
    ],
)
def test_whenever_a_signal_comes_nothing_is_said_and_nothing_stays_behind(
    mini: str, tmp_path: Path, command: str, module: str, number: int, times: int, status: int
) -> None:
    shutil.copy(mini, tmp_path / "mini.db")
    done = subprocess.run(
        [sys.executable, "-c", SIGNALLED, module, str(int(number)), str(times), *command.split()],
        cwd=tmp_path,
        env=clean_environment({"NETWEAVE_STORE": "mini.db"}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (status, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["mini.db"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device and a shell")
@pytest.mark.parametrize(
    ("streams", "answered", "refused"),
    [
        (">&-", 0, 2),
        (">&- 2>&-", 0, 2),
        ("2>/dev/full", 0, 2),
        (">/dev/full", 1, 2),
        (">/dev/full 2>/dev/full", 1, 2),
    ],
)
def test_streams_that_are_closed_or_full_are_survived(
    mini: str, tmp_path: Path, streams: str, answered: int, refused: int
) -> None:
    for words, status in (("info", answered), ("--help", answered), ("frobnicate", refused)):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {streams}', "sh", *COMMAND, *words.split()],
            cwd=tmp_path,
            env=clean_environment({"NETWEAVE_STORE": mini}),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status
        assert "Traceback" not in done.stderr


# A process that was started in the background ignores the keyboard, and so do its children.
LISTENING = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from netweave.cli.main import main; sys.exit(main())"
)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_from_the_keyboard_leaves_nothing_behind(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    rows = "".join(f"district:{n},District {n}\n" for n in range(300_000))
    (source / "districts.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    command = [sys.executable, "-c", LISTENING, "load", str(source), "--store", "new.db"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=clean_environment(), stdout=PIPE, stderr=PIPE
    ) as loading:
        while not (tmp_path / "new.db").exists() and loading.poll() is None:
            sleep(0.01)
        loading.send_signal(signal.SIGINT)
        out, err = loading.communicate(timeout=60)
    assert (loading.returncode, out, err.strip()) == (130, b"", b"")
    assert {path.name for path in tmp_path.iterdir()} == {"source"}


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_reader_that_has_seen_enough_is_no_error(full: str, form: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = subprocess.run(
            [*COMMAND, "list", "all", "--store", full, "--format", form],
            env=clean_environment(),
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("words", [["list", "all"], ["find", "risc"]])
def test_a_full_disk_is_one_message(full: str, words: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as disk:
        done = subprocess.run(
            [*COMMAND, *words, "--store", full],
            env=clean_environment(),
            stdout=disk,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "No space left on device" in done.stderr


@pytest.mark.parametrize("locale", ["cp1252", "ascii"])
def test_any_locale_gets_utf_8(run: Run, full: str, locale: str) -> None:
    done = run("connect", "Sanborn", "RSU 2", "--store", full, env={"PYTHONIOENCODING": locale})
    assert done.status == 0
    assert "│" in done.out


def test_no_colour_unless_in_a_terminal(run: Run, full: str) -> None:
    assert "\x1b" not in run("show", "Sanborn", "--store", full).out


def test_titles_are_bold_in_a_terminal_unless_no_color_is_set(full: str) -> None:
    words = ("show", "RSU 2", "--store", full)
    assert ask_here(*words, color=True).out.startswith("\x1b[1mRSU 2 (Hallowell, ME)\x1b")
    assert ask_here(*words, color=True, env={"NO_COLOR": "1"}).out == ask_here(*words).out


def test_progress_is_one_line_in_a_terminal_and_nothing_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("records") as tell:
        assert tell is None
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    with progress("records") as tell:
        assert tell is not None
        tell(10)
        tell(2_000)
    assert terminal.getvalue() == f"\r10 records …\r2,000 records …\r{' ' * 15}\r"


def test_usage_errors_show_how_to_get_help(ask: Ask) -> None:
    assert "Try 'netweave connect --help' for help." in ask("connect", "a").err


def test_errors_are_click_exceptions_so_that_any_runner_sees_them(full: str) -> None:
    with pytest.raises(click.ClickException, match="Nothing here is named"):
        netweave.main(["show", "zzz", "--store", full], standalone_mode=False)
