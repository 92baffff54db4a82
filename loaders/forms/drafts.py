"""Files written beside their place first, so that nobody ever sees a part of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PREFIX = ".netweave-"
"""How the names of drafts begin. Readers of folders pass hidden files over."""


def draft_of(
    target: Path, content: bytes, folder: Path | None = None, *, mode: int | None = None
) -> Path:
    """Write what is to become a file, on the disk to stay: ``replace`` then puts it in its place.

    Parameters
    ----------
    folder
        Where it waits, on the same disk; None for the folder of the target.
    mode
        The permissions of the file; None for those that a new file has.

    Raises
    ------
    OSError
        If it cannot be written, with the target as the name of the file. Nothing is left then.
    """
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=PREFIX, dir=folder or target.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask() if mode is None else mode)
    except BaseException as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(target)
        raise
    return draft


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
