"""The forms of an answer: plain values as JSON, safe cells as CSV, text that fits, Markdown."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import StoreFacts
from graph.model import Ref, Source
from netweave.cli.answer import as_json
from netweave.cli.answer.as_csv import csv_text
from netweave.cli.answer.as_json import document, plain
from netweave.cli.answer.as_markdown import markdown_text
from netweave.cli.answer.as_text import page_text
from netweave.cli.answer.grids import breadth, columned, fitted
from netweave.cli.answer.pages import (
    Answer,
    Code,
    CsvSheet,
    Grid,
    Items,
    Ladder,
    Rung,
    Text,
    Title,
    columns,
)
from queries.asking.evidence import Tenure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netweave.cli.answer.pages import AnswerPage
    from tests.cli.conftest import Ask, Drawn


class Hop(NamedTuple):
    from_: str
    to: str


class Figure(NamedTuple):
    name: str
    value: float | None


HOME = Ref("a", "district", "A")


class Held(NamedTuple):
    type: str
    tenure: Tenure
    other: Ref


class Row(NamedTuple):
    other: Ref
    flag: bool
    number: float | None
    via: tuple[str, ...]
    sources: tuple[Source, ...]


# JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Hop("a", "b"), {"from": "a", "to": "b"}),
        (
            Held("T", Tenure("chair", "2012", None, over=False, undated=False, sources=()), HOME),
            {
                "type": "T",
                "role": "chair",
                "since": "2012",
                "until": None,
                "over": False,
                "undated": False,
                "sources": [],
                "other": {"id": "a", "kind": "district", "name": "A"},
            },
        ),
        (Figure("x", 0.1), {"name": "x", "value": 0.1}),
        (Figure("x", float("nan")), {"name": "x", "value": None}),
        (Figure("x", float("inf")), {"name": "x", "value": None}),
        (("", "a", None), [None, "a", None]),
        ({"n": 1, "t": True, "l": ()}, {"n": 1, "t": True, "l": []}),
        (1 / 3, 1 / 3),
    ],
)
def test_values_become_plain(value: object, expected: object) -> None:
    assert plain(value) == expected


def test_a_document_is_one_line_of_json_in_its_own_letters() -> None:
    facts = StoreFacts("offline", 1, 2, "ab")
    answer = Answer("find", facts, {"text": "é"}, {"rows": []}, CsvSheet((), []), list)
    assert "".join(document(answer, "2012")) == (
        '{"question": "find", "store": {"kind": "offline", "nodes": 1, "ties": 2, '
        '"data_hash": "ab"}, "as_of": "2012", "parameters": {"text": "é"}, "rows": []}\n'
    )


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7])
def test_a_long_answer_is_written_in_pieces_and_reads_the_same(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_json, "PIECE", 3)
    rows = [Figure("é", float(place)) for place in range(count)]
    fields = {"rows": rows, "one": Figure("x", None), "more": tuple(rows), "text": ""}
    answer = Answer("find", StoreFacts("offline", 1, 2, "ab"), {}, fields, CsvSheet((), []), list)
    pieces = list(document(answer, None))
    assert max(piece.count('"name"') for piece in pieces) == min(count, 3)
    whole = json.loads("".join(pieces))
    assert whole["rows"] == whole["more"] == plain(rows)
    assert (whole["one"], whole["text"]) == ({"name": "x", "value": None}, None)
    assert "".join(pieces) == json.dumps(whole, ensure_ascii=False) + "\n"


# CSV ------------------------------------------------------------------------------------------


def csv_rows(row: Row) -> dict[str, str]:
    shown = ("other.id", "other.name", "flag", "number", "via", "sources")
    (one,) = csv.DictReader(io.StringIO(csv_text(CsvSheet(shown, [row]))))
    return one


def test_a_tenure_lies_flat_in_csv_as_it_does_in_json() -> None:
    shown = columns(Held._fields, tenure=Tenure._fields, other=("id", "name"))
    held = Held("T", Tenure("chair", "2012", None, over=False, undated=False, sources=()), HOME)
    assert csv_text(CsvSheet(shown, [held])) == (
        "type,role,since,until,over,undated,sources,other_id,other_name\nT,chair,2012,,false,false,,a,A\n"
    )


def test_csv_flattens_records_and_joins_lists() -> None:
    sources = (Source("https://a.org"), Source(None, "x.csv", 3), Source(None, "y.csv"), Source())
    row = Row(Ref("i", "district", "N"), flag=True, number=0.25, via=("a", "b"), sources=sources)
    assert csv_rows(row) == {
        "other_id": "i",
        "other_name": "N",
        "flag": "true",
        "number": "0.25",
        "via": "a | b",
        "sources": "https://a.org | x.csv line 3 | y.csv | ",
    }


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("'=x", "''=x"),
        ("a=b", "a=b"),
        ("'tis", "'tis"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_text_that_a_spreadsheet_could_run_gets_an_apostrophe(text: str, cell: str) -> None:
    row = Row(Ref("i", "district", text), flag=False, number=-1.5, via=(text,), sources=())
    found = csv_rows(row)
    assert (found["other_name"], found["via"], found["number"]) == (cell, cell, "-1.5")


def test_csv_has_one_line_for_each_row_whatever_a_name_holds(ask: Ask, drawn: Drawn) -> None:
    store = drawn('district:a = A, the "first" | =cmd()')
    out = ask("list", "all", "--store", store, "--format", "csv").out
    assert out.splitlines()[1:] == ['"A, the ""first""",district,,\'=cmd(),,district:a']


# Text -----------------------------------------------------------------------------------------


def test_a_page_is_wrapped_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    words = "one two three four five six seven eight nine ten eleven"
    page: AnswerPage = [
        Text(words),
        Items([words]),
        Ladder([Rung("Start", [words]), Rung("End", ())]),
        Code([f"  {words}"]),
    ]
    assert page_text(page) == (
        "one two three four five six seven eight nine\n"
        "ten eleven\n"
        "\n"
        "  - one two three four five six seven eight\n"
        "    nine ten eleven\n"
        "\n"
        "  Start\n"
        "    │ one two three four five six seven\n"
        "    │   eight nine ten eleven\n"
        "  End\n"
        "\n"
        f"  {words}\n"
    )


def test_a_name_cannot_drive_the_terminal() -> None:
    text = page_text([Text("a\x1b[31mred\x07\u202ex"), Grid(("N",), [["\x9b2J\r\nb"]])])
    assert text == "a\ufffd[31mred\ufffd\ufffdx\n\nN\n─────\n\ufffd2J b\n"


def test_numbers_stand_to_the_right_and_empty_columns_are_left_out() -> None:
    grid = Grid(("Name", "Empty", "Count"), [["a", None, 1500], ["b", "", 7]])
    assert page_text([grid]) == ("Name   Count\n────────────\na      1,500\nb          7\n")


def test_a_grid_wraps_the_widest_cells() -> None:
    text = columned(["Id", "Text"], [["x", "some words that take room"]], [False, False], 20)
    assert text == ("Id   Text\n────────────────────\nx    some words that\n     take room\n")


def test_wide_and_combining_characters_keep_columns_straight() -> None:
    assert (breadth("教育"), breadth("e\u0301"), breadth("abc")) == (4, 1, 3)
    text = columned(["A", "B"], [["教育", "x"], ["ab", "y"]], [False, False], 80)
    assert text.splitlines()[2:] == ["教育   x", "ab     y"]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(6, 120), st.data())
def test_columns_fit_wherever_there_is_room(
    natural: list[int], room: int, data: st.DataObject
) -> None:
    words = [data.draw(st.integers(0, width)) for width in natural]
    widths = fitted(natural, words, room)
    assert sum(widths) <= room
    assert all(0 <= width <= max(own, 1) for width, own in zip(widths, natural, strict=True))
    if sum(natural) <= room:
        assert widths == natural


MIXED = st.text("ab 教育\u0301-", max_size=300)


@given(st.lists(st.tuples(st.text(max_size=30), MIXED), max_size=4))
def test_no_line_of_a_table_is_wider_than_the_terminal(rows: Sequence[tuple[str, str]]) -> None:
    for line in page_text([Grid(("One", "Two"), rows)]).splitlines():
        assert breadth(line) <= 100


# Markdown -------------------------------------------------------------------------------------


def test_markdown_shows_text_as_it_is() -> None:
    page: AnswerPage = [
        Title("A *bold* <b>title</b>"),
        Text("[x](javascript:alert) `code` MEMBER_OF _x_"),
        Grid(("Name", "Count"), [["a|b\nc", 1000], ["d", None]]),
        Ladder([Rung("Start", ["by | foot"]), Rung("End", ())]),
        Code(["$ netweave <x>"]),
    ]
    assert markdown_text(page) == (
        "## A \\*bold\\* \\<b\\>title\\</b\\>\n"
        "\n"
        "\\[x\\](javascript:alert) \\`code\\` MEMBER_OF \\_x\\_\n"
        "\n"
        "| Name | Count |\n"
        "| --- | --- |\n"
        "| a\\|b c | 1,000 |\n"
        "| d |  |\n"
        "\n"
        "- Start\n"
        "  - by \\| foot\n"
        "- End\n"
        "\n"
        "    $ netweave <x>\n"
    )


@pytest.mark.parametrize(
    "words",
    [["info"], ["list", "all"], ["find", "a"], ["show", "RSU 2"], ["members", "network:nessc"]],
)
def test_every_command_speaks_every_form(ask: Ask, full: str, words: list[str]) -> None:
    for form in ("table", "markdown", "csv", "json"):
        done = ask(*words, "--store", full, "--format", form)
        assert (done.status, done.err) == (0, "")
        assert done.out.endswith("\n")
    json.loads(done.out)
