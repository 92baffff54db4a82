"""Whether a path can be that of an offline store; what is none of ours is never touched."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from graph.errors import StoreError

LONGEST = 500
"""How many bytes SQLite can open of a path, from the root of the disk on."""
LONGEST_NAME = 240
"""How many bytes the name of a file may have, so that its journal can have its own."""
_OTHERS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class Made(NamedTuple):
    """A file by what tells it from all others on the machine, whatever its path."""

    device: int
    number: int


def look(path: str) -> os.stat_result | None:
    """What is known of the file at a path, None if there is nothing.

    Raises
    ------
    StoreError
        If it can be no store: it is not a plain file, or a link that leads to nothing.
    """
    _check_name(path)
    try:
        status = os.stat(path)
    except FileNotFoundError:
        if os.path.islink(path):
            raise StoreError(
                f"{path} is a link to {os.readlink(path)}, and nothing is there. If that is on a "
                "disk or a share, connect it; or point --store to another file."
            ) from None
        return None
    except OSError as error:
        raise StoreError(
            f"{path} cannot be opened ({error.strerror}). Point --store to another file."
        ) from error
    for is_one, what in _OTHERS:
        if is_one(status.st_mode):
            raise StoreError(f"{path} is {what}. --store takes the path of a file.")
    return status


def _check_name(path: str) -> None:
    if not path.strip():
        raise StoreError("The path of the store is empty. Give the path of a file.")
    if "\0" in path:
        raise StoreError("The path of the store has a zero character in it. Give another.")
    try:
        whole = len(os.fsencode(os.path.abspath(path)))
        name = len(os.fsencode(os.path.basename(path)))
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{path!a} holds half of a character and can be no path. Give another."
        ) from error
    if whole > LONGEST or name > LONGEST_NAME:
        raise StoreError(
            f"{path} is too long for the path of a store: its name may have {LONGEST_NAME} bytes, "
            f"and all of it, from the root on, {LONGEST}. Give a shorter one."
        )


def plain(path: str) -> str:
    """The path as SQLite takes it for that of a file, whatever it begins with.

    To SQLite ``:memory:`` is no file, and ``file:graph.db`` an address.
    """
    return os.path.join(os.curdir, path)


def make(path: str) -> Made | None:
    """Make an empty file where there is none; None if there is one already.

    Raises
    ------
    StoreError
        If it cannot be made, or what is there can be no store.
    """
    if look(path) is not None:
        return None
    try:
        # A link is not followed, and what others have made meanwhile is not ours.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        look(path)
        return None
    except OSError as error:
        raise StoreError(cannot_open(path)) from error
    with os.fdopen(handle) as file:
        return _of(os.fstat(file.fileno()))


def made(path: str) -> Made | None:
    """The file at a path, None if there is none."""
    status = look(path)
    return None if status is None else _of(status)


def remove(path: str, ours: Made) -> None:
    """Take away a file that was made here, if it is still the one at this path, and empty."""
    try:
        status = os.lstat(path)
        if _of(status) == ours and stat.S_ISREG(status.st_mode) and not status.st_size:
            os.unlink(path)
    except OSError:
        return  # It is gone already, or may not be removed: an empty file is no store.


def cannot_open(path: str) -> str:
    """The sentence for a file that cannot be opened or made."""
    return f"{path} cannot be opened. Is the folder there, and may you read and write it?"


def _of(status: os.stat_result) -> Made:
    return Made(status.st_dev, status.st_ino)
