"""Whether a path may be written: never the store that is open, and nothing that is not ours.

What netweave writes carries a mark, by which it is known again: pages a generator, figures and
graphs a comment or a field, answers in JSON their keys. CSV has no room for a mark, so that a file
of that kind is never taken for ours.
"""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from netweave.exports.whole import ExportError

if TYPE_CHECKING:
    from pathlib import Path

COMMENT = "<!-- generator: netweave -->"
"""The mark of Markdown and XML, at the end of the file."""
SOFTWARE = "netweave"
"""The mark of a PNG, in its field ``Software``; and of a graph in JSON, as its ``generator``."""

_SEEN = 1 << 16
_COMMENT = re.compile(re.escape(COMMENT.encode()) + rb"\s*\Z")
_PAGE = re.compile(rb'<meta name="generator" content="netweave[ "]')
_MARKS = {
    ".html": _PAGE,
    ".htm": _PAGE,
    ".svg": _COMMENT,
    ".graphml": _COMMENT,
    ".gexf": _COMMENT,
    ".md": _COMMENT,
    ".png": re.compile(rb"\A\x89PNG.{0,200}tEXtSoftware\0netweave", re.DOTALL),
    ".json": re.compile(
        rb'\A\{\s*"question": "[^"]*",\s*"store": \{|\A\{[^{}]*"graph": \{"generator": "netweave"'
    ),
}


def refuse_foreign(target: Path, store: str | None = None, *, force: bool = False) -> None:
    """Make sure that a file may be written.

    Parameters
    ----------
    store
        The store that is open, which is never replaced.
    force
        Replace files that netweave did not make. A link is then replaced itself.

    Raises
    ------
    ExportError
        If it may not.
    """
    try:
        there = target.lstat()
    except OSError:
        return  # It is not there; or whoever writes will say what is wrong.
    if store is not None and _is_store(target, store):
        raise ExportError(f"{target} is the store itself. Give another name.")
    if not (stat.S_ISREG(there.st_mode) or stat.S_ISLNK(there.st_mode)):
        raise ExportError(f"{target} is no file that could be replaced. Give another name.")
    if not force and (stat.S_ISLNK(there.st_mode) or not _is_ours(target, there.st_size)):
        raise ExportError(
            f"{target} is there already, and it is not certain that netweave made it. Give another "
            "name, or replace it with --force."
        )


def _is_store(target: Path, store: str) -> bool:
    try:
        return "://" not in store and target.samefile(store)
    except OSError:
        return False


def _is_ours(path: Path, size: int) -> bool:
    """Whether a file carries our mark, or holds nothing at all."""
    if not size:
        return True
    mark = _MARKS.get(path.suffix.casefold())
    if mark is None:
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_SEEN)
            file.seek(max(0, size - _SEEN))
            return bool(mark.search(start) or (mark is _COMMENT and mark.search(file.read())))
    except OSError:
        return False
