"""What is in a picture, counted as its legend lists it: kinds, types of ties, styles of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import NODE_KINDS, TIE_TYPES

if TYPE_CHECKING:
    from netweave.visuals.picture.lines import Style
    from netweave.visuals.picture.picture import Picture


def kinds_of(picture: Picture) -> dict[str, int]:
    """How many nodes of each kind there are, in the order of the schema."""
    kinds = [node.kind for node in picture.nodes]
    return {kind: kinds.count(kind) for kind in NODE_KINDS if kind in kinds}


def types_of(picture: Picture) -> dict[str, tuple[tuple[str, str], int]]:
    """The phrases of each type of tie and how many there are, in the order of the schema.

    Derived lines come last.
    """
    types = [tie.type for tie in picture.at_rest]
    phrases = {tie.type: tie.phrases for tie in picture.ties}
    order = [name for name in TIE_TYPES if name in phrases]
    order += [name for name in phrases if name not in TIE_TYPES]
    return {name: (phrases[name], types.count(name)) for name in order}


def styles_of(picture: Picture) -> dict[Style, str]:
    """The broken lines of a picture in words, for the legend."""
    words: dict[Style, str] = {
        "plain": "",
        "weak": ", ".join(sorted(t.weak for t in TIE_TYPES.values() if t.weak)),
        "inferred": "inferred, not stated",
        "maybe": "not dated: maybe not yet, or no longer",
        "derived": next((t.derived.meaning for t in picture.ties if t.derived), ""),
    }
    styles = {line.style for line in picture.lines()}
    return {style: text for style, text in words.items() if text and style in styles}
