"""The command as tests use it: in this process, and as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest
from click.testing import CliRunner

from graph.dates import days
from graph.opening import open_store
from loaders.load import load
from netweave.cli.door.group import netweave
from netweave.data import bundled
from tests import sharing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Draw

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT / "tests" / "data" / "mini"


class Done(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document that it printed, after no complaint."""
        assert self.status == 0, self.err
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document


class Ask(Protocol):
    """Runs the command with arguments, within this process."""

    def __call__(self, *arguments: str, env: Mapping[str, str] | None = None) -> Done: ...


class Drawn(Protocol):
    """Makes a store of a drawing (see `tests/conftest.py`)."""

    def __call__(self, drawing: str) -> str: ...


class Run(Protocol):
    """Runs the command with arguments as a process of its own."""

    def __call__(
        self, *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Done: ...


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the bundled data set."""
    return _loaded(tmp_path_factory.mktemp("full") / "full.db", bundled())


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the small extract."""
    return _loaded(tmp_path_factory.mktemp("mini") / "mini.db", MINI)


@pytest.fixture
def drawn(draw: Draw, tmp_path: Path) -> Drawn:
    """Makes a store of a drawing."""

    def draw_one(drawing: str) -> str:
        target = tmp_path / "drawn.db"
        with open_store(target, create=True) as store:
            store.write(draw(drawing))
        return str(target)

    return draw_one


@pytest.fixture
def ask() -> Ask:
    """Runs the command within this process."""
    return ask_here


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command as a process of its own, in an empty folder unless said."""

    def run_one(
        *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "netweave.cli.main", *arguments],
            cwd=cwd or tmp_path,
            env=clean_environment(env),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run_one


def clean_environment(further: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what could change an answer."""
    return {**sharing.clean_environment(), **(further or {})}


def asked_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of an answer, without the day on which it was given."""
    asked = dict(document["parameters"])
    assert days(asked.pop("today"))
    return asked


def _loaded(target: Path, source: Path) -> str:
    with open_store(target, create=True) as store:
        load([source], store)
    return str(target)


def ask_here(*arguments: str, env: Mapping[str, str] | None = None, color: bool = False) -> Done:
    """Run the command within this process; with ``color`` as if in a terminal."""
    without = {"NETWEAVE_STORE": None, "NETWEAVE_DEBUG": None, "NO_COLOR": None, "COLUMNS": "100"}
    result = CliRunner(env={**without, **(env or {})}).invoke(netweave, arguments, color=color)
    return Done(result.exit_code, result.stdout, result.stderr)
