"""A mapping says what is wrong with it, where, and what was most likely meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.rosters.mapping import MappingError
from loaders.rosters.mapping_file import read_mapping
from loaders.rosters.template import Template

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
rows = "membership"
separator = ";"
yes = ["X", "Ja"]
[columns]
name = "District"
network = "Region {REGION}"
since = ""
[constant]
state = "NH"
"""


def test_a_mapping_knows_the_columns_that_it_needs(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(GOOD, encoding="utf-8-sig")
    mapping = read_mapping(tmp_path / "m.toml")
    assert mapping.needed == ["District", "REGION"]
    assert (mapping.title, mapping.rows, mapping.kind) == ("m.toml", "membership", "network")
    assert mapping.yes == {"x", "ja"}
    assert mapping.unknown == "review"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rows = ", "is not TOML"),
        ("", "rows is None. Write one of membership, district, network."),
        ('rows = "memberships"', "rows is 'memberships'"),
        ('rows = "membership"\ncolumn = 1', "'column' is no key. Did you mean columns?"),
        ('rows = "membership"\n[columns]\nnam = "x"', "Did you mean name?"),
        ('rows = "district"\n[columns]\nname = "x"\nrole = "y"', "'role' is no field"),
        ('rows = "membership"\n[columns]\nname = 3', "[columns] is a list of lines"),
        ('rows = "membership"\n[columns]\nnetwork = "x"', "which column holds the id or"),
        ('rows = "membership"\n[columns]\nname = "x"', "does not say which network"),
        (
            'rows = "membership"\n[columns]\nname = "x"\nyear = "y"\n[constant]\nyear = "z"',
            "year is both a column and constant",
        ),
        (
            'rows = "membership"\n[columns]\nname = "x"\nnetwork = "y"\n[properties]\nlat = "z"',
            "[properties] belong to districts or networks",
        ),
        (
            'rows = "district"\n[columns]\nname = "x"\n[networks]\nA = "A"',
            "[networks] belong to memberships",
        ),
        ('rows = "district"\n[columns]\nname = "x"\n[properties]\nstate = "z"', "under [columns]"),
        ('rows = "district"\nunknown = "guess"\n[columns]\nname = "x"', "review, create"),
        ('rows = "network"\nkind = "club"\n[columns]\nname = "x"', "kind is 'club'"),
        ('rows = "district"\nyes = "x"\n[columns]\nname = "x"', "Write texts in brackets"),
        ('rows = "district"\nseparator = 3\n[columns]\nname = "x"', "separator is 3"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(tmp_path / "m.toml")
    assert said in str(caught.value)
    assert "m.toml" in str(caught.value)


def test_a_mapping_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="cannot be read"):
        read_mapping(tmp_path / "m.toml")


@pytest.mark.parametrize(
    ("text", "cells", "field"),
    [
        ("A", ["1", "2"], "1"),
        ("{B}", ["1", "2"], "2"),
        ("Region {A}-{B}!", ["1", "2"], "Region 1-2!"),
        ("Region {A}", ["", "2"], ""),
    ],
)
def test_a_field_is_a_cell_or_a_text_with_cells(text: str, cells: list[str], field: str) -> None:
    assert Template(text).reader({"A": 0, "B": 1}, str)(cells) == field
