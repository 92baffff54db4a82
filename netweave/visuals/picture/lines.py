"""What is drawn between two nodes: all their ties together, as one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netweave.visuals.picture.parts import Derived, DrawnTie

PLAIN_WIDTH = 1.5
"""The width of a line that is neither emphasised nor given one."""

Style = Literal["plain", "weak", "inferred", "maybe", "derived"]


class Line(NamedTuple):
    """What is drawn between two nodes: all their ties together.

    Attributes
    ----------
    ties
        Indices in `Picture.ties`.
    style
        ``inferred`` if no tie is stated, else ``weak`` if all are weak, else ``maybe`` if nobody
        knows of any whether it held on the date, else ``plain``;
        ``derived`` if all are worked out and dashed.
    width
        In the units of `DrawnNode.x`.
    """

    source: int
    target: int
    ties: tuple[int, ...]
    style: Style
    emphasised: bool
    width: float


def lines_between(ties: Sequence[DrawnTie], emphasised: float) -> Iterator[Line]:
    """A line for each pair of nodes that is tied, in the order of the ties.

    Parameters
    ----------
    emphasised
        The width of lines that are what the picture is about.
    """
    pairs: dict[tuple[frozenset[int], Derived | None], list[int]] = {}
    for index, tie in enumerate(ties):
        # What is worked out has a line of its own: its width says how much.
        pairs.setdefault((frozenset((tie.source, tie.target)), tie.derived), []).append(index)
    for indices in pairs.values():
        yield _line([ties[i] for i in indices], tuple(indices), emphasised)


def _line(ties: Sequence[DrawnTie], indices: tuple[int, ...], emphasised: float) -> Line:
    first, main = ties[0], any(tie.emphasised for tie in ties)
    widths = [tie.derived.width for tie in ties if tie.derived]
    width = max(widths, default=emphasised if main else PLAIN_WIDTH)
    return Line(first.source, first.target, indices, _style(ties), main, width)


def _style(ties: Sequence[DrawnTie]) -> Style:
    if all(tie.inferred for tie in ties):
        return "inferred"
    if all(tie.weak for tie in ties):
        return "weak"
    if all(tie.maybe for tie in ties):
        return "maybe"
    return "derived" if all(tie.derived and tie.derived.dashed for tie in ties) else "plain"
