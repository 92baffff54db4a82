"""What the frame needs of any page, whatever is drawn on it.

`frame.framed` makes a sheet of a `Picture`; a view with a stage of its own (the map) makes one
itself. A *stage* is what fills the place of the picture once the script runs: ``vis`` (vis-network
draws a graph), ``map`` (our canvas), ``still`` (an SVG that the view has drawn).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from netweave.visuals.picture.parts import Sentence
    from netweave.visuals.picture.picture import Highlight, PictureTable, Section

Stage = Literal["vis", "map", "still"]


class LegendEntry(NamedTuple):
    """A line of the legend with a box to tick.

    Attributes
    ----------
    key
        What the script knows it by.
    swatch
        An SVG shape on a field of 20 by 20, of our own making; empty for none.
    number
        How many there are.
    """

    key: str
    label: str
    number: int
    swatch: str = ""


class Fieldset(NamedTuple):
    """A part of the legend.

    Attributes
    ----------
    attribute
        ``kind``, ``group`` or ``type``: what is filtered by its boxes.
    """

    heading: str
    attribute: Literal["kind", "group", "type"]
    entries: tuple[LegendEntry, ...]


class TableMarkup(NamedTuple):
    """A long table whose rows are written already: escaped, without the tags that HTML leaves out.

    Its rows stand in the order of the nodes of the page.
    """

    heading: str
    columns: tuple[str, ...]
    markup: str


class PageContent(NamedTuple):
    """A page before it is written.

    Attributes
    ----------
    view
        Its name on the command line.
    name
        What saved files are called, without an ending.
    lead, outline, settings, highlights
        As in `Picture`.
    wide, large
        Whether the picture takes the whole width, and whether there is too much to label it all.
    named
        The name of a node by its index, for the links that lead to it.
    legend
        What can be ticked off.
    styles
        Broken lines in the legend: the pattern of dashes, and what it means.
    emphasis
        What lines in the main colour are, empty for none.
    tables
        In the order of the page.
    years
        The stops of the slider, the first of which is all dates; empty for no slider.
    only_then
        The ties that are there in some years, but not over all dates.
    choice, unchosen
        What `highlights` are, for the label of their list, and its first entry: none of them.
    early
        Whether the static picture stands before the words and the script; else after the tables.
    usage
        How the picture is used with the keyboard, as its label says it.
    data
        What the script is given.
    svg
        The static picture.
    """

    view: str
    title: str
    name: str
    lead: tuple[Sentence, ...]
    outline: tuple[Section, ...]
    settings: tuple[tuple[str, str], ...]
    highlights: tuple[Highlight, ...]
    wide: bool
    large: bool
    named: Callable[[int], str]
    legend: tuple[Fieldset, ...]
    styles: tuple[tuple[str, str], ...]
    emphasis: str
    tables: tuple[PictureTable | TableMarkup, ...]
    years: tuple[str, ...]
    data: dict[str, Any]
    svg: str
    only_then: frozenset[int] = frozenset()
    choice: str = "Emphasise"
    unchosen: str = "as drawn"
    early: bool = True
    usage: str = (
        "Picture. The arrow keys go from one to the next, Enter tells more, Escape clears, "
        "plus and minus zoom, zero shows all."
    )
