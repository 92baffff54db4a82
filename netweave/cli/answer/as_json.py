"""An answer as one JSON document."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from queries.asking.evidence import Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netweave.cli.answer.pages import Answer


_OBEYED = "[\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
"""What a terminal obeys beyond what JSON escapes anyhow. It stands in strings alone."""
PIECE = 1_000
"""Rows that are written together. An answer may have millions, and once in memory is enough."""


def document(answer: Answer, as_of: str | None, *, terminal: bool = False) -> Iterator[str]:
    """The document as text in pieces, a line of its own; spread over many lines in a terminal.

    Parameters
    ----------
    as_of
        The date that was asked for, as it was given.
    terminal
        Whether people look at it there.
    """
    head = {
        "question": answer.question,
        "store": plain(answer.store),
        "as_of": as_of,
        "parameters": plain(answer.parameters),
    }
    if terminal:
        yield _text({**head, **plain(answer.fields)}, indent=2)
    else:
        yield _text(head)[:-1]
        for name, value in answer.fields.items():
            yield f", {_text(name)}: "
            yield from _in_pieces(value)
        yield "}"
    yield "\n"


def _in_pieces(value: object) -> Iterator[str]:
    if not isinstance(value, list | tuple) or fields_of(value):
        yield _text(plain(value))
        return
    yield "["
    for start in range(0, len(value), PIECE):
        yield (", " if start else "") + _text(plain(value[start : start + PIECE]))[1:-1]
    yield "]"


def _text(value: object, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", text)


def plain(value: Any) -> Any:
    """A value as JSON has it.

    Records become objects by their fields, in order; a field that ends in ``_`` loses it. An
    empty text and a number that is undefined become null.
    """
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    names = fields_of(value)
    if names:
        return {name: plain(one) for name, one in _flat(value, names)}
    return [plain(one) for one in value]


def _flat(value: object, names: Iterable[str]) -> Iterator[tuple[str, object]]:
    """The fields of a record with their values; a tenure's stand in its place."""
    for name in names:
        one = getattr(value, name)
        if isinstance(one, Tenure):
            yield from one._asdict().items()
        else:
            yield name.removesuffix("_"), one


def fields_of(value: object) -> tuple[str, ...]:
    """The names of the fields of a record; none of what is no record."""
    return tuple(getattr(value, "_fields", ()))
