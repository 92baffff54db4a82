"""Several names in one cell: what separates them, and what is part of a name."""

from __future__ import annotations

import pytest

from loaders.rosters.in_cells import NamesInCells
from loaders.rosters.members_in_cells import member_of, members_of


def reader(*cells: str, known: tuple[str, ...] = (), separator: str | None = None) -> NamesInCells:
    names = NamesInCells(separator)
    for name in known:
        names.know(name)
    for cell in cells:
        names.see(cell)
    return names


@pytest.mark.parametrize("mark", [";", "|", "\n", " ; "])
def test_strong_separators_part_names_that_nothing_else_speaks_of(mark: str) -> None:
    assert reader().parts(f"Alpha{mark}Beta").names == ("Alpha", "Beta")


@pytest.mark.parametrize("mark", [", ", " / ", "/", " & ", " and "])
def test_weak_ones_part_only_what_is_known_or_stands_alone(mark: str) -> None:
    text = f"Alpha{mark}Beta"
    assert reader(known=("Alpha", "Beta")).parts(text).names == ("Alpha", "Beta")
    assert reader("Alpha", "Beta", text).parts(text).names == ("Alpha", "Beta")
    assert reader(text, known=(text,)).parts(text).names == (text,)
    assert reader(text, text).parts(text).names == (text,)
    for open_one in (reader(text), reader("Alpha", text), reader("Alpha", text, text)):
        parted = open_one.parts(text)
        assert parted.names == ()
        assert parted.doubt
        assert text in parted.doubt


def test_strong_and_weak_separators_may_stand_in_one_cell() -> None:
    names = reader("Alpha", "Beta", "Gamma", "Alpha, Beta; Gamma")
    assert names.parts("Alpha, Beta; Gamma").names == ("Alpha", "Beta", "Gamma")


def test_the_separator_of_the_mapping_is_believed() -> None:
    names = reader(separator="/")
    assert names.parts("Alpha/Beta & Co; one\nGamma").names == ("Alpha", "Beta & Co; one", "Gamma")


def test_each_name_counts_once_and_words_for_nothing_none() -> None:
    assert reader().parts("Alpha; n/a; Alpha;; -").names == ("Alpha",)
    assert reader().parts("none").names == ()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Alpha; Beta", [("Alpha", ""), ("Beta", "")]),
        ("Alpha, NH; Beta, ME", [("Alpha", "NH"), ("Beta", "ME")]),
        ("Alpha (NH)\n• Beta (Vermont)", [("Alpha", "NH"), ("Beta", "VT")]),
        ("Alpha, Beta, Gamma", [("Alpha", ""), ("Beta", ""), ("Gamma", "")]),
        ("Alpha, NH, Beta, ME", [("Alpha", "NH"), ("Beta", "ME")]),
        ("1. Alpha | 2. Beta |", [("Alpha", ""), ("Beta", "")]),
        ("- Alpha", [("Alpha", "")]),
    ],
)
def test_a_cell_may_list_members_with_their_states(
    text: str, members: list[tuple[str, str]]
) -> None:
    assert [(member.name, member.state) for member in members_of(text)] == members


def test_the_state_of_a_column_goes_before_one_behind_the_name() -> None:
    assert member_of("Alpha, NH", "ME").state == "ME"
    assert member_of("Alpha (Bexar)").name == "Alpha (Bexar)"
