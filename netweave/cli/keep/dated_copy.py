"""A dated copy of an offline store, made before a command that takes something out of it.

The copies lie in a folder beside the store, ``graph.copies`` for ``graph.db``; the newest few are
kept. They are stores like any other: `netweave copy` brings one back.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.offline.places import plain
from graph.opening import is_there

if TYPE_CHECKING:
    from collections.abc import Generator

VARIABLE = "NETWEAVE_COPIES"
KEPT = 5
"""How many copies are kept, if the environment does not say."""
_TIME = "%Y-%m-%dT%H%M%S"
_OURS = re.compile(r"\.before-[a-z]+-(\d{4}-\d\d-\d\dT\d{6})(-\d+)?\.db")


@contextmanager
def copied_before(act: str, target: str, *, wanted: bool = True) -> Generator[None]:
    """Make a copy of a store before the block, and say so when it has ended well.

    Where the block fails, the copy is not needed and goes again. That none can be made is a
    warning, and keeps nobody from working.

    Parameters
    ----------
    act
        What is done to the store, for the name of the copy.
    wanted
        Whether the block will change anything.
    """
    copy = _copy(act, Path(target)) if wanted and "://" not in target and _kept() else None
    try:
        yield
    except BaseException:
        if copy is not None:
            _remove(copy)
        raise
    if copy is not None:
        _forget_oldest(copy.parent, Path(target).stem)
        click.echo(f"A copy of {target} as it was before: {copy}", err=True)


def _kept() -> int:
    wanted = os.environ.get(VARIABLE, "").strip() or str(KEPT)
    if not (wanted.isascii() and wanted.isdigit()):
        raise click.UsageError(f"{VARIABLE} is {wanted!r}. Give the number of copies to keep.")
    return int(wanted)


def _copy(act: str, store: Path) -> Path | None:
    """A copy of the store, None if there is nothing to copy or no copy can be made."""
    if not is_there(str(store)):
        return None
    draft = None
    try:
        path = _free(act, store)
        draft = path.with_suffix(".part")
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(plain(str(store)))) as db:
            db.execute("VACUUM INTO ?", (plain(str(draft)),))
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        if draft is not None:
            _remove(draft)
        why = (error.strerror if isinstance(error, OSError) else None) or error
        click.echo(f"Warning: No copy of {store} could be made before ({why}).", err=True)
        return None
    return path


def _free(act: str, store: Path) -> Path:
    """A name that no copy has yet."""
    folder = store.with_name(f"{store.stem}.copies")
    folder.mkdir(exist_ok=True)
    name = f"{store.stem}.before-{act}-{datetime.now(UTC).strftime(_TIME)}"
    number, path = 1, folder / f"{name}.db"
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{name}-{number}.db"
    return path


def _forget_oldest(folder: Path, stem: str) -> None:
    found = ((_OURS.fullmatch(path.name[len(stem) :]), path) for path in folder.glob("*.db"))
    ours = [
        (match[1], int((match[2] or "-1")[1:]), path)
        for match, path in found
        if match and path.name.startswith(stem) and path.is_file() and not path.is_symlink()
    ]
    for *_, path in sorted(ours)[: -_kept()]:
        _remove(path)


def _remove(copy: Path) -> None:
    """Take away a copy that was made here, and its folder with the last one."""
    with suppress(OSError):
        copy.unlink(missing_ok=True)
        copy.parent.rmdir()  # it fails, rightly, if others are left
