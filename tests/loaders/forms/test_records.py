"""JSON: a list of objects, or an object on each line."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[int, list[str]]


def read(path: Path) -> tuple[list[Row], list[DamagedFileError]]:
    lost: list[DamagedFileError] = []
    (sheet,) = sheets_in(path)
    return list(sheet.open().rows(lost.append)), lost


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_come_with_the_line_where_they_begin(tmp_path: Path) -> None:
    text = '[\n {"name": "A",\n  "n": 1.50},\n {"name": "B"},\n\n {"x": true}\n]'
    rows, lost = read(written(tmp_path / "x.json", text))
    assert lost == []
    assert rows == [
        (1, ["name", "n", "x"]),
        (2, ["A", "1.50", ""]),
        (4, ["B", "", ""]),
        (6, ["", "", "true"]),
    ]


def test_the_list_may_lie_within_an_object(tmp_path: Path) -> None:
    text = '{"date": "2020",\n "members": [{"name": "A"}]}'
    assert read(written(tmp_path / "x.json", text))[0] == [(1, ["name"]), (2, ["A"])]


@pytest.mark.parametrize(
    "text",
    [
        '{"about": "members", "more": {"x": [1], "members": [2]}, "members": [{"name": "A"}]}',
        r'{"r\u00f4les": [{"name": "A"}], "last": "x"}',
    ],
)
def test_the_list_is_found_wherever_its_name_is_met_and_however_written(
    tmp_path: Path, text: str
) -> None:
    assert read(written(tmp_path / "x.json", text)) == ([(1, ["name"]), (1, ["A"])], [])


def test_a_list_in_an_entry_is_a_cell_and_an_object_several(tmp_path: Path) -> None:
    text = '[{"nets": ["a", "b", 3], "place": {"city": "X", "deep": {"er": null}}}]'
    assert read(written(tmp_path / "x.json", text))[0] == [
        (1, ["nets", "place.city", "place.deep.er"]),
        (1, ["a; b; 3", "X", ""]),
    ]


def test_lines_of_json_are_rows_and_bad_lines_are_told(tmp_path: Path) -> None:
    text = '{"name": "A"}\n\n{"name": \n[1]\n{"state": "ME"}\n'
    rows, lost = read(written(tmp_path / "x.jsonl", text))
    assert rows == [(1, ["name", "state"]), (1, ["A", ""]), (5, ["", "ME"])]
    assert [(damage.line, damage.rule) for damage in lost] == [(3, "bad-json"), (4, "bad-json")]


def test_a_gzipped_file_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "x.ndjson.gz").write_bytes(gzip.compress(b'{"name": "A"}\n'))
    assert read(tmp_path / "x.ndjson.gz")[0] == [(1, ["name"]), (1, ["A"])]


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    digits = "9" * 5_000
    rows, _ = read(written(tmp_path / "x.json", f'[{{"n": {digits}, "m": 0.10}}]'))
    assert rows[1] == (1, [digits, "0.10"])


@pytest.mark.parametrize(
    "text", ["", "{}", "3", "[1, 2", '[{"n": NaN}]', "[" * 100_000, '{"a": [1], "b": [2]}', "nope"]
)
def test_what_is_no_list_of_objects_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(DamagedFileError) as caught:
        read(written(tmp_path / "x.json", text))
    assert caught.value.rule == "bad-json"


def test_an_entry_that_is_no_object_is_left_out(tmp_path: Path) -> None:
    rows, lost = read(written(tmp_path / "x.json", '[3, {"name": "A"}]'))
    assert (rows[1:], len(lost)) == ([(1, ["A"])], 1)


@given(st.lists(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=9)), max_size=9))
def test_any_texts_come_out_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("json") / "x.json"
    path.write_text(json.dumps(records, indent=1), encoding="utf-8")
    (_, names), *rows = read(path)[0]
    assert [dict(zip(names, cells, strict=True)) for _, cells in rows] == [
        {name: record.get(name, "") for name in names} for record in records
    ]


def test_rows_that_begin_on_one_line_are_numbered(tmp_path: Path) -> None:
    rows, _ = read(written(tmp_path / "x.json", '[{"n": "A"}, {"n": "B"}]'))
    assert rows == [(1, ["n"]), (2, ["A"]), (3, ["B"])]


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_objects_in_a_list_are_rows_beside_what_stands_outside(tmp_path: Path, name: str) -> None:
    text = (
        '{"n": "One", "tags": ["a", "b"], "in": {"who": [{"n": "A", "s": "NH"}, {"n": "B"}, "C"]}}'
    )
    path = written(tmp_path / name, text if name == "x.jsonl" else f"[{text}]")
    rows, lost = read(path)
    assert lost == []
    assert rows == [
        (1, ["n", "tags", "in.who / n", "in.who / s", "in.who"]),
        (2, ["One", "a; b", "A", "NH", ""]),
        (3, ["One", "a; b", "B", "", ""]),
        (4, ["One", "a; b", "", "", "C"]),
    ]
    (sheet,) = sheets_in(path)
    assert sheet.facts().filled_in == {(3, 0), (3, 1), (4, 0), (4, 1)}
