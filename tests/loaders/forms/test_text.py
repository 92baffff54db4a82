"""Text files: what stands between cells, and in which encoding, is found out and said."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from loaders.forms.charset import charset_of
from loaders.forms.dialect import LOOKED_AT, dialect_of
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in

if TYPE_CHECKING:
    from pathlib import Path


def cells_of(path: Path) -> list[list[str]]:
    (sheet,) = sheets_in(path)
    return [cells for _, cells in sheet.open().rows(lambda damage: pytest.fail(str(damage)))]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("name,state\nAlpha,ME\n", ","),
        ("name;state;share\nAlpha;ME;1,5\nBeta;NH;2,5\n", ";"),
        ("name\tstate\nAlpha, Beta\tME\n", "\t"),
        ("name|state\nAlpha|ME\n", "|"),
        ("district,networks\nAlpha,One; Two; Three\nBeta,One; Two\n", ","),
        ("A title; with marks; in it\nname,state\nAlpha,ME\nBeta,ME\n", ","),
        ("alone\nAlpha\n", ","),
        ("", ","),
        ('name;text\nAlpha;"a, b, c, d"\nBeta;"e, f"\n', ";"),
    ],
)
def test_what_stands_between_cells_is_what_parts_the_rows_evenly(
    tmp_path: Path, text: str, delimiter: str
) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    assert dialect_of(tmp_path / "x.csv").delimiter == delimiter


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a mark"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252 (guessed)"),
        ("mac_roman", "Mac Roman (guessed)"),
    ],
)
@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".tsv"])
def test_text_comes_out_as_it_was_whatever_the_encoding(
    tmp_path: Path, encoding: str, words: str, ending: str
) -> None:
    mark = "\t" if ending == ".tsv" else ";"
    rows = [["name", "place"], ["Cañon City’s", "Española"], ["Alpha", "São José"]]
    content = "".join(f"{mark.join(row)}\r\n" for row in rows).encode(encoding)
    path = tmp_path / f"x{ending}"
    path.write_bytes(gzip.compress(content) if ending.endswith(".gz") else content)
    assert cells_of(path) == rows
    (sheet,) = sheets_in(path)
    assert sheet.form.endswith(words)
    assert sheet.name == path.name.removesuffix(".gz")


def test_another_script_is_left_to_a_guess() -> None:
    text = "Район,1\nШкола и дорога к школе,2\nМир и большая дорога,3\n" * 5
    assert charset_of(text.encode("cp1251"), whole=True).codec == "cp1251"


def test_a_mixed_file_is_utf_8_whose_other_lines_are_faults() -> None:
    mixed = "Cañon\n".encode() + "Café\n".encode("cp1252")
    assert charset_of(mixed, whole=True).words == "UTF-8, though some lines are not"


def test_a_sample_may_be_cut_within_a_character() -> None:
    assert charset_of("name\nCañ".encode()[:-1], whole=False).codec == "utf-8"


def test_what_shows_only_after_the_sample_is_a_fault_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"name,n\n" + b"Alpha,1\n" * (LOOKED_AT // 8) + "Café,2\n".encode("cp1252"))
    assert dialect_of(path).words == "commas, UTF-8"


def test_a_cut_off_gzip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b"name,n\nAlpha,1\n" * 99)[:40])
    with pytest.raises(DamagedFileError) as caught:
        list(sheets_in(path))
    assert caught.value.rule == "corrupt-gzip"


@pytest.mark.parametrize("name", ["x.numbers", "x.pdf", "roster"])
def test_other_files_are_told_what_a_table_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(DamagedFileError) as caught:
        list(sheets_in(tmp_path / name))
    assert caught.value.rule == "not-a-table"
    assert ".xlsx" in caught.value.fix or ".xlsx" in caught.value.problem
