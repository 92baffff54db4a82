"""Whatever stands in a table: a clear fault or a safe value, nothing lost and nothing run."""

from __future__ import annotations

import csv
import io
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.national import national
from loaders.checks.known import Known
from loaders.checks.terms import ReadingTerms
from loaders.columns.loose import LooseTable
from loaders.forms.findings import Findings
from loaders.forms.opening import sheets_in
from loaders.reading import Reading
from loaders.rosters.mapping_file import mapping_from
from netweave.exports.cells import guarded

if TYPE_CHECKING:
    from pathlib import Path

    from graph.errors import Problem
    from graph.records import Record

BY_NAME = mapping_from(
    {
        "rows": "district",
        "columns": {"id": "id", "name": "name"},
        "properties": {"note": "note"},
    },
    "test",
)


def read(path: Path, content: bytes) -> tuple[list[Record], list[Problem]]:
    path.write_bytes(content)
    problems: list[Problem] = []
    reading = Reading([path], Known(), problems, ReadingTerms(skip_bad=True, mapping=BY_NAME))
    return list(reading.records()), problems


@pytest.mark.parametrize(
    "text", ["مدرسة", "\u202eevil\u202c", "שלום", "a\u200bb", "=cmd|'/c x'!A1"]
)
def test_odd_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    (node,), problems = read(tmp_path / "x.csv", f'id,name,note\nd:1,A,"{text}"\n'.encode())
    assert (node.properties["note"], problems) == (text, [])  # type: ignore[union-attr]  # a node


@pytest.mark.parametrize("mark", ["\0", "\x07", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_faults_of_their_row(tmp_path: Path, mark: str) -> None:
    content = f"id,name,note\nd:1,A{mark}B,\nd:2,C,\n".encode()
    nodes, problems = read(tmp_path / "x.csv", content)
    assert len(nodes) == 1
    assert [(p.line, p.column, p.rule) for p in problems] == [(2, "name", "control-character")]


def test_mixed_encodings_are_faults_of_their_rows(tmp_path: Path) -> None:
    content = "id,name,note\nd:1,Cañon,\n".encode() + "d:2,Café,\nd:3,C,\n".encode("cp1252")
    nodes, problems = read(tmp_path / "x.csv", content)
    assert len(nodes) == 2
    assert [(p.line, p.rule) for p in problems] == [(3, "wrong-encoding")]


def test_titles_and_notes_around_a_table_are_passed_over(tmp_path: Path) -> None:
    content = b"Title\n\nnote to all\nid,name,note\nd:1,A,x\nSource: somebody\nd:2,B,y\n"
    nodes, problems = read(tmp_path / "x.csv", content)
    assert len(nodes) == 2
    assert [(p.line, p.rule, p.severity) for p in problems] == [(6, "not-a-row", "warning")]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=9)
RISKY = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'", "'=", "''"]), TEXT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(RISKY | TEXT, RISKY | TEXT), max_size=6))
def test_guarded_cells_are_read_back_unchanged(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("a", "b", "c"), *((guarded(a), guarded(b), "x") for a, b in rows)])
    (tmp_path / "x.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    (sheet,) = sheets_in(tmp_path / "x.csv")
    problems: list[Problem] = []
    table = LooseTable(sheet.open(), Findings(problems).about("x.csv"))
    assert table.read_header(["a", "b"], ())
    found = [tuple(cells[:2]) for _, cells in table.rows()]
    assert problems == []
    assert found == [(a.strip(), b.strip()) for a, b in rows]


def test_a_long_roster_passes_through_without_staying_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("LEAID,who,network,joined\n")
        for number in range(30_000):
            file.write(f"33970{number % 40:02},A,Network {number % 9},{2000 + number % 20}\n")
    mapping = mapping_from(
        {
            "rows": "membership",
            "unknown": "create",
            "columns": {"nces_id": "LEAID", "name": "who", "network": "network", "since": "joined"},
        },
        "test",
    )
    reading = Reading([path], Known(), [], ReadingTerms(mapping=mapping))
    national()  # of one size, however long the roster is
    tracemalloc.start()
    count = sum(1 for _ in reading.records())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 30_000 + 40 + 9
    assert peak < 5 << 20
