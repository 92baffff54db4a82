"""The ledger of cells: every cell that says something ends in exactly one way."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.checks.known import Known
from loaders.checks.terms import ReadingTerms
from loaders.columns.ledger import Aside, CellCounts, CellLedger, added
from loaders.reading import Reading
from loaders.rosters.mapping_file import mapping_from

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from loaders.columns.ledger import Fate

HEADER = ["District", "State", "Network", "2018", "2019", "Note"]
MAPPINGS: dict[str, dict[str, Any]] = {
    "list": {"columns": {"network": "Network", "since": "2018", "until": "2019"}},
    "matrix": {"columns": {"role": "Note"}, "networks": {"2018": "One", "2019": "Two"}},
    "years": {"columns": {"network": "Network"}, "years": {"2018": "2018", "2019": "2019"}},
    "sections": {"columns": {"status": "Note"}, "section": "network"},
}
CELLS = st.sampled_from(
    [
        *("", "", "x", "2018", "2009-10", "Sep-14", "?", "n/a", "#REF!", "Total", "27", "left"),
        *("Alpha", "Sanborn Regional SD", "Lindsay USD", "NH", "CA", "Rural Exchange", "One; Two"),
        *("Cohort 2", "The Rural Exchange", "A / B", "Source: us", "State", "District", "soon"),
    ]
)
ROWS = st.lists(
    st.one_of(
        st.lists(CELLS, min_size=6, max_size=6),
        st.just(HEADER),
        st.permutations(HEADER),
        st.permutations([*HEADER[:4], "", ""]),
        st.lists(CELLS, max_size=8),
        st.tuples(CELLS).map(lambda one: [*one, "", "", "", "", ""]),
    ),
    max_size=8,
)


def ledgers(path: Path, rows: list[list[str]], kind: str) -> list[CellLedger]:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)  # the comma is sure
    who = {"name": "District", "state": "State", **MAPPINGS[kind]["columns"]}
    said = {"rows": "membership", "unknown": "create", **MAPPINGS[kind], "columns": who}
    terms = ReadingTerms(skip_bad=True, mapping=mapping_from(said, "test"))
    reading = Reading([path], Known(), [], terms)
    list(reading.records())
    return [table.ledger for table in reading.tables if table.ledger is not None]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(sorted(MAPPINGS)), st.lists(st.tuples(CELLS), max_size=2), ROWS)
def test_whatever_stands_in_a_table_each_filled_cell_is_accounted_for(
    tmp_path: Path, kind: str, titles: list[tuple[str]], rows: list[list[str]]
) -> None:
    table = [*map(list, titles), HEADER, *rows]
    (ledger,) = ledgers(tmp_path / "r.csv", table, kind)
    cells = ledger.cells
    assert cells.filled == sum(cells[1:])
    assert cells.filled == sum(cell != "" for row in table for cell in row)
    for column in ledger.columns:
        assert column.filled >= column.became + column.waits + column.refused + column.unused
        assert column.use or column.filled == column.unused


def test_a_reader_that_forgets_a_row_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [HEADER, ["Sanborn Regional SD", "NH", "Rural Exchange", "2018", "", "by hand"]] * 2
    keep, seen = CellLedger.row, []

    def forgetful(self: CellLedger, keys: list[str], cells: list[str], fate: Fate) -> None:
        seen.append(fate)
        keep(self, keys, [] if len(seen) == 1 else cells, fate)

    whole = ledgers(tmp_path / "r.csv", rows, "list")[0].cells
    monkeypatch.setattr(CellLedger, "row", forgetful)
    broken = ledgers(tmp_path / "r.csv", rows, "list")[0].cells
    filled = sum(cell != "" for row in rows for cell in row)
    assert (whole.filled, broken.filled) == (filled, filled - 5)


def test_a_ledger_counts_by_column_and_keeps_three_examples() -> None:
    ledger = CellLedger()
    keys = ledger.open(["District", "", "Note", "Note"], ["name", "since", None, None])
    ledger.row(keys, ["Alpha", "2018", "by hand", ""], "became")
    ledger.row(keys, ["Beta", "soon", "", "x"], "waits")
    ledger.row(keys, ["Gamma", "", "", "", "more"], "refused")
    for number in range(5):
        ledger.row(keys, [f"District {number}"], "became")
    ledger.aside(9, ["Total", "", "8"])
    assert keys == ["District", "column 2", "Note", "Note'"]
    district, second, note, again = ledger.columns
    assert (district.use, district.filled, district.became) == ("name", 8, 6)
    assert (district.waits, district.refused, district.examples) == (
        1,
        1,
        ("Alpha", "Beta", "Gamma"),
    )
    assert (second.name, second.became, second.waits) == ("column 2", 1, 1)
    assert (note.unused, again.unused, again.use) == (1, 1, None)
    assert ledger.asides == [Aside(9, "Total | 8")]
    assert ledger.cells == CellCounts(15, 7, 2, 1, 2, 3)
    assert added([ledger.cells, ledger.cells]) == CellCounts(30, 14, 4, 2, 4, 6)
