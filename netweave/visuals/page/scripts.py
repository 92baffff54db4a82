"""The scripts and the style of a page, and the policy that lets these and no others run."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.picture.palette import DARK, LIGHT

if TYPE_CHECKING:
    from netweave.visuals.page.sheet import Stage

ASSETS = Path(__file__).parent / "assets"
PARTS: dict[Stage, tuple[str, ...]] = {
    "vis": ("model", "vis", "labels"),
    "map": ("map_model", "map_drawing", "map"),
    "still": ("model", "wall", "still"),
}
"""The files of our script that are a stage's own; the others are on every page."""
BEFORE = ("start", "state")
AFTER = ("panel", "finding", "years", "sorting", "keys", "saving", "theme", "go")
VIS = ("lib", "vis-9.1.2", "vis-network.min.js")
"""The library that draws graphs, inside the installed pyvis package."""
ZOOM = "lib/d3-zoom.min.js"
"""The library that zooms and drags the map; `lib/README.md` says how it is made."""


class Scripts(NamedTuple):
    """What a page runs and wears, and its Content-Security-Policy.

    Attributes
    ----------
    libraries
        What others wrote, as far as this page needs it.
    ours
        Our own script.
    policy
        Only these scripts run and only this style applies; nothing is fetched from anywhere.
    """

    libraries: tuple[str, ...]
    ours: str
    style: str
    policy: str


@cache
def scripts(stage: Stage) -> Scripts:
    """The scripts and the style of a page with this stage, read once."""
    libraries, ours, style = _libraries(stage), _ours(stage), _style()
    hashes = " ".join(map(digest, (*libraries, ours)))
    policy = (
        f"default-src 'none'; script-src {hashes}; "
        f"style-src {digest(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return Scripts(libraries, ours, style, policy)


def _libraries(stage: Stage) -> tuple[str, ...]:
    if stage == "vis":
        return (_vis(),)
    return (_text(ASSETS / ZOOM),) if stage == "map" else ()


def _vis() -> str:
    import pyvis  # noqa: PLC0415 - only a page needs it

    return _text(Path(pyvis.__file__).parent.joinpath(*VIS))


def _ours(stage: Stage) -> str:
    names = (*BEFORE, *PARTS[stage], *AFTER)
    parts = (_text(ASSETS / "script" / f"{name}.js") for name in names)
    return "(function () {\n'use strict';\n" + "\n".join(parts) + "\n})();\n"


def _style() -> str:
    return themed(_text(ASSETS / "frame.css"))


def themed(rules: str) -> str:
    """The colours of both themes, then the rules that use them."""
    light, dark = _variables(LIGHT), _variables(DARK)
    themes = (
        f":root {{ color-scheme: light; {light} }}\n"
        "@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) "
        f"{{ color-scheme: dark; {dark} }} }}\n"
        f":root[data-theme='dark'] {{ color-scheme: dark; {dark} }}\n"
        f"@media print {{ :root:root:root {{ color-scheme: light; {light} }} }}\n"
    )
    return themes + rules


def _variables(theme: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in theme.items())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def digest(text: str) -> str:
    """The source expression of a text, as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
