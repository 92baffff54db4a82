"""Values as the cells of a CSV file: safe to open in a spreadsheet, and read back as they were."""

from __future__ import annotations

import re

_RISKY = re.compile("'*[=+\\-@\t\r]")
"""How a text begins that a spreadsheet could take for a formula, or that looks guarded."""


def guarded(text: str) -> str:
    """A text cell with an apostrophe before it where a spreadsheet could take it for a formula.

    The loader takes one apostrophe off such a cell, so that every text comes back as it was.
    """
    return f"'{text}" if _RISKY.match(text) else text
