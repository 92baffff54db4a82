"""What a picture may have besides nodes and ties: groups, areas, lines worked out, years.

A view that uses one of these hands it over inside its `Picture`; the frame brings it to the moving
picture, the static one, the legend, the side panel and the tables.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from netweave.visuals.picture.palette import Point


class NodeGroup(NamedTuple):
    """A group that nodes are coloured by, such as a cluster; the legend can hide it.

    Attributes
    ----------
    key
        What `DrawnNode.group` says.
    label
        What the legend calls it.
    fill
        A colour as #rrggbb, the same in both themes; nodes have an outline besides.
    """

    key: str
    label: str
    fill: str


class Area(NamedTuple):
    """A patch behind the ties, such as a cluster or the whole of a nested network.

    Attributes
    ----------
    label
        Its name, written at ``x``, ``y`` in the units of `DrawnNode.x`.
    outline
        The corners of a polygon, in the same units.
    nodes
        The indices of the nodes that it holds; it is left out while none of them is shown.
    solid
        Whether its border is drawn through, not dashed: for wholes with their parts.
    """

    label: str
    x: float
    y: float
    outline: tuple[Point, ...]
    nodes: tuple[int, ...]
    solid: bool = False


class Looks(NamedTuple):
    """What a node is in one year, where that differs from what it is over all dates.

    Attributes
    ----------
    size, badge
        As those of `DrawnNode`.
    known
        Its fact "Members".
    """

    size: float
    badge: str | None
    known: str


class Frame(NamedTuple):
    """What is shown in one year.

    Attributes
    ----------
    nodes, ties
        The indices of what is there in that year; None for all.
    words
        A sentence on the year, read out when the reader comes to it.
    lead
        What stands above the picture in that year; none if that of all dates holds.
    looks
        What nodes are in that year, by their indices.
    """

    nodes: Collection[int] | None
    ties: Collection[int] | None
    words: str
    lead: tuple[str, ...] = ()
    looks: Mapping[int, Looks] = MappingProxyType({})


class Years(NamedTuple):
    """The years that the reader can go to with the slider; its first stop is all dates.

    Attributes
    ----------
    labels
        The years, in order.
    frames
        What each of them shows.
    only_then
        The indices of ties that are there in some years, but not over all dates.
    """

    labels: tuple[str, ...]
    frames: tuple[Frame, ...]
    only_then: frozenset[int] = frozenset()


def years_data(years: Years, nodes: int, ties: int) -> dict[str, object]:
    """The years as the script reads them: for each item the runs of years in which it is shown.

    A run is two positions of the slider (all dates are 0, the first year is 1), both included; runs
    stand one after the other. An item that is always there has 0 in place of its runs.
    """
    at_rest = [tie for tie in range(ties) if tie not in years.only_then]
    return {
        "labels": ["All dates", *years.labels],
        "words": ["", *(frame.words for frame in years.frames)],
        "leads": [[], *(frame.lead for frame in years.frames)],
        "looks": [{}, *(dict(frame.looks) for frame in years.frames)],
        "nodes": _all_runs([None, *(frame.nodes for frame in years.frames)], nodes),
        "ties": _all_runs([at_rest, *(frame.ties for frame in years.frames)], ties),
    }


def _all_runs(frames: Sequence[Collection[int] | None], items: int) -> list[list[int] | int]:
    shown: list[list[int]] = [[] for _ in range(items)]
    for position, frame in enumerate(frames):
        for item in range(items) if frame is None else frame:
            shown[item].append(position)
    return [0 if len(years) == len(frames) else list(_runs(years)) for years in shown]


def _runs(positions: Iterable[int]) -> Iterator[int]:
    """Ascending positions as first and last of each unbroken run: 1 2 3 7 gives 1 3 7 7."""
    last: int | None = None
    for position in positions:
        if last is None or position > last + 1:
            if last is not None:
                yield last
            yield position
        last = position
    if last is not None:
        yield last


def colours(groups: Iterable[NodeGroup]) -> Mapping[str, str]:
    """The fill of each group by its key."""
    return {group.key: group.fill for group in groups}
