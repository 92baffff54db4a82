"""The options that say what is wanted of a group of conveners, for every command that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from netweave.cli.door.names import all_named, completing
from netweave.cli.door.shared_options import place_option, through_option
from netweave.cli.door.terms import type_of
from queries.asking.scope import TIME_LIMIT, kinds_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.store import Reader
    from queries.groups.terms import Terms

F = TypeVar("F", bound="Callable[..., object]")
SIZE = 6
_SIDES = ("include", "exclude")


def _read_weights(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> dict[str, float] | None:
    """Weights as one types them, ``reach_2=2,years=1``, by the names of figures."""
    if value is None:
        return None
    found: dict[str, float] = {}
    for part in value.split(","):
        name, _, number = part.partition("=")
        try:
            found[name.strip()] = float(number)
        except ValueError:
            message = f"{part!r} is no weight. Write, say, reach_2=2,years=1."
            raise click.BadParameter(message, ctx, param) from None
    return found


_OPTIONS = (
    click.option(
        "--size",
        metavar="K",
        type=type_of("size"),
        default=SIZE,
        show_default=True,
        help="How many members the group has; all candidates, if there are fewer.",
    ),
    click.option(
        "--kind",
        metavar="KIND",
        default="district",
        show_default=True,
        help="Who is a candidate: a kind, collective for all that one can belong to, or all.",
    ),
    click.option(
        "--cover",
        type=type_of("cover"),
        default="networks",
        show_default=True,
        help="What is to be reached.",
    ),
    click.option(
        "--reach",
        type=type_of("reach"),
        default=1,
        show_default=True,
        help="Within how many steps the group is to reach it.",
    ),
    click.option(
        "--include",
        metavar="NAME",
        multiple=True,
        shell_complete=completing(),
        help="Who must be in the group; may be given several times.",
    ),
    click.option(
        "--exclude",
        metavar="NAME",
        multiple=True,
        shell_complete=completing(),
        help="Who must not be in the group; may be given several times.",
    ),
    click.option(
        "--max-per-state",
        metavar="N",
        type=type_of("max_per_state"),
        help="How many members may be of one state; those without a state are not limited.",
    ),
    click.option("--each-cluster", is_flag=True, help="At least one member of each cluster."),
    click.option(
        "--cover-all",
        is_flag=True,
        help="The smallest group that reaches all that anyone reaches, and what nobody reaches.",
    ),
    through_option(text="The ties of betweenness and clusters; reach does not depend on it."),
    click.option(
        "--weights",
        callback=_read_weights,
        metavar="FIGURE=W,...",
        help="Order the list by a weighted sum of reach_1, reach_2, betweenness, participation and "
        "years.",
    ),
    click.option(
        "--time-limit",
        metavar="SECONDS",
        type=type_of("time_limit"),
        default=TIME_LIMIT,
        show_default=True,
        help="How long to look for a proof, and for further groups as good.",
    ),
    place_option,
)


def convener_options(function: F) -> F:
    """Give a command the options of `queries.conveners.conveners`, under the same names."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def resolved(store: Reader, given: dict[str, Any]) -> Terms:
    """The terms that were given, with entities in place of the names to include and exclude.

    Raises
    ------
    QuestionError, NotFoundError, AmbiguousNameError, WrongKindError
        If there is no such kind, or a name is none of its.
    """
    kinds = kinds_asked(given["kind"])
    nodes = all_named(store, [name for side in _SIDES for name in given[side]], kinds)
    within = len(given["include"])
    return cast("Terms", {**given, "include": nodes[:within], "exclude": nodes[within:]})


def by_id(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the ids of these entities, as an answer says what was asked."""
    return {**given, **{side: [node.id for node in given[side]] for side in _SIDES}}
