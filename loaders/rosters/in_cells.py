"""Several names in one cell of a roster: what separates them, and what is part of a name."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from loaders.identity.network_names import holds_network_word, is_no_name, network_key

STRONG = ("\n", ";", "|")
"""What separates names where nothing speaks against it."""
WEAK = (",", " / ", "/", " & ", " and ", " + ")
"""What stands within names as well: it separates only where the parts are known."""

_MANY = re.compile(r"\s*[\n;|]\s*")


class Parted(NamedTuple):
    """The names in a cell, and why it waits if that cannot be told."""

    names: tuple[str, ...]
    doubt: str | None = None


class NamesInCells:
    """Reads the cells of a column that names one network or several.

    Parameters
    ----------
    separator
        What separates them by the mapping; None to find out.
    tags
        Whether the cells hold the tags of a mailing tool: those that name no network are passed
        over.

    Attributes
    ----------
    names
        How often each name was met.
    passed
        The tags that were passed over.
    """

    def __init__(self, separator: str | None = None, *, tags: bool = False) -> None:
        self.passed: dict[str, None] = {}
        self._separator = separator
        self._tags = tags
        self._known: set[str] = set()
        self._alone: Counter[str] = Counter()
        self.names: Counter[str] = Counter()

    def know(self, name: str) -> None:
        """Take a name as one that is known, whatever stands in it."""
        self._known.add(network_key(name))

    def see(self, text: str) -> None:
        """Take a cell as evidence."""
        if self._tags:
            self.names.update(self._tagged(text))
            return
        for part in filter(None, _MANY.split(text)):
            self._alone[network_key(part)] += 1
            self.names[" ".join(part.split())] += 1

    def parts(self, text: str) -> Parted:
        """The names in a cell."""
        if self._tags:
            return Parted(tuple(self._tagged(text)))
        if self._separator is not None:
            pieces = re.split(rf"{re.escape(self._separator)}|\n", text)
            return Parted(_names(pieces))
        names: list[str] = []
        for piece in _MANY.split(text) if self._splits(text) else [text]:
            parted = self._weakly(piece)
            if parted.doubt:
                return parted
            names += parted.names
        return Parted(_names(names))

    def _tagged(self, text: str) -> list[str]:
        """The tags of a cell that name networks."""
        tags = _names([tag.strip(' "') for tag in re.split(self._separator or r"[,;|\n]", text)])
        named = [tag for tag in tags if network_key(tag) in self._known or holds_network_word(tag)]
        self.passed |= dict.fromkeys(tag for tag in tags if tag not in named)
        return named

    def _splits(self, text: str) -> bool:
        """Whether the strong separators of a cell separate names."""
        if network_key(text) in self._known:
            return False
        return any(mark in text for mark in STRONG)

    def _weakly(self, piece: str) -> Parted:
        """The names in a piece without strong separators."""
        if self._is_name(piece):
            return Parted((piece,))
        for mark in WEAK:
            if mark not in piece:
                continue
            pieces = [part.strip() for part in piece.split(mark) if part.strip()]
            known = [self._is_known(part) for part in pieces]
            if len(pieces) > 1 and all(known):
                return Parted(tuple(pieces))
            if any(known) or self._alone[network_key(piece)] < 2:
                return Parted((), f"{piece!r} may be one name, or several")
        return Parted((piece,))

    def _is_name(self, piece: str) -> bool:
        plain = not any(mark in piece for mark in WEAK) or _says_nothing(piece)
        return plain or network_key(piece) in self._known

    def _is_known(self, part: str) -> bool:
        key = network_key(part)
        return key in self._known or self._alone[key] > 0


def _names(pieces: list[str]) -> tuple[str, ...]:
    """The pieces that say something, each once."""
    said = (" ".join(piece.split()) for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in said if piece and not _says_nothing(piece)))


def _says_nothing(piece: str) -> bool:
    return is_no_name(piece) == "says that there is none"
