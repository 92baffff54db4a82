"""The layout of a house folder: which files it may hold, and what their columns are for."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from graph.schema import PROPERTIES
from loaders.checks.rejects import PROBLEM, holds_rejected
from loaders.columns.loose import LooseTable
from loaders.columns.table import Table
from loaders.columns.values import quoted
from loaders.forms.delimited import Delimited
from loaders.forms.opening import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from loaders.forms.findings import Findings, Reporter
    from loaders.forms.opening import Sheet
    from loaders.forms.raw import RawRows


class TieColumn(NamedTuple):
    """A column that names another entity, and so stands for a tie.

    Attributes
    ----------
    name
        The column.
    type
        The type of the tie.
    outward
        Whether the tie runs from the row's entity to the one named, or the other way.
    """

    name: str
    type: str
    outward: bool


class Layout(NamedTuple):
    """What one file of a house folder holds.

    Attributes
    ----------
    file
        Its name. It may be gzipped and then ends in ``.gz`` as well.
    required, optional
        Its columns. All others become properties.
    kind
        The kind of all its entities; None if each row says its own, or holds no entity.
    tie
        The column that stands for a tie.
    """

    file: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    kind: str | None = None
    tie: TieColumn | None = None

    @property
    def usual(self) -> tuple[str, ...]:
        """Every column that is known by name, in whatever case it is written."""
        tie = (self.tie.name,) if self.tie else ()
        return (*self.required, *self.optional, *tie, *PROPERTIES)


_ENTITY = ("id", "name")
_USUAL = ("aliases", "state", "source_url")

ENTITY_FILES = (
    Layout("districts.csv", _ENTITY, (*_USUAL, "city"), "district"),
    Layout(
        "schools.csv", _ENTITY, _USUAL, "school", TieColumn("district_id", "PART_OF", outward=True)
    ),
    Layout(
        "networks.csv",
        (*_ENTITY, "kind"),
        ("aliases", "scope_state", "website", "source_url", "source_date"),
        None,
        TieColumn("host_id", "HOSTS", outward=False),
    ),
    Layout("organizations.csv", _ENTITY, (*_USUAL, "sector", "website"), "organization"),
    Layout("people.csv", _ENTITY, ("aliases", "role", "source_url"), "person"),
)
TIE_FILE = Layout(
    "relationships.csv",
    ("source_id", "type", "target_id"),
    ("since", "until", "role", "as_of", "source_url", "confidence"),
)
LAYOUTS = (*ENTITY_FILES, TIE_FILE)
_ENDINGS = ("csv", "csv.gz")
_STEMS = {layout.file.removesuffix(".csv"): layout for layout in LAYOUTS}
_WHAT_IT_IS = (
    f"A house folder holds one or more of {', '.join(layout.file for layout in LAYOUTS)}; "
    "`netweave mapping` helps with other tables."
)


class HouseFile(NamedTuple):
    """A file of a source.

    Attributes
    ----------
    path
        Where it is.
    source
        The number of its source, counted from 0.
    reporter
        Who reports on it.
    sheet
        How it lies in a file of another form; None for CSV as house folders hold it.
    """

    path: Path
    layout: Layout
    source: int
    reporter: Reporter
    sheet: Sheet | None = None

    @property
    def evidence(self) -> str:
        """What statements call it that have no page of their own."""
        return self.layout.file if self.sheet is None else self.sheet.name

    def raw(self) -> RawRows:
        """Its rows as they stand in the file, from the beginning."""
        return Delimited(self.path) if self.sheet is None else self.sheet.open()

    def table(self, reporter: Reporter) -> Table:
        """Its rows, from the beginning."""
        table = (Table if self.sheet is None else LooseTable)(self.raw(), reporter)
        if holds_rejected(self.path):
            table.passed_over = PROBLEM
        return table


class House(NamedTuple):
    """The files of a source, and whether some of what it holds cannot be read."""

    files: tuple[HouseFile, ...] = ()
    unread: bool = False


def open_house(source: Path, number: int, findings: Findings, prefix: str) -> House:
    """Look which files of the house layout a folder holds.

    Parameters
    ----------
    source
        The folder.
    number
        The number of the source, counted from 0.
    prefix
        What to put before the names of files in problems, to tell one source from another.
    """
    reporter = findings.about(str(source))
    found = sorted(path.name for path in source.iterdir())
    forms = {
        layout: [n for n in found if n.casefold() in (layout.file, f"{layout.file}.gz")]
        for layout in LAYOUTS
    }
    if not any(forms.values()):
        problem = "The folder holds no file of the house layout, and no table of a known one."
        reporter.error(None, "not-a-house-folder", problem, _WHAT_IT_IS)
    files = tuple(
        HouseFile(source / names[0], layout, number, findings.about(f"{prefix}{names[0]}"))
        for layout, names in forms.items()
        if len(names) == 1
    )
    doubled = [names for names in forms.values() if len(names) > 1]
    for names in doubled:
        problem = f"The folder holds both {names[0]} and {names[1]}."
        findings.about(f"{prefix}{names[0]}").error(
            None, "two-forms", problem, "Keep the one that is right."
        )
    missing = [stem for stem, layout in _STEMS.items() if not forms[layout]]
    _say_near_names(findings, prefix, found, missing)
    return House(files, unread=bool(doubled) or not files)


def holds_house(names: Iterable[str]) -> bool:
    """Whether one of the files of a folder is one of the house layout."""
    files = {layout.file for layout in LAYOUTS}
    return any(name.casefold().removesuffix(".gz") in files for name in names)


def say_unusable(reporter: Reporter, source: Path, error: OSError) -> None:
    """Report a source that cannot be opened at all."""
    if isinstance(error, FileNotFoundError):
        problem = "There is no such file or folder."
        reporter.error(None, "no-such-folder", problem, "Check the path.")
    elif isinstance(error, NotADirectoryError):
        what = "file" if source.is_file() else "thing"
        problem = f"This {what} is neither a folder nor a table."
        fix = f"Give a folder or a table ({', '.join(ENDINGS)}, or these and .gz). {_WHAT_IT_IS}"
        reporter.error(None, "not-a-folder", problem, fix)
    else:
        problem = f"It cannot be read ({error.strerror})."
        reporter.error(None, "unreadable", problem, "Make sure that you may read it.")


def _say_near_names(
    findings: Findings, prefix: str, found: Sequence[str], missing: Sequence[str]
) -> None:
    """Warn of files that are passed over and look as if they were meant to be read."""
    for name in found:
        stem, dot, ending = name.casefold().partition(".")
        near = get_close_matches(stem, missing, 1, 0.8) if dot and ending in _ENDINGS else []
        if near:
            problem = f"{quoted(name)} is not read, since no file of the layout has this name."
            fix = f"Rename it to {near[0]}.csv, if it is that file."
            findings.about(f"{prefix}{name}").warning(None, "near-name", problem, fix)
