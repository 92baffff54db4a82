"""Words that tell two names apart, however alike the rest is spelled: directions and numerals.

"Northeast Georgia" is not "Northwest Georgia" and "Academy II" not "Academy III", though a single
letter differs. Such words are no slips of the pen, and neither is one that only one of them has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.words import DIRECTIONS, NUMBER_WORDS, ROMAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.names.parsing import Name


def told_apart(written: Name, name: Name) -> str:
    """The sentence that says what tells two names apart; "" if nothing does.

    Names of the same words in another order are one: nothing is looked for in them.
    """
    if sorted(written.core) == sorted(name.core):
        return _one_is_numbered(written, name)
    for sort, kind in ((_direction, "directions"), (_numeral, "numbers")):
        ours, theirs = _sorted(map(sort, written.core)), _sorted(map(sort, name.core))
        if ours != theirs:
            return f"The {kind} in the names differ: {_said(ours)} and {_said(theirs)}."
    return _one_is_numbered(written, name)


def _one_is_numbered(written: Name, name: Name) -> str:
    """Schools of one charter are told apart by a number, and the first often has none."""
    charters = written.agency == name.agency == "charter"
    if charters and bool(written.numbers) != bool(name.numbers):
        return "Only one of them is numbered."
    return ""


def _direction(word: str) -> str:
    return DIRECTIONS.get(word, "")


def _numeral(word: str) -> str:
    """What a word numbers: 2 for "ii", "two" and "2"; a letter that stands alone is itself."""
    number = ROMAN.get(word) or NUMBER_WORDS.get(word)
    return str(number) if number else word if word.isdigit() or len(word) == 1 else ""


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(filter(None, words))


def _said(words: list[str]) -> str:
    return ", ".join(words) or "none"
