"""Quotes that are letters, and lines in quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.forms.opening import sheets_in

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.forms.lines import DamagedFileError

HEAD = "Network\tDistrict\tState\n"


def read(path: Path, text: str) -> tuple[list[list[str]], list[DamagedFileError], frozenset[int]]:
    path.write_text(text, encoding="utf-8")
    (sheet,) = sheets_in(path)
    lost: list[DamagedFileError] = []
    rows = [cells for _, cells in sheet.open().rows(lost.append)]
    return rows[1:], lost, sheet.facts().stray_quotes


def test_a_quote_that_would_swallow_rows_is_a_letter(tmp_path: Path) -> None:
    text = f'{HEAD}One\tA\tNH\n"Big\tB\tNH\nOne\tC\tCA\nBig"\tD\tAK\n"Last\tE\tME\n'
    rows, lost, stray = read(tmp_path / "x.tsv", text)
    assert [row[1] for row in rows] == ["A", "B", "C", "D", "E"]
    assert not lost
    assert stray == {3, 6}


def test_line_breaks_in_a_cell_stay_there(tmp_path: Path) -> None:
    text = 'Network,Members\nOne,"Alpha, NH\nBeta, NH"\n"Two, too\nTwo",Gamma\n'
    rows, lost, stray = read(tmp_path / "x.csv", text)
    assert rows == [["One", "Alpha, NH\nBeta, NH"], ["Two, too\nTwo", "Gamma"]]
    assert (lost, stray) == ([], frozenset())


def test_rows_that_may_have_been_swallowed_are_refused_in_a_sentence(tmp_path: Path) -> None:
    text = f'{HEAD}"Big\tB\tNH\nOne\tC\tCA\nOne\tD\tCA\nOne\tE\tCA\nx\nBig"\tD\tAK\nOne\tF\tME\n'
    rows, (fault,), _ = read(tmp_path / "x.tsv", text)
    assert rows == [["One", "F", "ME"]]
    assert (fault.rule, fault.line) == ("stray-quote", 2)
    assert "line 7" in fault.problem


def test_rows_in_quotes_as_wholes_are_rows(tmp_path: Path) -> None:
    text = '"Network,District"\n"One,""A, B"""\n"Two,C"\n'
    assert read(tmp_path / "x.csv", text)[0] == [["One", "A, B"], ["Two", "C"]]
    bare_header = "Network,District\n" + text.partition("\n")[2]
    assert read(tmp_path / "y.csv", bare_header)[0] == [["One", "A, B"], ["Two", "C"]]


def test_a_second_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    for codec in ("utf-8", "utf-16"):
        (tmp_path / "x.csv").write_bytes("\ufeff\ufeffa,b\n1,2\n".encode(codec))
        (sheet,) = sheets_in(tmp_path / "x.csv")
        assert next(iter(sheet.open().rows(lambda _: None)))[1] == ["a", "b"]
