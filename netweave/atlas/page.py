"""The page of the atlas: one file that needs nothing else, or a page with its data beside it."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from netweave.atlas.pack import compressed
from netweave.exports.whole import whole_file, whole_folder
from netweave.version import __version__
from netweave.visuals.page.scripts import digest, themed

if TYPE_CHECKING:
    from collections.abc import Mapping

ASSETS = Path(__file__).parent / "assets"
ENGINE = (
    "dates",
    "spells",
    "graph",
    "belonging",
    "lattice",
    "flow",
    "words",
    "connect",
    "asking",
    "field",
)
NAMES = ("folding", "naming", "search")
PAGE = ("dom", "address", "words", "box", "entity", "field", "route", "overview", "form", "start")
TITLE = "Networks of school districts"
INDEX, DATA, ROBOTS = "index.html", "atlas.data", "robots.txt"
"""The files of a folder: the page, what it fetches, and that search engines are to leave it."""
_ROBOTS = "User-agent: *\nDisallow: /\n"


class Atlas:
    """The page, to save as one file or as a folder.

    Parameters
    ----------
    pack
        What `netweave.atlas.pack.packed` gives.
    title
        What stands above the page, and on its tab.
    """

    def __init__(self, pack: Mapping[str, Any], title: str = TITLE) -> None:
        self.pack = pack
        self.title = title

    @property
    def html(self) -> str:
        """The page as one file, with its data inside."""
        return _filled(self.pack, self.title, data=compressed(self.pack))

    @property
    def served(self) -> str:
        """The page as a server gives it, which answers the questions too."""
        return _filled(self.pack, self.title, source=DATA, asking=True)

    def save(self, target: Path) -> Path:
        """Write the page, whole, or leave what was there as it was.

        Raises
        ------
        ExportError
            If it cannot be written.
        """
        with whole_file(target) as draft:
            draft.write_text(self.html, encoding="utf-8", newline="\n")
        return target

    def save_folder(self, folder: Path) -> list[Path]:
        """Write a folder for a web site: the page, and its data as a file that it fetches.

        Raises
        ------
        ExportError
            If the folder holds other things, or cannot be written.
        """
        files = {
            INDEX: _filled(self.pack, self.title, source=DATA),
            DATA: compressed(self.pack),
            ROBOTS: _ROBOTS,
        }
        with whole_folder(folder, files.__contains__) as draft:
            for name, content in files.items():
                (draft / name).write_text(content, encoding="utf-8", newline="\n")
        return [folder / name for name in files]


def _filled(
    pack: Mapping[str, Any], title: str, *, data: str = "", source: str = "", asking: bool = False
) -> str:
    template = Template((ASSETS / "atlas.html").read_text(encoding="utf-8"))
    described = _described(pack)
    return template.substitute(
        policy=_policy(fetching=bool(source)),
        version=__version__,
        title=escape(title),
        description=escape(f"{described} Type two names and see how they are connected."),
        head=_preview(title, described) if source else "",
        style=_style(),
        script=_script(),
        foot=escape(_foot(pack, described)),
        source=_sources(source, asking=asking),
        data=data,
    )


def _sources(source: str, *, asking: bool) -> str:
    """Where the page finds its data, and who answers, if it does not do so itself."""
    found = f' data-source="{source}"' if source else ""
    return f'{found} data-ask="ask/"' if asking else found


def _described(pack: Mapping[str, Any]) -> str:
    """What is in it, in a sentence."""
    kinds = [pack["kinds"][kind] for kind in pack["entities"]["kind"]]
    districts = sum(kind["name"] == "district" for kind in kinds)
    groups = sum(kind["collective"] for kind in kinds)
    return f"{districts:,} school districts, and {groups:,} networks and groups of theirs."


def _foot(pack: Mapping[str, Any], described: str) -> str:
    made = pack["made"]
    terms = [f"as of {made['as_of']}" if made["as_of"] else "all dates"]
    terms += [f"within {made['within']}"] if made["within"] else []
    return (
        f"{described} Data {made['store']['data_hash'][:12]}, {', '.join(terms)}. "
        f"Made with netweave {made['version']}. This page sends nothing anywhere."
    )


def _preview(title: str, described: str) -> str:
    """What others show of a link to the page, and that search engines are to leave it alone."""
    return (
        '<meta name="robots" content="noindex">\n'
        '<meta property="og:type" content="website">\n'
        f'<meta property="og:title" content="{escape(title)}">\n'
        f'<meta property="og:description" content="{escape(described)}">\n'
        '<meta name="twitter:card" content="summary">\n'
    )


@cache
def _policy(*, fetching: bool) -> str:
    """Only our script runs and only our style applies; data are fetched from beside the page."""
    connect = "connect-src 'self'; " if fetching else ""
    return (
        f"default-src 'none'; script-src {digest(_script())}; style-src {digest(_style())}; "
        f"{connect}base-uri 'none'; form-action 'none'"
    )


@cache
def _script() -> str:
    engine = [f"engine/{name}.js" for name in (*ENGINE, *NAMES)]
    parts = [*engine, *(f"page/{name}.js" for name in PAGE)]
    texts = ((ASSETS / part).read_text(encoding="utf-8") for part in parts)
    return "(function () {\n'use strict';\n" + "\n".join(texts) + "\n})();\n"


@cache
def _style() -> str:
    return themed((ASSETS / "atlas.css").read_text(encoding="utf-8"))
