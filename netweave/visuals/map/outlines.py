"""The outlines of the states that the map is drawn on, and where each state's total stands."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import netweave.data

_FILE = Path(netweave.data.__file__).parent / "us-outlines" / "states.json"


class Outline(NamedTuple):
    """A state.

    Attributes
    ----------
    x, y
        The middle of its largest part, in units of the map.
    path
        Its border as SVG path data in tenths of a unit: relative steps from (0, 0).
    """

    state: str
    name: str
    x: float
    y: float
    path: str


@cache
def outlines() -> tuple[Outline, ...]:
    """The 50 states and the District of Columbia, by their codes."""
    states = json.loads(_FILE.read_text(encoding="utf-8"))["states"]
    return tuple(Outline(code, name, x / 10, y / 10, path) for code, name, x, y, path in states)
