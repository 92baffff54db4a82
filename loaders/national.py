"""`load national`: the national directory as a whole into a store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.errors import NoStoreError
from graph.model import Node, Note
from graph.national import ENROLLMENT_YEAR, SCHOOL_YEAR, national
from graph.settling import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.changes import Changes
    from graph.records import Record
    from graph.store import Store

NATIONAL = "national"
"""What stands for the directory in place of a source."""
ORIGIN = f"national directory {SCHOOL_YEAR}"
DIRECTORY = "directory"
"""The kind of the note that says of which year the directory in a store is."""


def load_national(
    store: Store, *, dry_run: bool = False, progress: Callable[[int], None] | None = None
) -> Changes:
    """Put all districts of the national directory into a store.

    A district that is there already keeps its name and what is known of it; only what is missing
    is filled in. So what a newer NCES file said goes before the directory.

    Parameters
    ----------
    dry_run
        Report what would change and write nothing.
    progress
        Called with the number of districts so far, now and then.

    Raises
    ------
    StoreError
        If the store cannot be written.
    """

    def attempt(since: str) -> Changes:
        return store.write(
            _records(store),
            origin=ORIGIN,
            dry_run=dry_run,
            since=since,
            progress=progress,
        )

    return settled(store, attempt)


def _records(store: Store) -> Iterator[Record]:
    try:
        there, merged = store.catalogue(("district",)), store.merged()
    except NoStoreError:
        there, merged = [], {}
    owners = {node.text("nces_id"): node for node in there}
    taken = {node.id for node in there} | merged.keys()
    for node in national().nodes():
        owner = owners.get(node.text("nces_id"))
        if owner is not None:
            yield _missing(owner, node)
        elif node.id not in taken:
            yield node
    said = {"school_year": SCHOOL_YEAR, "enrollment_year": ENROLLMENT_YEAR}
    yield Note(DIRECTORY, NATIONAL, json.dumps({**said, "districts": len(national())}))


def _missing(owner: Node, node: Node) -> Node:
    """What the directory knows of a district that the store does not."""
    facts = {name: v for name, v in node.properties.items() if name not in owner.properties}
    return Node(owner.id, owner.kind, "", (), facts)
