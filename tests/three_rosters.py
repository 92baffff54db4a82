"""Three messy rosters, and what a person decides in the workbook that `add` writes for them."""

from __future__ import annotations

from pathlib import Path

import openpyxl

ROSTERS = Path(__file__).resolve().parent / "data" / "three-rosters"
DECIDED: dict[str, str | int] = {
    "Howard-Winn": 1,
    "Blue Valley School District": "Blue Valley, Overland Park",  # a name in a city
    "Blue Valley": 2,
    "Elgin Area School District U-46": "SD U-46",  # the name of a candidate
    "Greeley-Evans School District 6": 1,
    "Westminster Public Schools": "district:0807230",  # an id
    "Westminster (Adams 50)": "district:0807230",
    "West Ada School District": "1602100",  # a LEAID
    "Department of Defense Education Activity – Kaiserslautern District, Germany": "not a district",
    "Adams 12": "Adams 12 Five Star Schools",  # a name that the desk accepts
    "St Vrain": 1,
    "on hold": "member",
    "pending": "not in the graph",
}
"""What a person decides: the number of a candidate stands for what is chosen from the list."""


def fill_in(path: Path, decided: dict[str, str | int] = DECIDED) -> None:
    """Decide in a workbook as a person would, in its lists."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        header = next((row for row in rows if "decision" in row), None)
        if header is None:
            continue
        for line, row in enumerate(rows, start=1):
            said = decided.get(str(row[header.index("written")])) if row is not header else None
            chosen = row[header.index(f"candidate_{said}")] if isinstance(said, int) else said
            if chosen is not None:
                sheet.cell(line, header.index("decision") + 1, str(chosen))
    book.save(path)
