"""Rows and columns that stand for ties, as statements."""

from __future__ import annotations

from difflib import get_close_matches
from operator import itemgetter
from typing import TYPE_CHECKING

from graph.dates import days
from graph.model import NOTHING, Source, Statement
from graph.schema import TIE_TYPES
from loaders.columns.properties import PropertyColumns
from loaders.columns.values import BadCellError, date, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from graph.model import Confidence
    from loaders.checks.rules import TieRules
    from loaders.columns.table import TableRows
    from loaders.forms.raw import Cells
    from loaders.house.layout import HouseFile, TieColumn

TIE_COLUMNS = (
    "source_id",
    "type",
    "target_id",
    "since",
    "until",
    "role",
    "as_of",
    "source_url",
    "confidence",
)
_CONFIDENCES: dict[str, Confidence] = {"": "stated", "stated": "stated", "inferred": "inferred"}


class TieRows:
    """Reads the rows of relationships.csv.

    Parameters
    ----------
    file, table
        The file and its table, whose header has been read.
    rules
        What a tie must keep to.
    dated
        The date at which the table was true: that of rows which give no other.

    Attributes
    ----------
    bad_lines
        The lines of bad rows so far, those aside that the table refused.
    """

    def __init__(
        self, file: HouseFile, table: TableRows, rules: TieRules, dated: str | None = None
    ) -> None:
        self.bad_lines: set[int] = set()
        self._file = file.evidence
        self._table = table
        self._rules = rules
        self._reporter = file.reporter
        # Each row gets an empty cell at its end, which stands for the columns that are not there.
        self._pick = itemgetter(*(table.columns.get(name, -1) for name in TIE_COLUMNS))
        self._properties = PropertyColumns(table.columns, TIE_COLUMNS)
        self._dated = dated

    def statements(self) -> Iterator[Statement]:
        """What the sound rows say, in row order."""
        for line, cells in self._table.rows():
            self._reporter.at(line)
            statement = self._statement(line, cells)
            if statement is None:
                self.bad_lines.add(line)
            else:
                yield statement

    def _statement(self, line: int, cells: Cells) -> Statement | None:
        reporter = self._reporter
        properties = self._properties.read(cells, reporter) or NOTHING
        cells.append("")
        source, written, target, since, until, role, as_of, url, sure = self._pick(cells)
        tie_type = written if written in TIE_TYPES else self._tie_type(written)
        confidence = _CONFIDENCES.get(sure) or self._confidence(sure)
        as_of = as_of or self._dated or ""
        if since or until or as_of:
            self._judge_dates(since, until, as_of)
        if not self._rules.fit(source, tie_type, target, reporter):
            return None
        if since or until:
            self._rules.warn_of_dates((source, target), since, until, reporter)
        evidence = Source(url or None, self._file, line, as_of or None, confidence)
        return Statement(
            source,
            tie_type,
            target,
            role or None,
            since or None,
            until or None,
            evidence,
            properties,
        )

    def _tie_type(self, text: str) -> str:
        """The type that a text means, "" if it means none."""
        upper = text.upper()
        if upper in TIE_TYPES:
            return upper
        if text:
            problem = f"{quoted(text)} is not a type of tie."
            near = get_close_matches(upper, TIE_TYPES, 1)
            fix = f"Did you mean {near[0]}?" if near else f"Write one of {', '.join(TIE_TYPES)}."
            self._reporter.error("type", "unknown-type", problem, fix)
        else:
            self._reporter.error("type", "empty-type", "The type is empty.", "Name a type of tie.")
        return ""

    def _confidence(self, text: str) -> Confidence:
        confidence = _CONFIDENCES.get(text.casefold())
        if confidence is None:
            problem = f"{quoted(text)} is not a confidence."
            fix = "Write stated or inferred, or leave it empty for stated."
            self._reporter.error("confidence", "bad-confidence", problem, fix)
        return confidence or "stated"

    def _judge_dates(self, since: str, until: str, as_of: str) -> None:
        before = self._reporter.faults
        for column, text in (("since", since), ("until", until), ("as_of", as_of)):
            if text:
                try:
                    date(text)
                except BadCellError as bad:
                    self._reporter.error(column, bad.rule, bad.problem, bad.fix)
        sound = self._reporter.faults == before
        if sound and since and until and days(since).first > days(until).last:
            problem = f"The tie begins ({since}) after it ends ({until})."
            self._reporter.error("since", "since-after-until", problem, "Correct one date.")


class ColumnTies:
    """Reads the ties that a column of entity rows stands for.

    Parameters
    ----------
    file, table, column
        The file, its table, whose header has been read, and the column.
    bad_entities
        The lines of rows whose entities are bad. They have been reported.
    rules
        What a tie must keep to.

    Attributes
    ----------
    bad_lines
        The lines of the other rows whose tie was bad so far.
    """

    def __init__(
        self,
        file: HouseFile,
        table: TableRows,
        column: TieColumn,
        bad_entities: Collection[int],
        rules: TieRules,
    ) -> None:
        self.bad_lines: set[int] = set()
        self._file = file
        self._table = table
        self._column = column
        self._bad_entities = bad_entities
        self._rules = rules

    def statements(self) -> Iterator[Statement]:
        """What the filled cells of the column say, in row order."""
        at = self._table.columns
        here, there, url_at = at["id"], at.get(self._column.name), at.get("source_url")
        if there is None:
            return
        for line, cells in self._table.rows():
            if cells[there] and line not in self._bad_entities:
                url = "" if url_at is None else cells[url_at]
                evidence = Source(url or None, self._file.evidence, line)
                statement = self._statement(cells[here], cells[there], evidence)
                if statement is None:
                    self.bad_lines.add(line)
                else:
                    yield statement

    def _statement(self, own: str, named: str, evidence: Source) -> Statement | None:
        reporter = self._file.reporter
        reporter.at(evidence.line)
        column = self._column
        source, target, columns = (
            (own, named, ("id", column.name))
            if column.outward
            else (named, own, (column.name, "id"))
        )
        if not self._rules.fit(source, column.type, target, reporter, columns):
            return None
        return Statement(source, column.type, target, evidence=evidence)
