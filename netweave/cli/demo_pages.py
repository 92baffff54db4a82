"""Where the demo puts its pages: beside the graph, all of them or none."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave.cli.door.output import check_target
from netweave.cli.door.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Generator

    from netweave.atlas.page import Atlas
    from netweave.visuals.page.page import Page as HtmlPage

DRAFTS = ".netweave-demo"
"""Where pages wait until all are written."""


def saved(page: HtmlPage | Atlas, target: str, name: str) -> str:
    """The file of a page that is written beside the graph."""
    file = Path(target).with_name(f"{name}.html")
    check_target(click.get_current_context().ensure_object(Settings), str(file))
    page.save(file.parent / DRAFTS / file.name)
    return file.as_posix()


@contextmanager
def pages_whole(folder: Path) -> Generator[None]:
    """A folder for pages within another, where they are put once all are written."""
    drafts = folder / DRAFTS
    drafts.mkdir(exist_ok=True)
    try:
        yield
        for page in sorted(drafts.iterdir()):
            page.replace(folder / page.name)
    finally:
        shutil.rmtree(drafts, ignore_errors=True)
