"""The rooms that Python imports are ours, and if they are not, one sentence says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import netweave
from netweave.rooms import ROOMS

HOUSE = Path(__file__).resolve().parents[2]
FRONT_DOOR = "import netweave; print(netweave.Node.__name__)"
COMMAND = "import sys; from netweave.cli.main import main; sys.exit(main())"
FOREIGN = "print('foreign code ran')\n"


def start(
    *arguments: str, cwd: Path, path: tuple[Path, ...] = (HOUSE,)
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with these folders before all others on its path."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    environment.pop("PYTHONSAFEPATH", None)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def foreign_package(folder: Path, room: str) -> Path:
    package = folder / "site" / room
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(FOREIGN, encoding="utf-8")
    return package


def installed_script(folder: Path) -> Path:
    """The launcher as installers write it; it puts its own folder on the path, not yours."""
    script = folder / "bin" / "netweave"
    script.parent.mkdir()
    script.write_text(COMMAND, encoding="utf-8")
    return script


def bare_house(folder: Path, *rooms: str) -> Path:
    """A copy of the front door, with these rooms empty beside it."""
    home = folder / "home"
    (home / "netweave").mkdir(parents=True)
    for name in ("__init__.py", "rooms.py", "version.py"):
        shutil.copy(HOUSE / "netweave" / name, home / "netweave")
    for room in rooms:
        (home / room).mkdir()
        (home / room / "__init__.py").write_text('"""Ours."""\n', encoding="utf-8")
    return home


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_ours(room: str) -> None:
    found = Path(import_module(room).__file__ or "")
    assert found.parent == HOUSE / room, f"{room!r} comes from {found}."


def test_the_front_door_opens_from_any_folder(tmp_path: Path) -> None:
    assert start("-c", FRONT_DOOR, cwd=tmp_path).stdout == "Node\n"


@pytest.mark.parametrize("room", ROOMS)
def test_a_foreign_package_first_on_the_path_is_named(room: str, tmp_path: Path) -> None:
    package = foreign_package(tmp_path, room)
    done = start("-c", FRONT_DOOR, cwd=tmp_path, path=(package.parent, HOUSE))
    assert done.returncode == 1
    assert done.stdout == ""
    assert last_line(done.stderr) == (
        f"netweave.rooms.ForeignRoomError: netweave cannot start: the package {package} takes the "
        f"place of its own package {room!r}; if it is yours, rename it or start from another "
        "folder, and else install netweave in an environment of its own."
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_file_in_the_working_folder_is_named(room: str, tmp_path: Path) -> None:
    mine = tmp_path / f"{room}.py"
    mine.write_text(FOREIGN, encoding="utf-8")
    done = start("-c", FRONT_DOOR, cwd=tmp_path)
    assert done.stdout == ""
    assert f"netweave cannot start: {mine} takes the place" in last_line(done.stderr)


def test_a_folder_that_is_no_package_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    assert start("-c", FRONT_DOOR, cwd=tmp_path).stdout == "Node\n"


def test_a_module_that_a_program_made_itself_is_found_out(tmp_path: Path) -> None:
    made = "import sys, types; sys.modules['graph'] = types.ModuleType('graph'); "
    done = start("-c", made + FRONT_DOOR, cwd=tmp_path)
    assert "netweave cannot start: <graph> takes the place" in last_line(done.stderr)


def test_a_missing_room_is_missed(tmp_path: Path) -> None:
    home = bare_house(tmp_path, "graph", "loaders")
    done = start("-S", "-c", FRONT_DOOR, cwd=tmp_path, path=(home,))
    assert f"its own package 'queries' is not in {home}; install" in last_line(done.stderr)


def test_a_room_that_another_installation_has_written_over_is_found_out(tmp_path: Path) -> None:
    home = bare_house(tmp_path, *ROOMS)
    (home / "graph" / "__init__.py").write_text(FOREIGN, encoding="utf-8")
    done = start("-S", "-c", FRONT_DOOR, cwd=tmp_path, path=(home,))
    assert done.stdout == ""
    assert "another package was installed over it" in last_line(done.stderr)


def test_rooms_reached_by_another_path_are_ours(tmp_path: Path) -> None:
    home = bare_house(tmp_path, *ROOMS)
    (tmp_path / "link").symlink_to(home)
    seen = "import netweave, sys; sys.path[:] = [sys.path[1].replace('link', 'home')] + sys.path; "
    done = start(
        "-S", "-c", seen + "netweave.rooms.check_rooms()", cwd=tmp_path, path=(tmp_path / "link",)
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_asking_for_the_version_needs_no_room(tmp_path: Path) -> None:
    (tmp_path / "graph.py").write_text(FOREIGN, encoding="utf-8")
    done = start("-c", "import netweave; print(netweave.__version__)", cwd=tmp_path)
    assert done.stdout.strip() == netweave.__version__


def test_the_command_says_in_one_line_which_file_is_in_the_way(tmp_path: Path) -> None:
    mine = tmp_path / "graph.py"
    mine.write_text(FOREIGN, encoding="utf-8")
    done = start("-c", COMMAND, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(mine) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_command_says_in_one_line_which_package_is_in_the_way(tmp_path: Path) -> None:
    package = foreign_package(tmp_path, "loaders")
    script = installed_script(tmp_path)
    done = start(str(script), cwd=tmp_path, path=(package.parent, HOUSE))
    assert (done.returncode, done.stdout) == (1, "")
    assert str(package) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_installed_command_does_not_see_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / "graph.py").write_text(FOREIGN, encoding="utf-8")
    done = start(str(installed_script(tmp_path)), "--version", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "foreign" not in done.stdout
