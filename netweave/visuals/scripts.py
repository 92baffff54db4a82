"""The scripts and the style of a page, and the policy that lets these and no others run."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from netweave.visuals.palette import DARK, LIGHT

ASSETS = Path(__file__).parent / "assets"
PARTS = ("start", "model", "canvas", "labels", "panel", "finding", "keys", "saving", "theme", "go")
"""The files of our script, in the order in which they are put together."""
VIS = ("lib", "vis-9.1.2", "vis-network.min.js")
"""The library that draws, inside the installed pyvis package."""


class Scripts(NamedTuple):
    """What a page runs and wears, and its Content-Security-Policy.

    Attributes
    ----------
    drawing
        The library vis-network, as it comes with pyvis.
    ours
        Our own script.
    policy
        Only these two scripts run and only this style applies; nothing is fetched from anywhere.
    """

    drawing: str
    ours: str
    style: str
    policy: str


@cache
def scripts() -> Scripts:
    """The scripts and the style, read once."""
    drawing, ours, style = _vis(), _ours(), _style()
    policy = (
        f"default-src 'none'; script-src {_digest(drawing)} {_digest(ours)}; "
        f"style-src {_digest(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return Scripts(drawing, ours, style, policy)


def _vis() -> str:
    import pyvis  # noqa: PLC0415 - only a page needs it

    return _text(Path(pyvis.__file__).parent.joinpath(*VIS))


def _ours() -> str:
    parts = (_text(ASSETS / "script" / f"{name}.js") for name in PARTS)
    return "(function () {\n'use strict';\n" + "\n".join(parts) + "\n})();\n"


def _style() -> str:
    """The colours of both themes, then the rules that use them."""
    light, dark = _variables(LIGHT), _variables(DARK)
    themes = (
        f":root {{ color-scheme: light; {light} }}\n"
        "@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) "
        f"{{ color-scheme: dark; {dark} }} }}\n"
        f":root[data-theme='dark'] {{ color-scheme: dark; {dark} }}\n"
        f"@media print {{ :root:root:root {{ color-scheme: light; {light} }} }}\n"
    )
    return themes + _text(ASSETS / "frame.css")


def _variables(theme: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in theme.items())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The source expression of a text, as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
