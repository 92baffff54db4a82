"""A route in plain words: who is tied to whom, in what role, when, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import TIE_TYPES, WEAK_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Ref, Source
    from queries.asking.evidence import TieRow


def route_sentence(stops: Sequence[Ref], hops: Sequence[Sequence[TieRow]]) -> str:
    """One sentence for a route; of several ties of a hop the strongest speaks."""
    parts = [
        _hop(stop, min(ties, key=_preference)) for stop, ties in zip(stops, hops, strict=False)
    ]
    return "; ".join(parts) + "."


def _preference(tie: TieRow) -> tuple[bool, bool, bool]:
    inferred = all(source.confidence == "inferred" for source in tie.tenure.sources)
    return tie.type in WEAK_TYPES, inferred, tie.tenure.undated


def _hop(stop: Ref, tie: TieRow) -> str:
    words = TIE_TYPES[tie.type]
    phrase = words.out_phrase if tie.direction == "out" else words.in_phrase
    held = tie.tenure
    role = [held.role] if held.role else []
    details = [*role, dates(held.since, held.until), says(held.sources)]
    return f"{stop.name} {phrase} {tie.other.name} ({', '.join(details)})"


def dates(since: str | None, until: str | None) -> str:
    """The dates of a spell in words: "2011 to 2015", "since 2011", "until 2015", "undated"."""
    if since is None:
        return "undated" if until is None else f"until {until}"
    if until is None:
        return f"since {since}"
    return since if since == until else f"{since} to {until}"


def says(sources: Sequence[Source]) -> str:
    """Who says so: "according to sau17.org, 2015 and 1 more", "inferred from …"."""
    stated = [source for source in sources if source.confidence == "stated"]
    verb = "according to" if stated else "inferred from"
    first = (stated or list(sources))[0]
    more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
    return f"{verb} {source_name(first)}{more}"


def source_name(source: Source) -> str:
    """A source in a few words: the site and date of a page, or the file and line of a row."""
    if source.url:
        name = _site(source.url)
    elif source.file:
        name = source.file if source.line is None else f"{source.file} line {source.line}"
    else:
        name = "an unnamed source"
    return f"{name}, {source.as_of}" if source.as_of else name


def _site(url: str) -> str:
    """The host of an address. By hand: `urllib.parse` costs a millisecond at every start."""
    scheme, found, rest = url.partition("://")
    site = rest if found else scheme
    for mark in "/?#":
        site = site.partition(mark)[0]
    return site.removeprefix("www.") or url
