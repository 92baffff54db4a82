"""A route in plain words: who is tied to whom, in what role, when, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import is_date, latest
from graph.schema import TIE_TYPES, WEAK_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import Direction, Ref, Source
    from queries.asking.evidence import Tenure, TieRow
    from queries.asking.together import Shared

PAST = {
    "is": "was",
    "has": "had",
    "includes": "included",
    "hosts": "hosted",
    "convenes": "convened",
    "offers": "offered",
    "uses": "used",
    "leads": "led",
    "works": "worked",
    "employs": "employed",
    "partners": "partnered",
}
"""The verbs of ties that can be over, in the past tense."""

_WAYS = {
    "yes": "Both belong to {}.",
    "over": "Both have belonged, at one time, to {}.",
    "no": "Both have belonged, never at one time, to {}.",
    "maybe": "Both are on lists of {}; whether at one time is not known.",
}
"""How two belong to something, by `queries.asking.together` and whether one of them left."""


def route_sentence(stops: Sequence[Ref], hops: Sequence[Sequence[TieRow]]) -> str:
    """One sentence for a route; of several ties of a hop the strongest speaks."""
    parts = [
        _hop(stop, min(ties, key=_preference)) for stop, ties in zip(stops, hops, strict=False)
    ]
    return "; ".join(parts) + "."


def _preference(tie: TieRow) -> tuple[bool, bool, bool, bool]:
    inferred = all(source.confidence == "inferred" for source in tie.tenure.sources)
    return tie.type in WEAK_TYPES, inferred, tie.tenure.over, tie.tenure.undated


def _hop(stop: Ref, tie: TieRow) -> str:
    held = tie.tenure
    phrase = tie_phrase(tie.type, tie.direction, over=held.over)
    role = [held.role] if held.role else []
    details = [*role, when(held), says(held.sources)]
    return f"{stop.name} {phrase} {tie.other.name} ({', '.join(details)})"


def shared_sentences(found: Iterable[Shared]) -> list[str]:
    """What two belong to, in words that say whether at one time; a sentence for each way."""
    said: dict[str, list[str]] = {way: [] for way in _WAYS}
    for one in found:
        said["over" if one.together == "yes" and one.over else one.together].append(one.name)
    sentences = [_WAYS[way].format(listed(names)) for way, names in said.items() if names]
    return sentences or ["No network that both belong to is known."]


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 route", "1,509 ties"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(names: Iterable[str]) -> str:
    """Names in a row, the last joined by "and"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def tie_phrase(tie_type: str, direction: Direction, *, over: bool = False) -> str:
    """How a tie reads from one of its ends: "is a member of", "had the member"."""
    words = TIE_TYPES[tie_type]
    phrase = words.out_phrase if direction == "out" else words.in_phrase
    verb, _, rest = phrase.partition(" ")
    return f"{PAST[verb]} {rest}".rstrip() if over else phrase


def when(held: Tenure) -> str:
    """The dates of a tie in words; of an undated one, when it was seen on a list."""
    if held.since is None and held.until is None:
        seen = seen_on(held.sources)
        return f"seen {at(seen)}" if seen else "undated"
    return dates(held.since, held.until)


def at(date: str) -> str:
    """A date as the time of something: "in 2015", "in 2015-06", "on 2015-06-30"."""
    return f"on {date}" if date.count("-") == 2 else f"in {date}"


def seen_on(sources: Sequence[Source]) -> str | None:
    """The latest date of which a source speaks; None if none has one."""
    known = [source.as_of for source in sources if source.as_of and is_date(source.as_of)]
    return latest(known) if known else None


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
