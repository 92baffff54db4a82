"""What reaches a page of an address, a name or a source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Node, Source
from graph.schema import NODE_KINDS
from netweave.visuals.picture.drawing import drawn_node, page_address, references
from netweave.visuals.picture.lettering import clean, file_name, label_lines, short, turns
from netweave.visuals.picture.palette import DARK, LIGHT, LOOKS
from netweave.visuals.picture.parts import Place

HERE = Place(0.0, 0.0, "below")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/%20",
        "https://example.org/ü",
    ],
)
def test_a_web_address_can_be_followed(address: str) -> None:
    assert page_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        " https://example.org",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "ftp://example.org",
        'https://example.org/" onclick="x',
        "https://example.org/<script>",
        "https://example.org/a b",
        "https://",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_anything_else_cannot(address: str | None) -> None:
    assert page_address(address) is None


def test_a_source_is_named_and_told_once() -> None:
    page = Source("https://www.example.org/x", as_of="2014", confidence="inferred")
    row = Source(None, "roster.csv", 7)
    assert [tuple(reference) for reference in references([page, row, page])] == [
        ("example.org, 2014", "https://www.example.org/x", True),
        ("roster.csv line 7", None, False),
    ]


def test_a_node_tells_the_facts_that_are_known() -> None:
    node = Node(
        "network:n", "network", "N", ("En",), {"scope_state": "ME", "website": "javascript:1"}
    )
    drawn = drawn_node(node, HERE, {"network:n": "2 of about 9 known"}, main=True)
    assert dict(drawn.facts) == {
        "State": "ME",
        "Members": "2 of about 9 known",
        "Also called": "En",
        "Id": "network:n",
    }
    assert (drawn.site, drawn.emphasised) == (None, True)


def test_characters_that_no_file_holds_are_replaced() -> None:
    assert clean("a\x00b\x1b\ud800c\td") == "a\ufffdb\ufffd\ufffdc\td"


def test_a_short_text_is_on_one_line_without_turning_marks() -> None:
    assert short("a\n b\u202ec") == "a bc"
    assert short("abcdef", 4) == "abc…"
    assert turns("\u05d0") and not turns("plain – text")  # noqa: PT018 - one thing and its opposite


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("RSU 2", ("RSU 2",)),
        ("Lindsay Unified School District", ("Lindsay Unified School", "District")),
        ("   ", ("(no name)",)),
        ("x" * 30, ("x" * 24, "x" * 6)),
    ],
)
def test_a_label_is_broken_between_words(name: str, lines: tuple[str, ...]) -> None:
    assert label_lines(name, beside=False) == lines


@given(st.text(max_size=400), st.booleans())
def test_a_label_is_never_larger_than_its_room(name: str, beside: bool) -> None:
    lines = label_lines(name, beside=beside)
    assert 1 <= len(lines) <= (2 if beside else 3)
    assert max(map(len, lines)) <= (32 if beside else 24)


@given(st.text(max_size=200))
def test_a_name_becomes_a_file_name_on_any_system(name: str) -> None:
    assert set(file_name("path", name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(file_name("path", name, name)) < 80


def test_every_kind_has_a_look_of_its_own() -> None:
    assert LOOKS.keys() == NODE_KINDS.keys()
    assert len({look.fill for look in LOOKS.values()}) == len(LOOKS)
    shapes = [tuple(look.outline) for look in LOOKS.values()]
    assert len(set(shapes)) == len(LOOKS)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_lines_stand_out_in_both_themes(theme: dict[str, str]) -> None:
    for ground in ("ground", "surface"):
        for text in ("ink", "quiet", "link"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
        for mark in ("control", "outline", "main"):
            assert contrast(theme[mark], theme[ground]) >= 3, (mark, ground)
    assert contrast(theme["tie"], theme["ground"]) >= 3
