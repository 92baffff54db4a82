"""A store without what is private, made for one answer."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator

    from graph.records import Record
    from graph.store import Store


@contextmanager
def without(store: Store, private: Collection[str]) -> Generator[Store]:
    """A store without what is private, which is gone again after the block."""
    from pathlib import Path  # noqa: PLC0415 - few answers leave something out
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - the same

    from graph.opening import open_store  # noqa: PLC0415 - the same

    with (
        TemporaryDirectory(prefix="netweave-") as folder,
        open_store(Path(folder) / "without.db", create=True) as public,
    ):
        public.write(_public(store, private))
        with public.reading():
            yield public


def _public(store: Store, private: Collection[str]) -> Iterator[Record]:
    from loaders.columns.private import is_private  # noqa: PLC0415 - as in `without`

    people: set[str] = set()
    known: set[str] = set()
    for node in store.all_nodes():
        if "people" in private and node.kind == "person":
            people.add(node.id)
            continue
        if "notes" in private:
            kept = {name: v for name, v in node.properties.items() if not is_private(name)}
            node = node._replace(properties=kept)  # noqa: PLW2901 - what is left of it
        known.add(node.id)
        yield node
    # What rosters wrote for those who are left still finds them.
    yield from (one._replace(origin="") for one in store.spellings() if one.node_id in known)
    for said in store.all_statements():
        if people & {said.source_id, said.target_id}:
            continue
        if "notes" in private:
            kept = {name: v for name, v in said.properties.items() if not is_private(name)}
            said = said._replace(properties=kept)  # noqa: PLW2901 - as above
        yield said._replace(role=None) if "roles" in private else said
