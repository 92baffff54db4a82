"""The sources of an answer as numbered notes: page, row and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Source
from netweave.cli.answer.as_json import fields_of
from queries.asking.sentences import source_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.store import Reader
    from netweave.cli.answer.pages import Answer

MOST = 3
"""How many notes stand at one name."""
_PAGES = ("competency_since_source", "source_url")


class Footnotes:
    """Notes, numbered as they are met.

    A text that begins with the name of an entity of the answer is marked with the sources that the
    answer gives for it or, where it gives none, with the page that tells of the entity itself.

    Attributes
    ----------
    lines
        The notes so far.
    """

    def __init__(self, store: Reader, answer: Answer) -> None:
        self.lines: list[str] = []
        self._numbers: dict[str, int] = {}
        self._ids: dict[str, str] = {}
        self._said: dict[str, dict[Source, None]] = {}
        for value in answer.fields.values():
            for record in _records(value):
                self._take(record)
        for node_id, node in store.nodes(self._said).items():
            if not self._said[node_id]:
                pages = (node.text(name) for name in _PAGES)
                own = [Source(page, as_of=node.text("source_date")) for page in pages if page]
                self._said[node_id] = dict.fromkeys(own[:1])
        self._names = sorted(self._ids, key=lambda name: (-len(name), name))

    def marked(self, text: str) -> str:
        """A text with the numbers of its sources, behind the name that it begins with."""
        for name in self._names:
            if text.startswith(name) and not text[len(name) : len(name) + 1].isalnum():
                sources = list(self._said[self._ids[name]])[:MOST]
                numbers = dict.fromkeys(self._number(source) for source in sources)
                marks = "".join(f"[{number}]" for number in numbers)
                return f"{name}{f' {marks}' if marks else ''}{text[len(name) :]}"
        return text

    def _take(self, record: Any) -> None:
        """The names of a record, with the sources that it gives."""
        sources = dict.fromkeys(_sources(record))
        for one in (record, *_inner(record)):
            node_id, name = getattr(one, "id", None), getattr(one, "name", None)
            if isinstance(node_id, str) and isinstance(name, str) and name:
                self._ids.setdefault(name, node_id)
                self._said.setdefault(node_id, {}).update(sources)

    def _number(self, source: Source) -> int:
        line = _line(source)
        if line not in self._numbers:
            self._numbers[line] = len(self._numbers) + 1
            self.lines.append(line)
        return self._numbers[line]


def _line(source: Source) -> str:
    """A source in full: its page, its row, its date."""
    row = None if source.file is None else f"{source.file} line {source.line}"
    parts = [source_name(source._replace(as_of=None)), source.url, row]
    dated = f"dated {source.as_of}" if source.as_of else "undated"
    inferred = "inferred" if source.confidence == "inferred" else None
    return ", ".join(dict.fromkeys(part for part in (*parts, dated, inferred) if part))


def _records(value: Any) -> Iterator[Any]:
    """The records at the top of a field of an answer."""
    if fields_of(value):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _records(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _records(one)


def _inner(record: Any) -> Iterator[Any]:
    """The records within a record, however deep."""
    for one in record:
        if not isinstance(one, Source):
            for found in _records(one):
                yield found
                yield from _inner(found)


def _sources(record: Any) -> Iterable[Source]:
    """The sources within a record, and the pages that it names."""
    for name, one in zip(fields_of(record), record, strict=True):
        if isinstance(one, Source):
            yield one
        elif name == "pages":
            yield from (Source(page) for page in one)
        elif isinstance(one, list | tuple):
            if fields_of(one):
                yield from _sources(one)
            else:
                for item in one:
                    if isinstance(item, Source):
                        yield item
                    elif fields_of(item):
                        yield from _sources(item)
