"""What a roster was understood to say, in words, to be looked at before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.understood import understood as told
from netweave.cli.answer.words import count, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.checks.understood import NetworkRows, Understanding, Understood

SHOWN = 10
"""How many networks are told of a table."""


def understanding(understood: Understanding | None) -> Iterator[str]:
    """The networks by size, the states, the span of dates, and the first ties as sentences."""
    if understood is None:
        return
    summary = told(understood)
    yield from map(_network, summary.networks[:SHOWN])
    if len(summary.networks) > SHOWN:
        yield f"{count(len(summary.networks) - SHOWN, 'more network')}: --format json lists all."
    if summary.states:
        yield f"States: {', '.join(f'{state} {n:,}' for state, n in summary.states.items())}."
    if summary.first_since is not None:
        yield _span(summary)
    yield from summary.examples


def _network(row: NetworkRows) -> str:
    new = " (new)" if row.new else ""
    near = f"; near it: {listed(row.near)}" if row.near else ""
    return f"{row.name}{new}: {count(row.rows, 'row')}{near}."


def _span(summary: Understood) -> str:
    if summary.first_since == summary.last_since:
        return f"All dates are {summary.first_since}."
    return f"Dates from {summary.first_since} to {summary.last_since}."
