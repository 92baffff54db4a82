"""Places: what follows a name by a comma or in brackets, and how an entity's place is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.names.folding import folded
from graph.names.states import runs, state_of

if TYPE_CHECKING:
    from graph.model import Node

_BRACKETED = r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]\s*"
_LITTLE = frozenset(("of", "the", "and", "in", "on", "at", "de", "la", "del", "du"))
_CAPITAL = r"\b(Mc|O'|D')([a-z])"


class PlacedName(NamedTuple):
    """A way to read a text: a name, and the place after it.

    Attributes
    ----------
    state
        The postal code, None if no state is said.
    city
        The town, "" if none is said.
    """

    name: str
    state: str | None = None
    city: str = ""

    def fits(self, node: Node) -> bool:
        """Whether an entity is in the place that is said."""
        if self.state and self.state not in (state_of(node.state), runs(node.text("nces_id"))):
            return False
        return not self.city or is_in(node, self.city)


def readings(text: str) -> list[PlacedName]:
    """How a text is read as a name with a place after it, the fullest place first.

    ``Lindsay, CA``, ``Lindsay (California)``, ``Blue Valley, Overland Park, KS``; a town alone
    (``Blue Valley, Overland Park``) is a place too.
    """
    shape = re.fullmatch(_BRACKETED, text, re.DOTALL) if text.rstrip()[-1:] in ")]" else None
    parts = [*shape[1].split(","), *shape[2].split(",")] if shape else text.split(",")
    name, *place = [part.strip() for part in parts if part.strip()] or [""]
    if not place:
        return []
    state = state_of(place[-1])
    if state is None:
        return [PlacedName(", ".join([name, *place[:-1]]), city=place[-1])]
    found = [PlacedName(", ".join([name, *place[:-1]]), state)]
    if len(place) > 1:
        found.insert(0, PlacedName(", ".join([name, *place[:-2]]), state, place[-2]))
    return found


def is_in(node: Node, city: str) -> bool:
    """Whether an entity is in a town, case and punctuation aside."""
    own = node.text("city")
    return bool(own) and folded(own).key == folded(city).key


def place(node: Node) -> str:
    """Where an entity is: ``Lindsay, CA``; only what is known, "" if nothing is."""
    city = node.text("city")
    return ", ".join(filter(None, (calm(city) if city else None, node.state)))


def placed(node: Node, written: str = "") -> str:
    """The name of an entity; that of a district with its place behind it.

    Parameters
    ----------
    written
        What a source wrote for it, if that is to be said too.
    """
    if node.kind != "district":
        return node.name
    aside = "; ".join(filter(None, (written, place(node))))
    return f"{node.name} ({aside})" if aside else node.name


def identified(node: Node) -> str:
    """The name of an entity with its id, before it the place of a district."""
    where = place(node) if node.kind == "district" else ""
    return f"{node.name} ({'; '.join(filter(None, (where, node.id)))})"


def calm(text: str) -> str:
    """A text that is all in capitals, as some registers write, as people write it."""
    if not text.isupper():
        return text
    words = text.casefold().split()
    said = " ".join(w if at and w in _LITTLE else w.capitalize() for at, w in enumerate(words))
    said = re.sub(r"([-/(])([a-z])", lambda shape: shape[1] + shape[2].upper(), said)
    return re.sub(_CAPITAL, lambda shape: shape[1] + shape[2].upper(), said)
