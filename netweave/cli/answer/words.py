"""Pieces of answers in words: how many, who, when, by what way, and who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from graph.names.places import placed
from graph.schema import NODE_KINDS
from queries.asking.sentences import count as count  # noqa: PLC0414 - answers find it here
from queries.asking.sentences import listed as listed  # noqa: PLC0414 - the same
from queries.asking.sentences import source_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Node, Source
    from graph.store import Reader


_PLAIN = re.compile(r"[\w./\\:+-]+")


class _Rolled(Protocol):
    """A row of `affiliations` or `members`."""

    @property
    def via(self) -> tuple[str, ...]: ...


def kind_words(kind: str, number: int = 1) -> str:
    """A kind, or several of it: "1 consortium", "20 consortia"."""
    return count(number, kind, NODE_KINDS[kind].plural)


def called(store: Reader, known: Iterable[Node]) -> dict[str, str]:
    """What headlines and sentences call entities, by id: a district with its place.

    One whose name is all in capitals, as registers write, is called what a source wrote too.
    """
    nodes = list(known)
    loud = {node.id for node in nodes if node.kind == "district" and node.name.isupper()}
    written: dict[str, str] = {}
    for one in store.spellings() if loud else ():
        if one.node_id in loud and not one.text.isupper():
            written.setdefault(one.node_id, one.text)
    return {node.id: placed(node, written.get(node.id, "")) for node in nodes}


def about(node: Node) -> str:
    """What an entity is: kind, state if it has one, id."""
    return ", ".join(filter(None, (node.kind, node.state, node.id)))


def sources_words(sources: Sequence[Source]) -> str:
    """Who says so, the rest counted: "sau17.org, 2015 and 1 more"."""
    more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
    return f"{'inferred from ' if _inferred(sources) else ''}{source_name(sources[0])}{more}"


def sources_cell(sources: Sequence[Source]) -> str:
    """Who says so, for a narrow column: "sau17.org +1"."""
    more = f" +{len(sources) - 1}" if len(sources) > 1 else ""
    name = source_name(sources[0]._replace(as_of=None))
    return f"{name}{more}{' (inferred)' if _inferred(sources) else ''}"


def _inferred(sources: Sequence[Source]) -> bool:
    return all(source.confidence == "inferred" for source in sources)


def names_between(store: Reader, rows: Iterable[_Rolled]) -> dict[str, str]:
    """The names of all entities that rows go through, by id."""
    found = store.nodes({node_id for row in rows for node_id in row.via})
    return {node_id: node.name for node_id, node in found.items()}


def between(row: _Rolled, names: Mapping[str, str]) -> str:
    """What a membership goes through, "" if it is direct."""
    return ", ".join(names[node_id] for node_id in row.via)


def titled_within(title: str, within: object) -> str:
    """A title with the place that was asked about, if one was."""
    return f"{title}, within {within}" if within else title


def typed(*words: str) -> str:
    """A command as one types it, with quotes where a shell needs them."""
    return " ".join(["netweave", *(_quoted(word) for word in words)])


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    # Double quotes do on every system, but in some shells not for every character.
    if _PLAIN.fullmatch(word.replace(" ", "")):
        return f'"{word}"'
    from shlex import quote  # noqa: PLC0415 - seldom needed

    return quote(word)
