"""What README.md and docs/ show is what happens: their sessions and programs are run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.sharing import clean_environment
from tests.three_rosters import ROSTERS, fill_in

if TYPE_CHECKING:
    from tests.sharing import Demo

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BY_HAND = ("README.md", ["review", "review.xlsx"])
"""Before this command a person has decided in the workbook."""
BLOCK = re.compile(r"^```(console|python|output)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A command or a program of a page, where it is run, and what the page says it prints."""

    page: str
    code: str
    printed: str
    is_command: bool
    place: str = ""


class Printed(NamedTuple):
    """What a command or a program printed, and what it complained of."""

    out: str
    err: str


def sessions(page: str, text: str) -> list[Example]:
    """The commands of a console block, each with the lines below it; `cd` leads elsewhere."""
    found: list[Example] = []
    place = ""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        if command.startswith("cd "):
            place = command.removeprefix("cd ")
        else:
            found.append(Example(page, command, printed, is_command=True, place=place))
    return found


def examples(path: Path) -> list[Example]:
    page = path.relative_to(ROOT).as_posix()
    found: list[Example] = []
    for kind, text in BLOCK.findall(path.read_text(encoding="utf-8")):
        if kind == "console":
            found += sessions(page, text)
        elif kind == "python":
            found.append(Example(page, text, "…\n", is_command=False))
        elif found and not found[-1].is_command:
            found[-1] = found[-1]._replace(printed=text)
    return found


EXAMPLES = [example for path in PAGES for example in examples(path)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, demo: Demo) -> Path:
    """A folder in which the demo was run, with three rosters in one beside it."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(demo.folder / "out", folder / "out")
    shutil.copytree(ROSTERS, folder / "rosters")
    return folder


def words(command: str, place: Path) -> list[str]:
    """A command as a shell reads it: names with stars are those of files."""
    found: list[str] = []
    for word in shlex.split(command):
        found += sorted(path.name for path in place.glob(word)) if "*" in word else [word]
    return found


def run(command: list[str], folder: Path) -> Printed:
    done = subprocess.run(
        command,
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Printed(done.stdout, done.stderr)


def agrees(printed: str, shown: str) -> bool:
    """Whether a page shows what was printed; "…" stands for any lines, or any text of a line."""
    parts = re.split(r"^…\n", shown, flags=re.MULTILINE)
    texts = (re.escape(part.rstrip("\n")).replace("…", ".*") for part in parts)
    pattern = r"(?:.*\n)*?".join(f"{text}\\n*" for text in texts)
    return re.fullmatch(pattern, printed) is not None


def test_the_pages_have_examples() -> None:
    assert {example.page for example in EXAMPLES} >= {"README.md"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.page}: {e.code.splitlines()[0]}")
def test_an_example_prints_what_its_page_shows(example: Example, folder: Path, demo: Demo) -> None:
    if example.code == "netweave demo":
        printed = Printed(demo.printed, "")
    elif example.is_command:
        place = folder / example.place
        command = words(example.code, place)
        assert command[0] == "netweave", "a console block shows netweave alone"
        if (example.page, command[1:]) == BY_HAND:
            fill_in(place / "review.xlsx")
        printed = run([sys.executable, "-m", "netweave.cli.main", *command[1:]], place)
    else:
        printed = run([sys.executable, "-c", example.code], folder)
    assert agrees(printed.out, example.printed), printed


@pytest.mark.parametrize(
    ("printed", "shown", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\nc\n", "a\n…\nc\n", True),
        ("a\nc\n", "a\n…\nc\n", True),
        ("a\nb\n", "a\n", False),
        ("a\nb\n", "…\n", True),
        ("a\nb\n", "a\nx\n", False),
        ("", "", True),
        ("a\n", "", False),
        ("5 in 3\nb\n", "5 in …\nb\n", True),
        ("5 in 3\nb\n", "6 in …\nb\n", False),
    ],
)
def test_a_line_of_dots_stands_for_any_lines(printed: str, shown: str, same: bool) -> None:
    assert agrees(printed, shown) is same
