"""A store without what is private, made for one answer."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Mapping

    from graph.model import Value
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
    people: set[str] = set()
    for node in store.all_nodes():
        if "people" in private and node.kind == "person":
            people.add(node.id)
            continue
        yield node._replace(properties=_kept(node.properties, private))
    # What rosters wrote for those who are left still finds them; of others a store keeps none.
    yield from (one._replace(origin="") for one in store.spellings())
    for said in store.all_statements():
        if people & {said.source_id, said.target_id}:
            continue
        role = None if "roles" in private else said.role
        yield said._replace(role=role, properties=_kept(said.properties, private))


def _kept(properties: Mapping[str, Value], private: Collection[str]) -> Mapping[str, Value]:
    """Properties without those whose names say that they are private."""
    from loaders.columns.private import is_private, names_people  # noqa: PLC0415 - as in `without`

    judges = {"notes": is_private, "people": names_people}
    asked = [judge for word, judge in judges.items() if word in private]
    return {name: v for name, v in properties.items() if not any(judge(name) for judge in asked)}
