"""An answer as one JSON document."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netweave.cli.answers import Answer


def document(answer: Answer, as_of: str | None) -> str:
    """The document as text, a line of its own; spread over many lines in a terminal.

    Parameters
    ----------
    as_of
        The date that was asked for, as it was given.
    """
    whole = {
        "question": answer.question,
        "store": plain(answer.store),
        "as_of": as_of,
        "parameters": plain(answer.parameters),
        **{name: plain(value) for name, value in answer.fields.items()},
    }
    indent = 2 if sys.stdout.isatty() else None
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=indent) + "\n"


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
        return {name.removesuffix("_"): plain(getattr(value, name)) for name in names}
    return [plain(one) for one in value]


def fields_of(value: object) -> tuple[str, ...]:
    """The names of the fields of a record: a named tuple or a data class; else none."""
    names = getattr(value, "_fields", ()) or getattr(value, "__dataclass_fields__", ())
    return tuple(names)
