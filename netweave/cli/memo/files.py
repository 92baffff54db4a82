"""A memo as a file, by its ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.memo.written import as_html, as_markdown
from netweave.exports.replacing import COMMENT
from netweave.exports.whole import whole_file
from netweave.visuals.painting.figures import write_figure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netweave.cli.memo.memo import Memo


def write_memo(memo: Memo, target: Path, may: Callable[[Path], None]) -> None:
    """Write a memo; beside Markdown stands the picture, as SVG under the same name.

    Parameters
    ----------
    may
        Refuses a file that must stay as it is.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    ending = target.suffix.casefold()
    if ending == ".docx":
        from netweave.cli.memo.document import as_document  # noqa: PLC0415 - an extra

        with whole_file(target) as draft:
            as_document(memo, draft)
        return
    if ending == ".html":
        with whole_file(target) as draft:
            draft.write_text(as_html(memo), encoding="utf-8", newline="\n")
        return
    figure = _figure(memo, target.with_suffix(".svg"), may)
    with whole_file(target) as draft:
        text = f"{as_markdown(memo, figure)}\n{COMMENT}\n"
        draft.write_text(text, encoding="utf-8", newline="\n")


def _figure(memo: Memo, target: Path, may: Callable[[Path], None]) -> str | None:
    """The name of the file that the picture was written to, None if there is none."""
    if memo.picture is None:
        return None
    may(target)
    with whole_file(target) as draft:
        write_figure(memo.picture.svg, draft, ".svg")
    return target.name
