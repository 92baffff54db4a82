r"""The words of a Cypher text, told apart as the server tells them apart.

A line comment ends at ``\n`` or ``\r`` and at nothing else, a block comment at the first ``*/``;
texts know escapes, names in backticks know none but the doubled backtick. Escapes of the form
``\uXXXX`` are replaced by the server before all this, so a text that holds one is not told apart
here: `hides` finds it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXT = "'"
"""What stands for every text in quotation marks."""
BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}

_TOKEN = re.compile(
    r"""
    (?P<aside> //[^\r\n]* | /\*.*?\*/ | [^\S\x85]+ )
    | (?P<text> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
    | (?P<name> `(?:``|[^`])*` | \w+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKS = frozenset("+-*/%^=<>!~.,:;|&(){}[]$")
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[uU]")
_LONE_RETURN = re.compile(r"\r(?!\n)")


def tokens(text: str) -> list[str]:
    """The tokens of a text, without comments and white space; texts as a single quote mark."""
    return [TEXT if match["text"] else match[0] for match in _matches(text)]


def strange(text: str) -> str | None:
    """The first character that means nothing in Cypher where it stands, None if all do."""
    odd = (match["mark"] for match in _matches(text) if match["mark"])
    return next((mark for mark in odd if mark not in _MARKS), None)


def hides(text: str) -> str | None:
    """What could make a server read a text otherwise than a person does, None if nothing does."""
    if _ESCAPE.search(text):
        return "\\u escapes"
    if _LONE_RETURN.search(text):
        return "carriage returns without a newline"
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return "bytes that are not UTF-8"
    return None


def is_word(token: str) -> bool:
    """Whether a token is a name without backticks, and so may be a keyword."""
    return token[0] == "_" or token[0].isalpha()


def keywords(tokens: Sequence[str]) -> Iterator[str]:
    """The words that may be keywords: not a label, a property, a parameter or the key of a map."""
    for before, word, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        if is_word(word) and before not in (".", ":", "$") and after not in (":", "."):
            yield word.upper()


def depth(tokens: Sequence[str]) -> int:
    """How deep brackets lie in each other."""
    deepest = level = 0
    for token in tokens:
        level += BRACKETS.get(token, 0)
        deepest = max(deepest, level)
    return deepest


def procedures(tokens: Sequence[str]) -> Iterator[str]:
    """The full names of the procedures that are called, in lower case."""
    for place in _calling(tokens):
        yield _joined(tokens[place : _end_of_name(tokens, place)])


def functions(tokens: Sequence[str]) -> Iterator[str]:
    """The full names, in lower case, of the functions that are called and belong to a namespace.

    Those without are Neo4j's own: it lets nobody else put a function there. A name in backticks
    may hold the dots itself.
    """
    called = {_end_of_name(tokens, place) for place in _calling(tokens)}
    for place, mark in enumerate(tokens):
        if mark == "(" and place not in called and place and _is_name(tokens[place - 1]):
            name = _joined(tokens[_start_of_name(tokens, place - 1) : place])
            if "." in name:
                yield name


def _matches(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(text) if not match["aside"])


def _is_name(token: str) -> bool:
    return token[0] in "`_" or token[0].isalnum()


def _calling(tokens: Sequence[str]) -> Iterator[int]:
    """Where the names of procedures begin: behind CALL, if no subquery stands there."""
    for place, (word, after) in enumerate(pairwise(tokens), 1):
        if word.upper() == "CALL" and after not in ("{", "("):
            yield place


def _end_of_name(tokens: Sequence[str], place: int) -> int:
    """The place behind a dotted name that begins here."""
    while tokens[place + 1 : place + 2] == ["."]:
        place += 2
    return min(place + 1, len(tokens))


def _start_of_name(tokens: Sequence[str], place: int) -> int:
    """The place where the dotted name begins that ends here; the dot, if none is before it."""
    while place and tokens[place - 1] == ".":
        place -= 1
        if not place or not _is_name(tokens[place - 1]):
            break
        place -= 1
    return place


def _joined(parts: Sequence[str]) -> str:
    return "".join(part.strip("`") for part in parts).lower()
