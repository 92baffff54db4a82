"""The heat map: its order, its cells and marks, and what the page says beside it."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.visuals.layouts.heat_order import leaf_order
from netweave.visuals.networks import heat_view as overlap
from netweave.visuals.networks.heat import SHADES, Heat, heat_svg, shade
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.picture.limits import HEAT_NUMBERS, ViewError
from queries.overlap import Overlap, Party
from tests.visuals.reading import names

if TYPE_CHECKING:
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.picture import Picture
    from queries.overlap import Verdict
    from tests.conftest import Engine

SVG = "{http://www.w3.org/2000/svg}"
TWO_CAMPS = """
    network:a = Ash {stated_members=9}
    district:1 MEMBER_OF network:a
    district:2 MEMBER_OF network:a
    district:1 MEMBER_OF network:c
    district:2 MEMBER_OF network:c
    district:3 MEMBER_OF network:b
    district:3 MEMBER_OF network:d
    district:4 MEMBER_OF network:b
    district:9 MEMBER_OF network:alone
"""


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def row(a: str, b: str, shared: int, jaccard: float, verdict: Verdict = "chance") -> Overlap:
    return Overlap(Party(a, a), Party(b, b), shared, jaccard, 1.0, 0.5, 0.5, 1.0, 1.0, verdict)


def picture(page: Page) -> Picture:
    scene = page.scene
    assert scene is not None
    return scene  # type: ignore[return-value]  # a view of a graph hands over a Picture


def drawn(rows: list[Overlap], count: int) -> ET.Element:
    cells = {(int(r.a.id), int(r.b.id)): (number, r) for number, r in enumerate(rows)}
    every = [f"Network {n}" for n in range(count)]
    return parsed(heat_svg(Heat(every, [7] * count, cells, "Title", "Origin", "members")))


def test_those_that_share_stand_side_by_side() -> None:
    order = leaf_order("abcd", [row("a", "c", 2, 0.9), row("b", "d", 1, 0.5)])
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset("ac"), frozenset("bd")}


def test_one_or_two_keep_their_order() -> None:
    assert leaf_order("ba", [row("a", "b", 1, 0.5)]) == ["b", "a"]
    assert leaf_order("a", []) == ["a"]


@given(st.lists(st.floats(0, 1), min_size=6, max_size=6))
def test_turning_a_branch_of_the_tree_makes_no_shorter_way(likeness: list[float]) -> None:
    pairs = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
    rows = [row(*pair, 1, like) for pair, like in zip(pairs, likeness, strict=True)]
    apart = {frozenset(pair): 1 - like for pair, like in zip(pairs, likeness, strict=True)}

    def way(order: tuple[str, ...]) -> float:
        return sum(apart[frozenset(step)] for step in pairwise(order))

    order = tuple(leaf_order("abcd", rows))
    # Turning the whole, its first half, or its second half keeps any tree with two halves; the
    # order found is never longer than the best of all by more than what the tree forbids.
    assert way(order) == pytest.approx(way(order[::-1]))
    assert way(order) >= min(map(way, permutations("abcd"))) - 1e-9


@pytest.mark.parametrize(
    ("share", "number"), [(0.01, 0), (0.05, 0), (0.06, 1), (0.2, 2), (0.21, 3), (0.5, 4), (1.0, 5)]
)
def test_a_larger_share_has_a_darker_shade(share: float, number: int) -> None:
    assert shade(share) == SHADES[number]


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_numbers_stand_out_from_every_shade_and_shades_grow_darker() -> None:
    for fill, ink in SHADES:
        light, dark = sorted((luminance(fill), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    fills = [luminance(fill) for fill, _ in SHADES]
    assert fills == sorted(fills, reverse=True)


def test_a_pair_has_two_cells_with_its_number() -> None:
    root = drawn([row("0", "2", 5, 0.3)], 3)
    cells = [g for g in root.iter(f"{SVG}g") if g.get("data-tie") == "0"]
    assert ["".join(cell.itertext()) for cell in cells] == ["5", "5"]
    places = [(cell[0].get("x"), cell[0].get("y")) for cell in cells]
    assert places[0] != places[1]


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [("more", "polygon"), ("fewer", "polygon"), ("too_little_data", "circle"), ("chance", "text")],
)
def test_a_verdict_is_a_mark_and_not_a_colour_alone(verdict: Verdict, mark: str) -> None:
    root = drawn([row("0", "1", 1, 0.3, verdict)], 2)
    cell = next(g for g in root.iter(f"{SVG}g") if g.get("data-tie") == "0")
    assert cell[-1].tag == f"{SVG}{mark}"


def test_more_and_fewer_have_different_corners() -> None:
    marks = {
        next(drawn([row("0", "1", 1, 0.3, verdict)], 2).iter(f"{SVG}polygon")).get("points")
        for verdict in ("more", "fewer")
    }
    assert len(marks) == 2


def test_up_to_forty_the_cells_have_numbers() -> None:
    for count, numbers in ((HEAT_NUMBERS, True), (HEAT_NUMBERS + 1, False)):
        root = drawn([row("0", "1", 5, 0.3)], count)
        cell = next(g for g in root.iter(f"{SVG}g") if g.get("data-tie") == "0")
        assert ("5" in "".join(cell.itertext())) == numbers


def test_the_picture_has_no_style_of_its_own_that_the_policy_would_stop() -> None:
    root = drawn([row("0", "1", 5, 0.3)], 2)
    assert not [part for part in root.iter() if part.get("style") or part.tag.endswith("style")]


def test_only_those_that_overlap_are_drawn_and_the_rest_is_counted(engine: Engine) -> None:
    page = view_overlap(engine(TWO_CAMPS))
    assert sorted(names(page)) == ["Ash", "b", "c", "d"]
    assert (
        "4 networks that overlap; 2 pairs of them share members: 0 more than expected" in page.words
    )
    assert "Rosters known in part: Ash, 2 of about 9 known." in page.words


def test_the_table_has_every_pair_of_the_picture(engine: Engine) -> None:
    scene = picture(view_overlap(engine(TWO_CAMPS)))
    (table,) = scene.tables
    assert (table.about, table.items) == ("tie", (0, 1))
    ends = {frozenset((tie.source, tie.target)) for tie in scene.ties}
    nodes = [node.name for node in scene.nodes]
    assert {frozenset(nodes[i] for i in pair) for pair in ends} == {
        frozenset(("Ash", "c")),
        frozenset("bd"),
    }


def test_districts_are_compared_by_their_networks(engine: Engine) -> None:
    page = view_overlap(engine(TWO_CAMPS), of="districts")
    assert page.title == "Which districts share networks"
    assert sorted(names(page)) == ["1", "2", "3", "4"]


@pytest.mark.every_engine
def test_one_name_gives_it_and_those_it_overlaps_with(engine: Engine) -> None:
    assert sorted(names(view_overlap(engine(TWO_CAMPS), "Ash"))) == ["Ash", "c"]


def test_beyond_the_limit_the_largest_are_shown_and_it_is_said(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlap, "HEAT", 3)
    page = view_overlap(engine(TWO_CAMPS))
    assert sorted(names(page)) == ["Ash", "b", "c"]
    assert page.words.startswith("The 3 largest of 4 networks that overlap; 1 pair")


def test_where_nothing_is_shared_that_is_said(engine: Engine) -> None:
    with pytest.raises(ViewError, match=r"no overlap to draw\. Load further rosters"):
        view_overlap(engine("district:a MEMBER_OF network:n\ndistrict:b MEMBER_OF network:m"))


def test_colours_follow_the_theme_on_the_page_and_are_plain_in_the_figure(engine: Engine) -> None:
    page = view_overlap(engine(TWO_CAMPS))
    assert "var(--ink, #1b1f24)" in page.html
    assert "var(" not in page.svg
