"""Files are read line by line, whatever their line ends, size and bytes."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms.lines import BLOCK, ROW_LIMIT, DamagedFileError, Lines

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(tmp_path: Path, content: bytes, name: str = "x.csv") -> tuple[list[str], Lines]:
    path = tmp_path / name
    path.write_bytes(content)
    lines = Lines(path)
    return list(lines), lines


def damage(tmp_path: Path, content: bytes, name: str = "x.csv") -> tuple[str, int | None]:
    with pytest.raises(DamagedFileError) as caught:
        read_bytes(tmp_path, content, name)
    return caught.value.rule, caught.value.line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line_and_is_kept(tmp_path: Path, end: str) -> None:
    lines, _ = read_bytes(tmp_path, f"a{end}{end}b".encode())
    assert lines == [f"a{end}", end, "b"]


def test_other_separators_of_unicode_end_no_line(tmp_path: Path) -> None:
    text = "a\x0bb\x0cc\x1cd\x85e\u2028f\n"
    assert read_bytes(tmp_path, text.encode())[0] == [text]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"\xef\xbb\xbfid\n")[0] == ["id\n"]


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"")[0] == []
    assert read_bytes(tmp_path, b"\xef\xbb\xbf")[0] == []


def test_a_gzipped_file_gives_the_same_lines(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, gzip.compress(b"a\nb\n", mtime=0), "x.csv.gz")[0] == ["a\n", "b\n"]


@pytest.mark.parametrize("shift", range(-2, 3))
def test_a_line_end_or_a_letter_on_the_edge_of_a_block_is_not_torn(
    tmp_path: Path, shift: int
) -> None:
    first = "x" * (BLOCK - 2 + shift) + "é\r\n"
    lines, _ = read_bytes(tmp_path, f"{first}next\r\n".encode())
    assert lines == [first, "next\r\n"]


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\0", codec="utf-8"), max_size=9)))
def test_lines_put_together_are_the_file(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    text = "\n".join(f"x{t}" for t in texts)
    lines, _ = read_bytes(tmp_path_factory.mktemp("lines"), text.encode())
    assert "".join(lines) == text
    assert len(lines) == len(texts)


@pytest.mark.parametrize(
    "odd", [b"\0", b"\x07", b"\x7f", b"\xc2\x85", b"\xff", b"'=1+1", b"'\t", b"\xed\xa0\x80"]
)
def test_what_needs_a_second_look_is_noticed(tmp_path: Path, odd: bytes) -> None:
    padding = b"a" * 5000
    assert not read_bytes(tmp_path, padding + odd + b"\n")[1].plain


@pytest.mark.parametrize("text", ["plain\ttab\r\n", "O'Brien, 'quoted'", "é — ’ 日本 \xa0"])
def test_ordinary_text_needs_no_second_look(tmp_path: Path, text: str) -> None:
    assert read_bytes(tmp_path, text.encode())[1].plain


def test_bytes_that_are_not_utf8_stay_recognisable(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"a\xe9\nb\n")[0] == ["a\udce9\n", "b\n"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("id,name\n".encode("utf-16"), "wrong-encoding"),
        ("id,name\n".encode("utf-16-be"), "wrong-encoding"),
        ("id,name\n".encode("utf-16-le"), "wrong-encoding"),
        (b"\xfe\xff\0i", "wrong-encoding"),
        (b"PK\x03\x04rest of a workbook", "not-csv"),
        (b"\xd0\xcf\x11\xe0rest of an old workbook", "not-csv"),
        (gzip.compress(b"id,name\n", mtime=0), "not-csv"),
    ],
)
def test_a_file_that_is_no_utf8_text_is_known_by_its_first_bytes(
    tmp_path: Path, content: bytes, rule: str
) -> None:
    assert damage(tmp_path, content) == (rule, 1)


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\n",
        gzip.compress(b"id,name\n", mtime=0)[:-9],
        gzip.compress(b"id,name\n", mtime=0) + b"and more",
        gzip.compress(os.urandom(1000))[:200] + b"\xff" * 500,
        b"",
    ],
)
def test_a_damaged_gzip_file_is_an_error_or_empty(tmp_path: Path, content: bytes) -> None:
    if content:
        assert damage(tmp_path, content, "x.csv.gz")[0] == "corrupt-gzip"
    else:
        assert read_bytes(tmp_path, content, "x.csv.gz")[0] == []


def test_damage_within_a_gzip_file_is_placed_behind_the_lines_that_were_read(
    tmp_path: Path,
) -> None:
    whole = b"".join(b"%d,%s\n" % (i, os.urandom(20).hex().encode()) for i in range(40_000))
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(whole, mtime=0)[:-5000])
    passed: list[str] = []
    with pytest.raises(DamagedFileError) as caught:
        passed.extend(Lines(path))
    assert caught.value.line == len(passed) + 1 > 1


def test_an_endless_line_is_given_up_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"id,name\n" + b"x" * (50 << 20))
    tracemalloc.start()
    with pytest.raises(DamagedFileError) as caught:
        list(Lines(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (caught.value.rule, caught.value.line) == ("row-too-long", 2)
    assert peak < 4 * ROW_LIMIT


def test_a_row_of_many_lines_is_given_up_too(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b'start,"' + b"\n" * (2 * ROW_LIMIT))
    with pytest.raises(DamagedFileError, match="longer than 8 MiB"):
        list(Lines(path))


def test_many_short_rows_are_no_long_row(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"0123456789\n" * (2 * ROW_LIMIT // 11))
    lines = Lines(path)
    for count, _ in enumerate(lines, start=1):
        lines.row_start = count
    assert lines.row_start == 2 * ROW_LIMIT // 11


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "nowhere.csv").symlink_to(tmp_path / "missing")
    for name in ("pipe.csv", "folder.csv", "nowhere.csv", "missing.csv"):
        with pytest.raises(DamagedFileError) as caught:
            list(Lines(tmp_path / name))
        assert caught.value.rule == "unreadable"


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id\n", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(DamagedFileError, match="Permission denied"):
        list(Lines(path))
