"""Parse a table and hold its rows: CSV with the standard library, XLSX with calamine.

``python table_parse.py FILE``; the CSV may be gzipped.
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook


def main() -> None:
    """Read the file named on the command line, and print how many rows it has."""
    path = Path(sys.argv[1])
    if path.suffix == ".xlsx":
        rows = sum(1 for _ in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows())
    else:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8", newline="") as file:
            rows = len(list(csv.DictReader(file)))
    print(rows)


main()
