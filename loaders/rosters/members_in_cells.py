"""Who a cell names: one member with its place, or several in the cell of a network's row."""

from __future__ import annotations

import re

from graph.names.states import state_of
from loaders.rosters.fields import WrittenEntity

_BULLET = re.compile(r"^\s*(?:[•·●○▪◦‣–—*-]\s+|\d{1,3}[.)]\s+)")
_PLACED = re.compile(
    r"^(?P<name>.+?)\s*"
    r"(?:(?:,\s*|\s[-\u2013\u2014]\s+)(?P<after>[^,()]+)|\((?P<within>[^()]+)\))\s*$"
)
_AHEAD = re.compile(
    r"^(?:\[(?P<held>[A-Z]{2})\]\s*|(?P<state>[A-Z]{2})\s*(?:[:\u2013\u2014]|\s-)\s+)(?P<name>.+)$"
)
_SEVERAL = re.compile(r"\s*[;|\n]\s*")


def member_of(text: str, state: str = "") -> WrittenEntity:
    """A member as a cell names it; a state behind the name counts where no column gives one."""
    name = _BULLET.sub("", text).strip()
    shape = _PLACED.match(name)
    if shape is not None and not state:
        place = state_of(shape["after"] or shape["within"])
        if place is not None:
            return WrittenEntity(0, shape["name"].strip(), place)
    ahead = _AHEAD.match(name)
    place = state_of(ahead["held"] or ahead["state"]) if ahead is not None and not state else None
    if ahead is not None and place is not None:
        return WrittenEntity(0, ahead["name"].strip(), place)
    return WrittenEntity(0, name, state)


def members_of(text: str, state: str = "") -> tuple[WrittenEntity, ...]:
    """The members that a cell lists, separated by semicolons, bars or line breaks; else by commas.

    A comma before a state belongs to the name before it.
    """
    pieces = _SEVERAL.split(text)
    if len(pieces) == 1:
        pieces = _by_commas(text)
    return tuple(member_of(piece, state) for piece in pieces if piece.strip())


def _by_commas(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in text.split(","):
        if pieces and state_of(piece):
            pieces[-1] += f",{piece}"
        else:
            pieces.append(piece)
    return pieces
