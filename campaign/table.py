"""What a part of the campaign found, and the one table in which all of it is printed.

A part is a module of this folder with ``run(scale, seed)``, which gives a row for each kind of
thing that it tried. A row's ``bad`` counts what must never be: data lost or half written,
something executed or read that should not, a traceback, "a mistake in netweave itself".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEAD = ("part", "what", "tries", "lost")


class CannotRun(Exception):  # noqa: N818 - it is no error: something is not on this machine
    """A part needs what is not here, a browser or a server; the message says what."""


class Row(NamedTuple):
    """One kind of thing that was tried."""

    what: str
    tries: int
    bad: int
    note: str = ""
    """What is to be said of the outcome, beside the number."""

    @property
    def outcome(self) -> str:
        """The number of bad ends, and the note; of what was not tried the note alone."""
        return f"{self.bad:,} {self.note}".rstrip() if self.tries or self.bad else self.note


def as_row(found: Row | tuple[str, int, str]) -> Row:
    """A row from what a part gave; the text of a plain tuple begins with the number of bad ends.

    A text that begins with no number says that something is wrong, and counts as one bad end.
    """
    if isinstance(found, Row):
        return found
    what, tries, outcome = found
    number = re.match(r"\s*(\d[\d,]*)", outcome)
    if number is None:
        return Row(what, tries, 1, outcome)
    return Row(what, tries, int(number[1].replace(",", "")), outcome[number.end() :].strip())


def plain(rows: Iterable[tuple[str, Row]]) -> str:
    """The table for people, in columns."""
    table = [HEAD, *_cells(rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEAD))]
    return "\n".join(
        f"{part:<{widths[0]}}  {what:<{widths[1]}}  {tries:>{widths[2]}}  {lost}".rstrip()
        for part, what, tries, lost in table
    )


def markdown(rows: Iterable[tuple[str, Row]]) -> str:
    """The table as Markdown, for docs/reliability.md."""
    lines = [HEAD, ("---", "---", "---:", "---"), *_cells(rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def put_into(text: str, rows: Sequence[tuple[str, Row]], order: Sequence[str]) -> str:
    """A Markdown page with these rows in its table, in place of those that their parts had there.

    Raises
    ------
    ValueError
        If the page has no table of the campaign.
    """
    head, rule, *new = markdown(rows).splitlines()
    lines = text.splitlines()
    if head not in lines:
        raise ValueError(f"There is no table that begins with {head!r}.")
    begin = end = lines.index(head)
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    parts = {part for part, _ in rows}
    kept = [line for line in lines[begin + 2 : end] if _part(line) not in parts]
    body = sorted([*kept, *new], key=lambda line: order.index(_part(line)))
    return "\n".join([*lines[:begin], head, rule, *body, *lines[end:]]) + "\n"


def _part(line: str) -> str:
    return line.split("|")[1].strip()


def _cells(rows: Iterable[tuple[str, Row]]) -> list[tuple[str, str, str, str]]:
    return [(part, row.what, f"{row.tries:,}", " ".join(row.outcome.split())) for part, row in rows]
