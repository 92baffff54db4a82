"""Who may be meant by a name that does not say: the message for several, and for nobody."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.names.folding import fold, folded
from graph.names.places import PlacedName, place, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Node
    from graph.names.desk import Match
    from graph.store import Reader

_SHOWN = 12
_NEAREST = 5
_NETWORKS = 3
_MEMBERS = ("district", "school")
"""Of these it is said that they are in no network."""
_LOOKED_AT = 200
"""How many of the names that are most like one are looked at, to see where they are."""
LIKE = 55
"""How alike (0 to 100) a name must be to be named as a near one."""


def ambiguous(store: Reader, text: str, nodes: Sequence[Node]) -> str:
    """The message for a name that fits several entities equally."""
    lines = list(_lines(store, nodes[:_SHOWN]))
    if len(nodes) > _SHOWN:
        lines.append(f"  … and {len(nodes) - _SHOWN} more")
    say = "Say which, by its id or its place (NAME, CITY, STATE):"
    return "\n".join([f"{text!r} fits {len(nodes)} names. {say}", *lines])


def at_desk(store: Reader, text: str) -> Match:
    """What the desk says of a name, of all districts of the store."""
    # The desk reads the whole directory, and few names come as far as here.
    from graph.names.desk import Desk  # noqa: PLC0415
    from graph.national import national  # noqa: PLC0415

    return Desk(store.catalogue(["district"]), None, national()).resolve(text, None)


def unknown(store: Reader, text: str, match: Match | None) -> str:
    """The message for a name that fits nobody: the nearest there are, and what the desk knows."""
    reading = next(iter(readings(text)), PlacedName(text))
    said = [one.id for one in match.candidates] if match is not None else []
    there = store.nodes(said)
    near = {i: there[i] for i in said if i in there}
    for node in _spelled_alike(store, reading):
        near.setdefault(node.id, node)
    nothing = f"Nothing here is named {text!r}."
    if (elsewhere := _elsewhere(match, there)) is not None:
        nothing += f" {elsewhere}"
    if not near:
        return f"{nothing} Search with: netweave find TEXT"
    lines = _lines(store, list(near.values())[:_NEAREST])
    return "\n".join([f"{nothing} The nearest names are:", *lines])


def _elsewhere(match: Match | None, there: Iterable[str]) -> str | None:
    """Whom the desk accepts that is in the national directory alone."""
    if match is None or match.id is None or match.id in there:
        return None
    from graph.national import national  # noqa: PLC0415 - the desk has read it by now

    node = national().node(match.id)
    if node is None:
        return None
    return (
        f"The national directory knows {node.name} ({place(node)}), {node.id}, which no source "
        "here names."
    )


def _lines(store: Reader, nodes: Sequence[Node]) -> Iterator[str]:
    """A line for each entity: its id and name, where it is, how large, in which networks."""
    networks = _networks(store, [node.id for node in nodes])
    for node in nodes:
        facts = [node.kind] if node.kind != "district" else []
        facts += filter(None, (place(node), node.text("county")))
        if (students := node.properties.get("enrollment")) is not None:
            facts.append(f"{students:,} students")
        names = networks.get(node.id, [])
        if names or node.kind in _MEMBERS:
            facts.append(_in_words(names) if names else "in no network")
        yield f"  {node.id}  {node.name} ({'; '.join(facts)})"


def _in_words(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NETWORKS} more" if len(names) > _NETWORKS else ""
    return f"in {', '.join(names[:_NETWORKS])}{more}"


def _networks(store: Reader, ids: Sequence[str]) -> dict[str, list[str]]:
    """The names of what entities are members of themselves."""
    found: dict[str, list[str]] = defaultdict(list)
    links = store.links(ids, ["MEMBER_OF"], None, "out")
    collectives = store.nodes({link.target_id for link in links})
    for link in links:
        found[link.source_id].append(collectives[link.target_id].name)
    return found


def _spelled_alike(store: Reader, reading: PlacedName) -> list[Node]:
    """The entities in the place that is said whose names are most like a name, best first."""
    near = _nearest(reading.name, store.labels())
    nodes = store.nodes(near)
    return [nodes[node_id] for node_id in near if reading.fits(nodes[node_id])][:_NEAREST]


def _nearest(text: str, labels: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of those with the names most like a text, in whole or bare, the best first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a name that is not there needs it

    known = list(labels)
    best: dict[str, float] = {}
    for wanted, names in (
        (fold(text), [fold(label) for label, _ in known]),
        (folded(text).bare, [folded(label).bare for label, _ in known]),
    ):
        hits = process.extract(
            wanted, names, scorer=fuzz.ratio, score_cutoff=LIKE, limit=_LOOKED_AT
        )
        for _, score, at in hits:
            node_id = known[at][1]
            best[node_id] = max(best.get(node_id, 0.0), score)
    return sorted(best, key=lambda node_id: (-best[node_id], node_id))
