"""All of a file or folder, or nothing: what is written takes its place only once it is complete."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import NetweaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


class ExportError(NetweaveError):
    """A graph cannot be written to the files that were asked for."""


@contextmanager
def whole_file(target: Path) -> Generator[Path]:
    """A path to write to, which becomes the target when the block ends well.

    Raises
    ------
    ExportError
        If the file cannot be written, or the target is no plain file, which is left as it is.
    """
    leads_nowhere = target.is_symlink() and not target.exists()
    if leads_nowhere or (target.exists() and not target.is_file()):
        raise ExportError(
            f"{target} is a folder, a device, or a link that leads nowhere, and no plain file. It "
            "is as it was; give another name."
        )
    with _beside(target) as room:
        draft = room / target.name
        yield draft
        draft.replace(target)


@contextmanager
def whole_folder(target: Path, is_ours: Callable[[str], bool]) -> Generator[Path]:
    """A folder to write to, whose files become those of the target when the block ends well.

    Parameters
    ----------
    target
        A new folder, an empty one, or one that holds files of the same layout. Those files are
        replaced; whatever else lies there stays.
    is_ours
        Whether a file of this name belongs to the layout.

    Raises
    ------
    ExportError
        If the folder holds other things alone, or cannot be written. It is then as it was.
    """
    with _beside(target) as room:
        old = _old_files(target, is_ours)
        draft = room / target.name
        draft.mkdir()
        yield draft
        if target.is_dir():
            _move_in(draft, target, old)
        else:
            draft.replace(target)


@contextmanager
def _beside(target: Path) -> Generator[Path]:
    """A folder for drafts beside the target, so that moving a draft there is one step."""
    parent = target.parent
    if not parent.is_dir():
        raise ExportError(f"There is no folder {parent} to write {target.name} to. Make it first.")
    try:
        room = Path(tempfile.mkdtemp(prefix=".netweave-", dir=parent))
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)
    except OSError as error:
        raise ExportError(
            f"{target} cannot be written ({error.strerror or error}). It is as it was."
        ) from error


def _old_files(target: Path, is_ours: Callable[[str], bool]) -> list[str]:
    if target.exists() and not target.is_dir():
        raise ExportError(f"{target} is a file, and the export is a folder. Give another name.")
    names = [path.name for path in target.iterdir()] if target.is_dir() else []
    ours = [name for name in names if is_ours(name)]
    if names and not ours:
        raise ExportError(
            f"{target} holds other files, and no house folder. Give a new or an empty folder."
        )
    return ours


def _move_in(draft: Path, target: Path, old: list[str]) -> None:
    new = [path.name for path in draft.iterdir()]
    for name in old:
        # Another form of the same file, such as districts.csv.gz, would contradict the new one.
        if name not in new:
            (target / name).unlink()
    for name in new:
        (draft / name).replace(target / name)
