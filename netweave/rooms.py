"""Are the rooms ours? `graph`, `loaders` and `queries` are names that others use too.

A foreign package of that name, or a file `graph.py` in the folder one works in, would be
imported in place of our room and fail somewhere deep inside. So the front door and the command
ask here first. This module imports the standard library alone, and executes no room.
"""
# ruff: noqa: PTH100, PTH112, PTH118, PTH119, PTH120
# Every start passes here, and importing pathlib takes ten times as long as the check itself.

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from os.path import abspath, basename, dirname, isdir, join, realpath

ROOMS = ("graph", "loaders", "queries")
"""The rooms beside `netweave`: top-level packages with plain names."""

HOME = dirname(dirname(abspath(__file__)))
"""The folder that holds `netweave` and its rooms."""


class ForeignRoomError(ImportError):
    """Something else answers to the name of a room of netweave."""


@cache
def check_rooms() -> None:
    """Make sure that the rooms Python would import are the ones beside this package.

    Takes a few hundred microseconds the first time, and nothing once it has passed.

    Raises
    ------
    ForeignRoomError
        Its message is one sentence: which package or file stands in the way, and what to do.
    """
    if all(isdir(join(dirname(abspath(__file__)), room)) for room in ROOMS):
        return  # Installed from a wheel, which has the rooms inside.
    for room in ROOMS:
        complaint = _complaint(room)
        if complaint:
            raise ForeignRoomError(f"netweave cannot start: {complaint}", name=room)


def _complaint(room: str) -> str | None:
    """What is wrong with a room, None if it is ours."""
    origin = _origin(room)
    if origin is None:
        return (
            f"its own package {room!r} is not in {HOME}; install netweave again, in an "
            "environment of its own."
        )
    if not _is_same(dirname(origin), join(HOME, room)):
        return _in_the_way(room, origin)
    if not _holds_only_a_docstring(origin):
        return (
            f"{origin} holds code, which it never does in netweave, so another package was "
            "installed over it; install netweave again, in an environment of its own."
        )
    return None


def _origin(room: str) -> str | None:
    """The file that Python would run for this room, None if there is none."""
    try:
        spec = find_spec(room)
    except ValueError:
        return f"<{room}>"  # A module that the program itself made under this name.
    return None if spec is None else spec.origin


def _is_same(folder: str, ours: str) -> bool:
    """Whether it is exactly our folder, by whatever path it is reached."""
    return folder == ours or realpath(folder) == realpath(ours)


def _in_the_way(room: str, origin: str) -> str:
    what = f"the package {dirname(origin)}" if basename(origin) == "__init__.py" else origin
    return (
        f"{what} takes the place of its own package {room!r}; if it is yours, rename it or start "
        "from another folder, and else install netweave in an environment of its own."
    )


def _holds_only_a_docstring(init: str) -> bool:
    """Whether running this file does nothing, so that it is ours or might as well be."""
    try:
        with open(init, encoding="utf-8") as file:  # noqa: PTH123 - see above
            text = file.read().strip()
    except (OSError, UnicodeDecodeError):
        return False
    return not text or (text[:3] == text[-3:] == '"""' and text.count('"""') == 2)
