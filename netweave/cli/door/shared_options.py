"""The options that several commands take, each declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from netweave.cli.door.names import completing
from netweave.cli.door.terms import type_of
from queries.asking.scope import NEAR
from queries.asking.terms import WholeTerm

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.asking.scope import Through

F = TypeVar("F", bound="Callable[..., object]")

THROUGH_HELP = "Which ties count: memberships and parts of a whole, or ties of every type."
ROUTES_HELP = "How many of the shortest routes to show."

pilots_option = click.option(
    "--pilots", is_flag=True, help="Count a beginning that was a pilot as experience."
)
near_option = click.option(
    "--near",
    metavar="KM",
    type=type_of("near"),
    default=NEAR,
    show_default=True,
    help="Kilometres within which another district is near.",
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show every difference, and write nothing."
)
avoid_option = click.option(
    "--avoid",
    metavar="NAME",
    multiple=True,
    shell_complete=completing(),
    help="An entity that no route may pass; may be given several times.",
)
of_option = click.option(
    "--of",
    type=type_of("of"),
    default="networks",
    show_default=True,
    help="Pairs of networks by shared districts, or of districts by shared networks.",
)


def _states(ctx: click.Context, param: click.Parameter, text: str) -> tuple[str, ...]:
    """The states that somebody has listed."""
    from graph.names.states import state_of  # noqa: PLC0415 - help needs no loader

    words = [word.strip() for word in text.split(",") if word.strip()]
    found = {word: state_of(word) for word in words}
    if unknown := next((word for word, state in found.items() if state is None), None):
        raise click.BadParameter(f"{unknown!r} is no state.", ctx, param)
    return tuple(filter(None, found.values()))


states_option = click.option(
    "--within",
    metavar="ST,ST",
    default="",
    callback=_states,
    help="Look for names without a state in these states.",
)


def through_option(
    default: Through = "memberships", *, text: str = THROUGH_HELP
) -> Callable[[F], F]:
    """``--through``: which ties count."""
    return click.option(
        "--through",
        type=type_of("through"),
        default=default,
        show_default=True,
        help=text,
    )


def top_option(most: int | None = None, *, text: str = "Only so many rows.") -> Callable[[F], F]:
    """``--top``: only so many, ``most`` at the most."""
    return click.option("--top", metavar="N", type=type_of(WholeTerm(1, most)), help=text)


def k_option(default: int, *, text: str = ROUTES_HELP) -> Callable[[F], F]:
    """``-k``: how many routes."""
    return click.option("-k", type=type_of("k"), default=default, show_default=True, help=text)


def within_option(what: str) -> Callable[[F], F]:
    """``--within``: a place. What it picks is said in the help."""
    return click.option("--within", metavar="PLACE", help=what)


place_option = within_option(
    "Only districts and schools of these states, divisions or regions, and what they belong "
    "to: NH,VT or 'New England' or Midwest."
)
PLACES = "states by two letters, census divisions or regions, with commas."
"""What a place may be, in the help of a command that picks by it."""


def years_option(default: int | None, shown: str) -> Callable[[F], F]:
    """``--years``: from how many years on a district is experienced."""
    return click.option(
        "--years",
        metavar="N",
        type=type_of("years"),
        default=default,
        help=f"From how many years on a district is experienced.  [default: {shown}]",
    )
