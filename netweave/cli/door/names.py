"""Names on the command line: which entity is meant, and what a shell can complete."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from graph.names.folding import fold
from netweave.cli.door.saying import say
from netweave.cli.door.settings import Settings
from queries.asking.naming import resolve_all

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    import click
    from click.shell_completion import CompletionItem

    from graph.model import Node
    from graph.store import Reader

OFFERED = 50
"""How many names a shell is offered at most."""


def named(
    store: Reader,
    text: str,
    kinds: Collection[str] | None = None,
    *,
    tied_first: bool = True,
) -> Node:
    """The entity that a name means; a choice among several is told on stderr.

    Parameters
    ----------
    kinds
        The kinds that the argument takes; None for any.
    tied_first
        Whether entities with a tie come before those without.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `queries.asking.naming.resolve`.
    """
    return all_named(store, [text], kinds, tied_first=tied_first)[0]


def all_named(
    store: Reader,
    texts: Collection[str],
    kinds: Collection[str] | None = None,
    *,
    tied_first: bool = True,
) -> list[Node]:
    """The entities that names mean, in order (`named`)."""
    nodes: list[Node] = []
    for found in resolve_all(store, texts, kinds, tied_first=tied_first):
        if found.note:
            say(f"Note: {found.note}")
        nodes.append(found.node)
    return nodes


def completing(
    kinds: Collection[str] | None = None,
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """What a shell asks for the rest of a name: ids, found by their beginning or by a name.

    It offers ids, since they have no spaces and stand for one entity each. It never fails: where
    there is no store, there is nothing to offer.
    """

    def complete(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell asks rarely

        del param
        try:
            with ctx.ensure_object(Settings).reading() as store:
                found = list(islice(_fitting(store, fold(typed), kinds), OFFERED))
        except Exception:  # noqa: BLE001 - a message would end up in the line being typed
            return []
        return [CompletionItem(node_id, help=name) for node_id, name in found]

    return complete


def _fitting(
    store: Reader, folded: str, kinds: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    """Ids and names of the entities that a text could become, each once, ordered by id."""
    last = None
    for name, node_id in store.labels():
        meant = fold(node_id).startswith(folded) or folded in fold(name)
        if (
            meant
            and node_id != last
            and (kinds is None or store.nodes([node_id])[node_id].kind in kinds)
        ):
            last = node_id
            yield node_id, name
