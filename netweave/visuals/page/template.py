"""The template of a page, filled in by an engine that escapes whatever is not marked as ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netweave.visuals.page.scripts import ASSETS
from netweave.visuals.picture.lettering import short, turns

if TYPE_CHECKING:
    from collections.abc import Mapping


def environment(context: Mapping[str, Any]) -> Any:
    """The template engine, which knows the names of this context in every template."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only a page needs it

    made = Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    known: dict[str, Any] = {**context, "turns": turns, "short": short}
    made.globals.update(known)
    return made


def filled_plainly(context: Mapping[str, Any]) -> str:
    """A page on which no library of Python has a hand."""
    page: str = environment(context).get_template("frame.html").render()
    return page


def as_it_stands(text: str) -> Any:
    """A text of ours that the template does not escape: a script, a style, a finished picture."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with the template engine

    return Markup(text)  # noqa: S704 - callers hand over our own files, or what is escaped already
