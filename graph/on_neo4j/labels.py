"""Labels on the server: the text that the names of an entity are looked up in, and spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.names.labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model import Node
    from graph.names.labels import LabelWay

SEARCH = "netweave:search"
"""Every label of an entity with its way, each between two line breaks: what names are looked up
in."""
SPELLINGS = "netweave:spellings"
"""What sources wrote for an entity: the source, a line break, and the text."""


def search_text(node: Node, spellings: Iterable[str] = ()) -> str:
    """The text that the names of an entity are looked up in."""
    return "".join(["\n", *(label_line(*label)[1:] for label in labels_of(node, spellings))])


def label_line(way: LabelWay, text: str) -> str:
    """A label as it stands in a text that names are looked up in."""
    return f"\n{way}={text}\n"


def spelled(properties: Mapping[str, Any]) -> list[str]:
    """What sources wrote for the entity of a node."""
    texts = (entry.partition("\n")[2] for entry in properties.get(SPELLINGS, ()))
    return list(dict.fromkeys(texts))
