"""The wheel and the sdist, built and tried as users get them: `python -m tools.wheel`.

Both are built; the wheel goes into a clean environment, away from this folder; the demo and a
smoke script run there; it is made sure that nothing but `netweave` was installed with it, that
the sdist gives the same wheel, and that a type checker sees what the package promises.
"""

# ruff: noqa: INP001, S603, T201
# Beside a script, which runs our own commands and prints.

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

HOUSE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SMOKE = """
import sys
from importlib.util import find_spec

import netweave

for name in netweave.__all__:
    getattr(netweave, name)
with netweave.example() as store:
    found = netweave.connect(store, "district:nh-pittsfield", "district:ca-lindsay")
    assert found.distance == 5, found.distance
    assert netweave.overlap(store, top=1).rows
    assert "</html>" in netweave.view_ego(store, "district:ca-lindsay").html
rooms = {"graph", "loaders", "queries"}
assert not rooms & set(sys.modules), "a room is on the path under its own name"
assert [name for name in rooms if find_spec(name)] == []
"""
TYPED = """
import netweave

with netweave.example() as store:
    netweave.overlap(store, of="network")
    netweave.bridges(store).rows[0].betweennes
"""
"""A script with two wrong words, which a type checker is to find in lines 5 and 6."""


def main() -> int:
    """Build and try; the exit status is 0 if all is well."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        wheel, sdist = built(HOUSE, folder / "dist")
        tops = {entry.split("/")[0] for entry in names(wheel)}
        judge(sorted(tops), sorted({"netweave", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}))
        again, _ = built(unpacked(sdist, folder), folder / "again")
        judge(sorted(names(again)), sorted(names(wheel)))
        tried(wheel, folder)
    print(f"{wheel.name} holds netweave alone, and works where this folder is not.")
    return 0


def built(source: Path, target: Path) -> tuple[Path, Path]:
    """The wheel and the sdist of a source tree."""
    run(sys.executable, "-m", "hatchling", "build", "-d", str(target), cwd=source)
    return next(target.glob("*.whl")), next(target.glob("*.tar.gz"))


def names(wheel: Path) -> set[str]:
    """The files of a wheel."""
    with ZipFile(wheel) as file:
        return set(file.namelist())


def unpacked(sdist: Path, folder: Path) -> Path:
    """The source tree of an sdist."""
    with tarfile.open(sdist) as file:
        file.extractall(folder, filter="data")
    return folder / sdist.name.removesuffix(".tar.gz")


def tried(wheel: Path, folder: Path) -> None:
    """Install the wheel into a clean environment, and use it there."""
    uv, python = str(BIN / "uv"), str(folder / "clean" / "bin" / "python")
    run(uv, "venv", "--quiet", "--python", sys.executable, "clean", cwd=folder)
    install = (uv, "pip", "install", "--quiet", "--python", python)
    lock = str(HOUSE / "requirements.lock")
    run(*install, "--require-hashes", "-r", lock, cwd=folder)
    run(*install, "--no-deps", str(wheel), cwd=folder)
    away = folder / "away"
    away.mkdir()
    run(python, "-W", "error", "-c", SMOKE, cwd=away)
    run(str(Path(python).with_name("netweave")), "demo", cwd=away)
    (away / "script.py").write_text(TYPED, encoding="utf-8")
    checker = (str(BIN / "mypy"), "--strict", "--python-executable", python, "script.py")
    said = subprocess.run(checker, cwd=away, capture_output=True, text=True, check=False).stdout
    judge([line.split(":")[1] for line in said.splitlines() if ": error:" in line], ["5", "6"])


def judge(found: list[str], wanted: list[str]) -> None:
    """End with what is too much or lacks, if something is not as it should be."""
    if found != wanted:
        sys.exit(f"Not as it should be: {sorted({*found} ^ {*wanted})}")


def run(*command: str, cwd: Path) -> None:
    """Run a program; if it fails, what it said is told."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
