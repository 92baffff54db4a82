"""Parts of XML, read piece by piece. What declares a document type was refused before."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET  # there are no entities, as said above

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def finished(stream: IO[bytes], names: Collection[str]) -> Iterator[ET.Element]:
    """The elements of some names, each once it is complete; none is kept."""
    above: list[ET.Element] = []
    for event, element in ET.iterparse(stream, ("start", "end")):  # noqa: S314
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if local(element) in names:
            yield element
            if above:
                above[-1].remove(element)


def parsed(text: bytes) -> ET.Element:
    """A whole part, which must be small."""
    return ET.fromstring(text)  # noqa: S314


def local(element: ET.Element) -> str:
    """The name of an element without its name space."""
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str:
    """An attribute of whatever name space, "" if there is none."""
    return next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")
