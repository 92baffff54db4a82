"""A CSV file as rows that remember their line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.columns.headers import COLUMN_LIMIT
from loaders.columns.table import Table
from loaders.forms.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.errors import Problem

    Read = Callable[..., tuple[list[tuple[int, list[str]]], list[Problem]]]

USUAL = ("id", "name", "since")


def read_table(path: Path) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    problems: list[Problem] = []
    table = Table(path, Findings(problems).about("x.csv"))
    usable = table.read_header(("id", "name"), USUAL)
    return list(table.rows()) if usable else [], problems


@pytest.fixture
def rows(tmp_path: Path) -> Read:
    """The rows and problems of a table with this text."""

    def read_text(
        content: str | bytes, name: str = "x.csv"
    ) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path)

    return read_text


def spots(problems: list[Problem]) -> list[tuple[int | None, str | None, str]]:
    return [(p.line, p.column, p.rule) for p in problems]


def test_rows_come_with_the_line_where_they_begin(rows: Read) -> None:
    text = 'id,name\n1,"over\ntwo lines"\n2,"and\r\nthree\n"\n\n3,c\n'
    assert rows(text) == (
        [(2, ["1", "over\ntwo lines"]), (4, ["2", "and\r\nthree"]), (8, ["3", "c"])],
        [],
    )


def test_blank_lines_and_rows_of_commas_are_passed_over(rows: Read) -> None:
    text = "\n\nid,name\n\n , \n,,,,\n1,a\n  \n"
    assert rows(text) == ([(7, ["1", "a"])], [])


def test_cells_and_names_lose_the_white_space_around_them(rows: Read) -> None:
    assert rows(' ID ,\tName\n 1 ,\xa0a b \n2, "b, c" \n'.replace('" \n', '"\n')) == (
        [(2, ["1", "a b"]), (3, ["2", "b, c"])],
        [],
    )


def test_the_apostrophe_that_guards_a_formula_is_taken_off(rows: Read) -> None:
    text = "id,name\n1,'=1+1\n2,'-x\n3,'@a\n4,'+b\n5,\"'\tc\"\n6,\"'\rd\"\n7,'tis\n8,O'=\n9,''=x\n"
    names = ["=1+1", "-x", "@a", "+b", "\tc", "\rd", "'tis", "O'=", "'=x"]
    assert [cells[1] for _, cells in rows(text)[0]] == names


def test_a_quote_within_a_cell_is_no_quote(rows: Read) -> None:
    assert rows('id,name\n1,the 5" pipe\n2,"the ""A"" team"\n')[0] == [
        (2, ["1", 'the 5" pipe']),
        (3, ["2", 'the "A" team']),
    ]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), max_size=20))
def test_what_the_csv_module_writes_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("id", "name"), *pairs])
    path = tmp_path_factory.mktemp("tables") / "x.csv"
    path.write_bytes(out.getvalue().encode())
    stripped = [(i, [a.strip(), b.strip()]) for i, (a, b) in enumerate(pairs, start=2)]
    unguarded = [(i, [_unguarded(c) for c in cells]) for i, cells in stripped if any(cells)]
    assert read_table(path) == (unguarded, [])


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1:2] in "=+-@" else cell


@given(st.lists(st.integers(0, 3), max_size=8))
def test_lines_are_counted_through_quoted_line_ends(
    tmp_path_factory: pytest.TempPathFactory, heights: list[int]
) -> None:
    text = "id,name\n" + "".join(f'{i},"a{chr(10) * h}b"\n' for i, h in enumerate(heights))
    path = tmp_path_factory.mktemp("tables") / "x.csv"
    path.write_bytes(text.encode())
    begins = [2 + sum(heights[:i]) + i for i in range(len(heights))]
    assert [line for line, _ in read_table(path)[0]] == begins


# The header ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n\n", " , \n"])
def test_a_file_without_a_header_is_empty(rows: Read, text: str) -> None:
    assert spots(rows(text)[1]) == [(None, None, "empty-file")]


def test_a_header_alone_is_an_empty_table(rows: Read) -> None:
    assert rows("id,name\n") == ([], [])


def test_every_missing_column_is_a_problem(rows: Read) -> None:
    _, problems = rows("\nidentifier,nam\n1,a\n")
    assert spots(problems) == [(2, "id", "missing-column"), (2, "name", "missing-column")]
    assert problems[0].fix == "Add it to the header."
    assert problems[1].fix == "Rename 'nam', if that is it."


def test_a_usual_column_is_not_offered_for_a_missing_one(rows: Read) -> None:
    assert rows("id,since\n")[1][0].fix == "Add it to the header."


def test_a_column_that_is_there_twice_is_a_problem(rows: Read) -> None:
    _, problems = rows("id,name,Name,x,X,x\n")
    assert spots(problems) == [
        (1, "name", "duplicate-column"),
        (1, "X", "duplicate-column"),
        (1, "x", "duplicate-column"),
    ]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_another_separator_is_named(rows: Read, mark: str) -> None:
    assert spots(rows(f"id{mark}name\n1{mark}a\n")[1]) == [(1, None, "wrong-separator")]


def test_columns_without_a_name_must_be_empty(rows: Read) -> None:
    found, problems = rows("id,,name,\n1,,a,\n2,,b,x\n")
    assert found == [(2, ["1", "", "a", ""])]
    assert spots(problems) == [(3, None, "unnamed-column")]
    assert problems[0].problem == "Column 4 holds 'x', but has no name."


def test_a_table_has_no_end_of_columns(rows: Read) -> None:
    header = ",".join(["id", "name", *map(str, range(COLUMN_LIMIT))])
    assert spots(rows(header)[1]) == [(1, None, "too-many-columns")]


def test_a_header_that_cannot_be_decoded_is_a_problem(rows: Read) -> None:
    assert spots(rows(b"id,name,ann\xe9e\n1,a,b\n")[1]) == [(1, None, "wrong-encoding")]


# The rows --------------------------------------------------------------------------------------


def test_ragged_rows_are_left_out_and_the_others_kept(rows: Read) -> None:
    found, problems = rows("id,name\n1\n2,b\n3,c,d\n")
    assert found == [(3, ["2", "b"])]
    assert spots(problems) == [(2, None, "ragged-row"), (4, None, "ragged-row")]
    assert problems[0].problem == "The header has 2 columns, this row has 1."


def test_control_characters_are_shown_where_they_are(rows: Read) -> None:
    found, problems = rows("id,name\n1,a\0b\n2,b\n\x1b[31m3,a\x85b\n4,tab\there\n")
    assert [line for line, _ in found] == [3, 5]
    assert spots(problems) == [
        (2, "name", "control-character"),
        (4, "id", "control-character"),
        (4, "name", "control-character"),
    ]
    assert problems[0].problem == "'a\\x00b' holds a control character."
    assert all(str(p).isprintable() for p in problems)


def test_rows_that_are_not_utf8_are_one_problem_that_lists_their_lines(rows: Read) -> None:
    text = "id,name\n" + "".join(f"{i},{'ñ' if i % 2 else 'n'}\n" for i in range(20))
    found, problems = rows(text.encode("latin-1"))
    assert len(found) == 10
    assert spots(problems) == [(3, None, "wrong-encoding")]
    assert "lines 3, 5, 7, 9, 11 and 5 more" in problems[0].problem
    assert "Windows-1252" in problems[0].problem


def test_one_row_that_is_not_utf8_is_named_alone(rows: Read) -> None:
    assert "The text of line 2 is not" in rows(b"id,name\n1,\xe9\n")[1][0].problem


def test_text_after_a_closing_quote_spoils_its_row_alone(rows: Read) -> None:
    found, problems = rows('id,name\n1,"a" b\n2,b\n')
    assert found == [(3, ["2", "b"])]
    assert spots(problems) == [(2, None, "stray-quote")]


@pytest.mark.parametrize("rest", ["", "\n3,c\n", "\n3,c" * 60_000])
def test_a_quote_that_is_never_closed_is_found_where_it_opens(rows: Read, rest: str) -> None:
    found, problems = rows(f'id,name\n1,a\n2,"b{rest}')
    assert found == [(2, ["1", "a"])]
    assert spots(problems) == [(3, None, "unclosed-quote")]


def test_a_cell_beyond_the_limit_spoils_its_row_alone(rows: Read) -> None:
    limit = csv.field_size_limit()
    found, problems = rows(f"id,name\n1,{'x' * (limit + 1)}\n2,{'x' * limit}\n")
    assert [line for line, _ in found] == [3]
    assert spots(problems) == [(2, None, "cell-too-long")]
    assert csv.field_size_limit() == limit


def test_a_line_beyond_the_limit_ends_the_file(rows: Read) -> None:
    found, problems = rows(b"id,name\n1,a\n2," + b"x," * (5 << 20) + b"\n3,c\n")
    assert found == [(2, ["1", "a"])]
    assert spots(problems) == [(3, None, "row-too-long")]


def test_quoted_rows_beyond_the_limit_end_the_file(rows: Read) -> None:
    found, problems = rows(b"id,name\n1,a\n2" + b',"\n"' * (3 << 20))
    assert found == [(2, ["1", "a"])]
    assert spots(problems) == [(3, None, "row-too-long")]


def test_a_file_that_cannot_be_opened_is_one_problem(tmp_path: Path) -> None:
    assert spots(read_table(tmp_path / "x.csv")[1]) == [(None, None, "unreadable")]


def test_a_table_counts_what_it_has_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('id,name\n1,a\n2\n\n3,"c" d\n4,d\n', encoding="utf-8")
    table = Table(path, Findings([]).about("x.csv"))
    refused: list[list[str]] = []
    assert table.read_header(("id", "name"), USUAL)
    assert len(list(table.rows(refused.append))) == 2
    assert (table.read, table.refused, refused, table.lost) == (4, 2, [["2"]], True)
    assert not table.unread
