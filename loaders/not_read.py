"""What is said of tables and files that are not read."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from loaders.forms.in_memory import FORM

if TYPE_CHECKING:
    from loaders.forms.findings import Reporter
    from loaders.forms.opening import Sheet

_MEMORY = (
    "Give a mapping: {'rows': 'membership', 'columns': {'name': 'District', 'network': 'Network'}}."
)


def say_passed_over(reporter: Reporter) -> None:
    """A sheet that nothing explains, beside one that is read."""
    problem = "This sheet is not read, since nothing says what its columns mean."
    fix = "That is as it should be, if it holds notes."
    reporter.warning(None, "sheet-not-read", problem, fix)


def say_own(reporter: Reporter, what: str) -> None:
    """A file that netweave made for people."""
    problem = "This file is netweave's own, and is not read as a source."
    reporter.warning(None, "own-file", problem, f"It holds {what}.")


def say_unexplained(sheet: Sheet, reporter: Reporter) -> None:
    """A table that nothing explains."""
    problem = "Nothing says what the columns of this table mean."
    path = quote(str(sheet.path))
    drafted = f"Run `netweave mapping {path} -o mapping.toml`, look at what it says, and load with "
    fix = _MEMORY if sheet.form == FORM else f"{drafted}`--mapping mapping.toml`."
    reporter.error(None, "no-mapping", problem, fix)
