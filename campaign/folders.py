"""Small house folders to load: one, the same changed, and more from another source."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

STATES = ("ME", "NH", "AK", "CA")
PAGE = "https://page.example.org"


class Folders(NamedTuple):
    """Three sources. The first two have one name, so the second is the first, loaded anew."""

    base: Path
    changed: Path
    more: Path


def write_folders(folder: Path, districts: int = 60, networks: int = 8) -> Folders:
    """Write the three, with three memberships for each district."""
    found = Folders(folder / "base" / "one", folder / "changed" / "one", folder / "two")
    members, collectives = range(districts), range(networks)
    _write(found.base, members, collectives, "2011")
    # A third of the districts is gone, names differ, and every date has moved.
    _write(found.changed, range(districts // 3, districts), collectives, "2013", " anew")
    _write(found.more, range(districts // 2, districts * 2), range(networks * 2), "2012")
    return found


def _write(
    folder: Path, members: Sequence[int], networks: Sequence[int], since: str, suffix: str = ""
) -> None:
    folder.mkdir(parents=True)
    _table(
        folder / "districts.csv",
        ("id", "name", "state", "source_url"),
        (
            (f"district:{n}", f"District {n}{suffix}", STATES[n % len(STATES)], PAGE)
            for n in members
        ),
    )
    _table(
        folder / "networks.csv",
        ("id", "kind", "name", "source_url"),
        ((f"network:{n}", "network", f"Network {n}", PAGE) for n in networks),
    )
    _table(
        folder / "relationships.csv",
        ("source_id", "type", "target_id", "since", "source_url"),
        (
            (f"district:{n}", "MEMBER_OF", f"network:{(n + step) % len(networks)}", since, PAGE)
            for n in members
            for step in (0, 1, 3)
        ),
    )


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
