"""One verb for all exports: the ending of the path says what is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.asking import once_more
from graph.errors import QuestionError
from graph.spells import read_as_of
from netweave.exports.graph_files import WRITERS, write_graph
from netweave.exports.house import ExportedFile, is_house_file, write_house

if TYPE_CHECKING:
    from graph.store import Reader


@once_more
def export(store: Reader, target: str, *, as_of: str | None = None) -> list[ExportedFile]:
    """Write a whole graph to a file or a folder, all or nothing.

    Parameters
    ----------
    target
        A path that ends in ``.graphml``, ``.gexf`` or ``.json`` (node-link); or that of a
        folder, without an ending or with a slash at its end: the house folder, which loads back
        to an equal graph.
    as_of
        Only ties that held on this date. All entities are written.

    Returns
    -------
    list of ExportedFile
        Each file that was written.

    Raises
    ------
    QuestionError
        If the path has another ending.
    ExportError
        If it cannot be written; then everything is as it was.
    """
    path = Path(target)
    ending = path.suffix.casefold()
    if is_folder(target):
        return write_house(store, path if path.name else path.resolve(), read_as_of(as_of))
    if ending not in WRITERS:
        raise QuestionError(
            f"{target}: the ending {path.suffix} is none that can be written. Give a path that "
            f"ends in {', '.join(WRITERS)}, or that of a folder, with a slash at its end."
        )
    return [ExportedFile(path.name, *write_graph(store, path, ending, as_of=as_of))]


def own_files(target: str) -> list[Path]:
    """The files that an export to this path would replace."""
    path = Path(target)
    if not is_folder(target):
        return [path]
    there = path.iterdir() if path.is_dir() else ()
    return sorted(file for file in there if is_house_file(file.name))


def is_folder(target: str) -> bool:
    """Whether a path is meant to be a folder rather than a file."""
    path = Path(target)
    return target.endswith(("/", "\\")) or not path.suffix or path.is_dir()
