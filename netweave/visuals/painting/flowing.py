"""Parts that flow in columns, as an SVG element: what a roster wall and a board have in common.

On the page the script sets the parts anew for the width of the screen, by what ``data-high`` and
``data-keeps`` say, and takes out what bears ``data-paper``.
"""

from __future__ import annotations

from typing import NamedTuple

from netweave.visuals.painting.svg import escaped
from netweave.visuals.picture.lettering import short
from netweave.visuals.picture.palette import ink


class FlowRoom(NamedTuple):
    """The width of a column, and what is between two; the margin, a line, the usual letter."""

    column: float
    between: float
    pad: float
    line: float
    letter: float


def flowing_sheet(
    title: str, size: tuple[float, float], room: FlowRoom, paper: str, body: str
) -> str:
    """Parts that were placed, as one SVG element.

    Parameters
    ----------
    paper
        What stands above and below them where no page does: drawn on paper alone.
    body
        The parts, each by `flowing_part`.
    """
    wide, high = size
    said = escaped(short(title, 300))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}" role="img" aria-label="{said}" '
        f'data-column="{room.column:.0f}" data-between="{room.between:.0f}" '
        f'data-pad="{room.pad:.0f}" data-line="{room.line:.0f}" '
        'font-family="system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif" '
        f'font-size="{room.letter:g}" fill="{ink("ink")}"><title>{said}</title>'
        f'<rect data-paper="" x="0" y="0" width="{wide:.0f}" height="{high:.0f}" '
        f'fill="{ink("ground")}"/>'
        f'<g data-paper="">{paper}</g>{body}</svg>'
    )


def flowing_part(
    markup: str, high: float, place: str, *, node: int | None, keeps: bool, heads: bool
) -> str:
    """A part at its place.

    Parameters
    ----------
    place
        Where its corner is, as SVG has it.
    node
        The index of the entity that it is about, None if it is about none.
    keeps
        Whether the next part stays with it.
    heads
        Whether it is a heading of those after it.
    """
    about = ' data-group=""' if heads else ""
    about = about if node is None else f' data-node="{node}"'
    stays = ' data-keeps=""' if keeps else ""
    return f'<g data-high="{high:.0f}"{stays}{about} transform="translate({place})">{markup}</g>'
