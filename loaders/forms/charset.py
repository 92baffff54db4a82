"""How the text of a file is written as bytes: stated by a mark, proved, or guessed."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from loaders.forms.lines import UTF_8, errors_of

SEARCHED = 65_536
"""Bytes of lines that are not UTF-8 which are looked at for a guess."""

_USUAL = set("áéíóúñüöäèàçêîôûâëïÁÉÍÓÚÑÜÖÉß‘’“”–—…®©°·½¼•§\xa0")
_WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
_MARKS = {
    codecs.BOM_UTF8: (UTF_8, "UTF-8 with a mark"),
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),  # it begins as UTF-16 does
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
_WIDE = {
    (False, True, True, True): ("utf-32-le", "UTF-32 without a mark"),
    (True, True, True, False): ("utf-32-be", "UTF-32 without a mark"),
    (False, True, False, True): ("utf-16-le", "UTF-16 without a mark"),
    (True, False, True, False): ("utf-16-be", "UTF-16 without a mark"),
}
"""Where the NUL bytes are among each four bytes of text that is mostly ASCII."""


class Charset(NamedTuple):
    """An encoding.

    Attributes
    ----------
    codec
        As Python names it.
    words
        As people name it, and whether it was guessed.
    """

    codec: str
    words: str


def charset_of(start: bytes, *, whole: bool) -> Charset:
    """The encoding of a file.

    Where some lines are UTF-8 and others are not, it is UTF-8: the others are faults of their
    own, and no single encoding would be right for all.

    Parameters
    ----------
    start
        The bytes that the file begins with.
    whole
        Whether these are all.
    """
    for mark, (codec, words) in _MARKS.items():
        if start.startswith(mark):
            return Charset(codec, words)
    if b"\0" in start and (wide := _wide(start[:SEARCHED])):
        return Charset(*wide)
    if _is_utf8(start, whole=whole):
        return Charset(UTF_8, "UTF-8")
    # Of a file that goes on, the last line may be cut within a character.
    seen = start if whole else start[: start.rfind(b"\n") + 1]
    foreign, native = _lines_beyond_ascii(seen)
    if native or not foreign:
        return Charset(UTF_8, "UTF-8, though some lines are not")
    return _guessed(foreign[:SEARCHED])


def decoded(content: bytes, codec: str) -> str:
    """Bytes as text; those that stand for no character become surrogates, or question marks."""
    return content.decode(codec, errors_of(codec))


def _wide(start: bytes) -> tuple[str, str] | None:
    """The encoding of text with two or four bytes a character, if it is such text."""
    a, b, c, d = (start[at::4].count(0) * 2 > len(start) // 4 for at in range(4))
    return _WIDE.get((a, b, c, d))


def _is_utf8(start: bytes, *, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(start, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _lines_beyond_ascii(start: bytes) -> tuple[bytes, bool]:
    """The lines that are not UTF-8, and whether others hold UTF-8 beyond ASCII."""
    foreign: list[bytes] = []
    native = False
    for line in start.splitlines():
        if not line.isascii():
            sound = _is_utf8(line, whole=True)
            native |= sound
            if not sound:
                foreign.append(line)
    return b"\n".join(foreign), native


def _guessed(text: bytes) -> Charset:
    """The likeliest encoding: that of the western systems if it gives usual letters."""
    scores = {codec: _share_usual(text, codec) for codec in _WESTERN}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] < 0.5:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - few files need it

        found = from_bytes(text).best()
        if found is not None and found.encoding not in ("ascii", "utf_8"):
            return Charset(found.encoding, f"{found.encoding} (guessed)")
        best = "cp1252"
    return Charset(best, f"{_WESTERN[best]} (guessed)")


def _share_usual(text: bytes, codec: str) -> float:
    """How many of the letters beyond ASCII are among those that one meets in rosters.

    None, if most letters are beyond ASCII: the text is then in another script.
    """
    letters = [c for c in text.decode(codec, "replace") if not c.isascii()]
    if len(letters) > sum(chr(byte).isalpha() for byte in text if byte < 128):
        return 0.0
    return sum(c in _USUAL for c in letters) / len(letters) if letters else 0.0
