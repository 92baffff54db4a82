"""The long trials, one after another: ``python -m campaign [PART...] [--scale X] [--seed N]``.

The tests hold one case of each kind; here each kind is tried often and at random, and what was
lost is counted. The last thing printed is one table. The exit status is 1 if anything was lost.
"""

from __future__ import annotations

import sys
import traceback
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from campaign.table import CannotRun, Row, as_row, markdown, plain, put_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARTS = {
    "guard": "texts that try to write or to read files through `netweave cypher`, on a server",
    "damage": "bytes overwritten in store files",
    "kills": "kill -9 of every command that writes a file",
    "crowd": "two writers and eight readers of one file",
    "bytes": "foreign bytes in every kind of input",
    "full_disk": "disks that are full",
    "server_kills": "kill -9 of the client, and of the server, while a server is written to",
    "hostile_pages": "hostile text in every field of every view, in Chromium",
    "calls": "wrong calls of every command, and calls put together by chance",
    "environments": "odd environments, and closed and full streams",
    "properties": "the property tests, at random and longer",
}
"""Every part in the order in which they run, and what it tries."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts and print their table.

    Parameters
    ----------
    arguments
        What follows ``python -m campaign``; None for what this process was started with.

    Returns
    -------
    int
        1 if anything was lost, else 0.
    """
    parser = _parser()
    wanted = parser.parse_args(arguments)
    if unknown := sorted({*wanted.part} - {*PARTS}):
        parser.error(f"there is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}.")
    parts = wanted.part or PARTS
    rows = [(part, row) for part in parts for row in tried(part, wanted.scale, wanted.seed)]
    print(markdown(rows) if wanted.markdown else plain(rows))
    if wanted.into:
        text = wanted.into.read_text(encoding="utf-8")
        wanted.into.write_text(put_into(text, rows, list(PARTS)), encoding="utf-8")
    return int(any(row.bad for _, row in rows))


def tried(part: str, scale: float, seed: int) -> list[Row]:
    """What a part found; one that cannot run gives a row that says why.

    A part that ends in an error has found something, be it in itself: that is a bad end.
    """
    if find_spec(f"campaign.{part}") is None:
        return [Row(PARTS[part], 0, 0, f"not run: campaign/{part}.py is not there.")]
    print(f"{part}: {PARTS[part]} …", file=sys.stderr, flush=True)
    began = perf_counter()
    rows = _run(part, scale, seed)
    print(f"{part}: {perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return rows


def _run(part: str, scale: float, seed: int) -> list[Row]:
    try:
        found: Iterable[Row | tuple[str, int, str]] = import_module(f"campaign.{part}").run(
            scale=scale, seed=seed
        )
        return [as_row(row) for row in found]
    except CannotRun as reason:
        return [Row(PARTS[part], 0, 0, f"not run: {reason}")]
    except Exception as error:  # noqa: BLE001 - the other parts are to run all the same
        traceback.print_exc()
        return [Row(PARTS[part], 0, 1, f"the part itself ended in {error!r}")]


def _parser() -> ArgumentParser:
    parts = "\n".join(f"  {part:<14} {what}" for part, what in PARTS.items())
    parser = ArgumentParser(
        "python -m campaign",
        description=f"Break netweave on purpose, and count what was lost.\n\n{parts}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("part", nargs="*", metavar="PART", help="only these parts")
    parser.add_argument("--scale", type=float, default=1.0, help="how many tries, 1 for all")
    parser.add_argument("--seed", type=int, default=0, help="of everything done by chance")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument(
        "--into", type=Path, metavar="FILE", help="put the rows into the table of this page too"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
