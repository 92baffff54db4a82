"""What a page holds, read back for the tests."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netweave.visuals.page.page import Page


def read(page: Page) -> dict[str, Any]:
    """The block of data in a page."""
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.html)
    assert block is not None
    data: dict[str, Any] = json.loads(block[1])
    return data


def names(page: Page) -> list[str]:
    """The names of what is drawn, in order."""
    return [node[0] for node in read(page)["about"]["nodes"]]
