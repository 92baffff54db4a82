"""What a store keeps beside its graph, for those who may come before there is a store."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from graph.errors import NoStoreError

if TYPE_CHECKING:
    from graph.model import Note
    from graph.store import Reader

_HALVED = re.compile("[\ud800-\udfff]")


def text_of(value: object) -> str:
    """A value as the text of a note: readable, unless halves of characters have to be spelled."""
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if _HALVED.search(text) else text


def notes_of(store: Reader, kind: str) -> list[Note]:
    """The notes of a kind; none where there is no store yet."""
    try:
        return store.notes(kind)
    except NoStoreError:
        return []
