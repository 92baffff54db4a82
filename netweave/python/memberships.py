"""Stores made in one call: of a table of memberships, and of the bundled data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.opening import open_store
from loaders.load import load as load_sources
from loaders.rosters.desks import DeskBeside
from netweave.data import bundled
from netweave.python.loading import load

if TYPE_CHECKING:
    from datetime import date

    from graph.store import Store

MEMORY = ":memory:"


def from_memberships(
    rows: Any,
    *,
    member: str,
    network: str,
    state: str | None = None,
    since: str | None = None,
    until: str | None = None,
    role: str | None = None,
    nces_id: str | None = None,
    id: str | None = None,  # noqa: A002 - the field of a mapping
    url: str | None = None,
    source: str = "memberships",
    dated: str | int | date | None = None,
    kind: str = "network",
    member_kind: str = "district",
    unknown: str = "review",
    store: Store | None = None,
) -> Store:
    """Make a store of a table in which each row is a membership.

    It goes through the same rosters, desk and ledger as a file would: a written name becomes the
    district that it safely means, and what is not safe waits for a decision.

    Parameters
    ----------
    rows
        A data frame (pandas, polars, pyarrow), or rows as dicts.
    member, network, state, since, until, role, nces_id, id, url
        The names of the columns; those that the table has not are left out.
    source
        Who says so: the name by which the store remembers the table.
    dated
        The date at which the table was true. It says nothing of when memberships began.
    kind, member_kind
        The kind of what one belongs to (network, event …), and of members (district, person …).
    unknown
        What becomes of a name that fits nothing known: it waits (``review``), or makes an entity
        (``create``).
    store
        Where the memberships go; None for a new store in memory.

    Returns
    -------
    Store
        To ask, and to close.

    Warns
    -----
    LoadWarning
        For what is odd, and if rows wait for a decision.

    Raises
    ------
    QuestionError, MappingError
        If a column is not in the table, or a kind is none.
    LoadError
        If a row is wrong. Nothing is written then.
    """
    named = {
        "name": member,
        "network": network,
        "state": state,
        "since": since,
        "until": until,
        "role": role,
        "nces_id": nces_id,
        "id": id,
        "url": url,
    }
    mapping = {
        "rows": "membership",
        "columns": {field: column for field, column in named.items() if column is not None},
        "kind": kind,
        "member": member_kind,
        "unknown": unknown,
    }
    made = open_store(MEMORY) if store is None else store
    try:
        load(made, {source: rows}, mapping=mapping, dated=dated)
    except BaseException:
        if store is None:
            made.close()
        raise
    return made


def example() -> Store:
    """The data set that comes with netweave, in a store in memory.

    Returns
    -------
    Store
        To ask, and to close. `netweave.data.bundled` is the folder that it was loaded from.
    """
    store = open_store(MEMORY)
    load_sources([bundled()], store, make_desk=DeskBeside(store))
    return store
