"""A finished page: to save and mail as a page or a figure, or to show in a notebook."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from netweave.exports.whole import whole_file
from netweave.visuals.painting.figures import ENDINGS, write_figure

if TYPE_CHECKING:
    from os import PathLike


class Page:
    """One picture as one HTML file that needs nothing else.

    Attributes
    ----------
    html
        The file.
    title
        Its title.
    words
        What it shows, in a paragraph.
    svg
        The static picture that is inside it.
    scene, origin
        What it was drawn from, and where that comes from in a line, for figures.
    """

    def __init__(
        self,
        html: str,
        title: str,
        words: str,
        svg: str,
        *,
        scene: object | None = None,
        origin: str = "",
    ) -> None:
        self.html = html
        self.title = title
        self.words = words
        self.svg = svg
        self.scene = scene
        self.origin = origin

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the page, all of it or nothing; what was there before is replaced.

        Parameters
        ----------
        path
            With the ending ``.png`` or ``.svg`` the static picture is written alone, else the page
            as HTML in UTF-8.

        Raises
        ------
        NetweaveError
            If it cannot be written there.
        """
        target = Path(path)
        ending = target.suffix.lower()
        with whole_file(target) as draft:
            if ending in ENDINGS:
                write_figure(self.svg, draft, ending)
            else:
                draft.write_text(self.html, encoding="utf-8", newline="\n")
        return target

    def __repr__(self) -> str:
        return f"<Page {self.title!r}>"

    def _repr_html_(self) -> str:
        """The page in a notebook, shut off from it.

        Where a saved notebook is shown without its frames (on a code host, say), the static
        picture and the words take its place.
        """
        image = b64encode(self.svg.encode()).decode()
        title = escape(self.title)
        return (
            "<style>.netweave-live + .netweave-still { display: none; }</style>"
            '<iframe class="netweave-live" width="100%" height="780" loading="lazy" '
            'style="border: 1px solid #c6ccd4" '
            'sandbox="allow-scripts allow-downloads allow-popups '
            f'allow-popups-to-escape-sandbox" title="{title}" srcdoc="{escape(self.html)}">'
            "</iframe>"
            f'<div class="netweave-still"><img alt="{title}" width="960" '
            f'src="data:image/svg+xml;base64,{image}"><p>{escape(self.words)}</p></div>'
        )
