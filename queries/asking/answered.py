"""What every answer can do: show itself in a few lines, and become plain values or a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import NetweaveError
from graph.model import Source

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
SHOWN, SHOWN_AS_TABLE = 5, 20
"""How many rows an answer shows of itself as text, and as a table in a notebook."""
_WIDTH = 100
_HELD = ("rows", "routes", "ties", "members")
"""The fields that may hold the rows of an answer, in this order."""
_UNNAMED = ("tenure",)
"""Fields whose own fields are columns under their own name."""


class Answered:
    """An answer to a question."""

    def to_dict(self) -> dict[str, Any]:
        """The answer as dicts, lists, texts and numbers, under the names of its fields."""
        found = plain(self)
        return found if isinstance(found, dict) else {"rows": found}

    def to_frame(self) -> pd.DataFrame:
        """The rows of the answer as a data frame of pandas: a column for each cell.

        Records within a row are columns, ``network.id`` as ``network_id``; lists are one text.

        Raises
        ------
        NetweaveError
            If pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - only a frame needs it
        except ImportError:
            raise NetweaveError(
                "A data frame takes pandas, which is not installed: pip install pandas. "
                "to_dict() gives the same without."
            ) from None
        return pd.DataFrame(self.to_rows())

    def to_rows(self) -> list[dict[str, Any]]:
        """The rows of the answer as dicts, flat: those of `to_frame`."""
        return _table(_rows(self))

    def __repr__(self) -> str:
        rows = _rows(self)
        lines = [_counted(self, rows)]
        lines += [_line(row) for row in islice(rows, SHOWN)]
        if len(rows) > SHOWN:
            lines.append(f"  … and {len(rows) - SHOWN:,} more; to_frame() has all.")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        from html import escape  # noqa: PLC0415 - a command shows none

        rows = _rows(self)
        shown = _table(rows[:SHOWN_AS_TABLE])
        names = list(dict.fromkeys(name for row in shown for name in row))
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(_shown(row.get(name)))}</td>' for name in names)}</tr>"
            for row in shown
        )
        more = f", of which {SHOWN_AS_TABLE} are shown" if len(rows) > SHOWN_AS_TABLE else ""
        said = f"{_counted(self, rows)}{more}."
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"<p>{escape(said)}</p>{table if shown else ''}"


class Rows(Answered, list[T]):
    """An answer that is a list of rows."""


def plain(value: Any) -> Any:
    """A value as JSON has it: records as dicts, sets in order."""
    if hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(map(plain, value))
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if hasattr(value, "tolist"):  # what NumPy has
        return value.tolist()
    return value if isinstance(value, str | int | float | None) else str(value)


def _rows(answer: Answered) -> list[Any]:
    if isinstance(answer, list):
        return answer
    return list(next(getattr(answer, name) for name in _HELD if hasattr(answer, name)))


def _counted(answer: Answered, rows: list[Any]) -> str:
    """What an answer is, and how many rows it has: "Overlaps: 53 rows of Overlap"."""
    kind = f"{type(answer).__name__}: " if type(answer) is not Rows else ""
    of = f" of {type(rows[0]).__name__}" if rows else ""
    return f"{kind}{len(rows):,} {'row' if len(rows) == 1 else 'rows'}{of}"


def _table(rows: list[Any]) -> list[dict[str, Any]]:
    """Flat rows; a record that only some of them have is no column besides its fields."""
    found = [dict(_flat(row)) for row in rows]
    names = {name for row in found for name in row}
    records = {name for name in names if any(one.startswith(f"{name}_") for one in names)}
    lacking = {name for name in records if all(row.get(name) is None for row in found)}
    return [{name: row[name] for name in row if name not in lacking} for row in found]


def _flat(row: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name in row._fields:
        value = getattr(row, name)
        if hasattr(value, "_fields"):
            yield from _flat(value, prefix if name in _UNNAMED else f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", _cell(value)


def _cell(value: Any) -> Any:
    """A cell of a flat row: several values are one text; of records without a name, how many."""
    if isinstance(value, AbstractSet):
        value = sorted(value)
    if not isinstance(value, list | tuple):
        return plain(value) if not isinstance(value, Mapping) else str(dict(value))
    if any(hasattr(one, "_fields") and not hasattr(one, "name") for one in value):
        places = all(isinstance(one, Source) for one in value)
        return "; ".join(map(_place, value)) if places else len(value)
    return "; ".join(str(getattr(one, "name", one)) for one in value)


def _place(source: Source) -> str:
    line = "" if source.line is None else f" line {source.line}"
    return source.url or f"{source.file or ''}{line}"


def _line(row: Any) -> str:
    cells = (str(value) for _, value in _flat(row) if value not in (None, ""))
    text = "  " + ", ".join(cells)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)
