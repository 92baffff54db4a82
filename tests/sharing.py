"""What costs much is made once, also where several processes share the tests."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from graph.opening import open_store
from loaders.national import load_national

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]


class Demo(NamedTuple):
    """A folder in which ``netweave demo`` was run, and what it printed; tests change copies."""

    folder: Path
    printed: str


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process to ask for it fills, and all others find full."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # of this run, above the folders of its processes
    folder = base / f"shared-{name}"
    with (base / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = factory.mktemp(name)
            make(draft)
            draft.rename(folder)
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, as a newcomer runs it."""
    folder = made_once(tmp_path_factory, "demo", _run_demo)
    return Demo(folder, (folder / "printed").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory, demo: Demo) -> Path:
    """The store of the demo with all districts of the national directory; tests change copies."""

    def load_it(folder: Path) -> None:
        path = folder / "country.db"
        shutil.copy(demo.folder / "out" / "demo.db", path)
        with open_store(path) as store:
            load_national(store)

    return made_once(tmp_path_factory, "country", load_it) / "country.db"


def clean_environment() -> dict[str, str]:
    """The environment without what could change an answer."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NETWEAVE_", "NO_COLOR"))}
    ours = {"COLUMNS": "100", "NETWEAVE_CACHE": "", "PYTHONIOENCODING": "utf-8"}
    return {**kept, **ours, "PYTHONPATH": str(ROOT)}


def _run_demo(folder: Path) -> None:
    command = [sys.executable, "-m", "netweave.cli.main", "demo"]
    done = subprocess.run(
        command,
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    (folder / "printed").write_text(done.stdout, encoding="utf-8")
