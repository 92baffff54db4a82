"""Names of a roster that wait for a person, each said once as a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.values import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.model import Node
    from graph.names.desk import Match
    from loaders.forms.findings import Reporter

SHOWN = 3
"""How many candidates a message names."""


class OpenName(NamedTuple):
    """A name that waits for a person.

    Attributes
    ----------
    name, state
        As the roster writes it.
    path
        The file in which it is written first.
    file, line
        The same as messages call it, with the sheet of a workbook, and the line.
    match
        What the desk said.
    """

    name: str
    state: str
    path: Path
    file: str
    line: int
    match: Match


def say_open(name: str, state: str, match: Match, reporter: Reporter) -> None:
    """Warn of a member that is not taken in until someone decides who is meant."""
    shown = f"{quoted(name)}{f' ({state})' if state else ''}"
    if match.candidates:
        ids = [f"{c.id} ({c.name})" for c in match.candidates[:SHOWN]]
        problem = f"{shown} may be {' or '.join(ids)}."
    else:
        problem = f"{shown} is like no name that is known."
    if match.reasons:
        problem += f" {match.reasons[0]}"
    reporter.warning("name", "name-in-review", problem, "Decide who is meant; the row waits.")


def say_open_network(name: str, candidates: Sequence[Node], reporter: Reporter) -> None:
    """Warn of a network that is not taken for one of those with its name, or one near it."""
    what = " or ".join(f"{node.name} ({node.kind}, {node.id})" for node in candidates[:SHOWN])
    problem = f"{quoted(name)} may be {what}."
    fix = "Write that name or id if it is, or another name if it is not; its rows wait."
    reporter.warning("network", "network-in-review", problem, fix)
