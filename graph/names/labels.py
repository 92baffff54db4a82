"""How entities are found by what people write: ids, NCES ids, names, aliases, spellings.

Every engine looks up in its own way who may be meant (`needles` against `labels_of`), and tells
from there on which way it is by `namings`, so that a text means the same on each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.names.folding import common, fold, folded
from graph.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from graph.model import Node
    from graph.names.folding import Folded
    from graph.naming import Namings, Tier

LabelWay = Literal["id", "nces_id", "key", "bare", "word"]
"""What an entity is looked up by: an id; a whole name in one; a bare name; a word of a name."""


class Nameable(NamedTuple):
    """An entity, what sources wrote for it, and whether it has a tie."""

    node: Node
    spellings: Collection[str] = ()
    tied: bool = False


def labels_of(node: Node, spellings: Iterable[str] = ()) -> Iterator[tuple[LabelWay, str]]:
    """The texts that an entity is looked up by, each once for each way."""
    yield "id", fold(node.id)
    nces_id = node.text("nces_id")
    if nces_id:
        yield "nces_id", fold(nces_id)
    names = [name for _, name in _names(node, spellings)]
    for key in dict.fromkeys(name.key for name in names):
        yield "key", key
    if node.kind == "district":
        for bare in dict.fromkeys(name.bare for name in names if name.bare):
            yield "bare", bare
    words = (word for name in names for word in name.words if not common(word))
    for word in dict.fromkeys(words):
        yield "word", word


def needles(text: str) -> Iterator[tuple[LabelWay, str]]:
    """What to look up to find all whom a text may mean; `scans` says where that is not enough."""
    whole, name = fold(text), folded(text)
    if not whole:
        return
    yield "id", whole
    yield "nces_id", whole
    yield "key", name.key
    if name.bare:
        yield "bare", name.bare
    if name.telling and (words := [word for word in name.words if not common(word)]):
        # The longest word is in the fewest names.
        yield "word", max(words, key=lambda word: (len(word), word))


def scans(text: str) -> bool:
    """Whether a text is of common words alone, so that all names have to be looked through."""
    name = folded(text)
    return name.telling and all(map(common, name.words))


def namings(known: Collection[Nameable], texts: Iterable[str]) -> Namings:
    """For each text those of some entities that it names (`graph.store.Reader.named`)."""
    return {text: _namings(known, text) for text in texts}


def _namings(known: Iterable[Nameable], text: str) -> list[Naming]:
    whole, name = fold(text), folded(text)
    if not whole:
        return []
    found = (
        Naming(tier, one.node, one.tied, is_whole)
        for one in known
        for tier, is_whole in _tiers(one, whole, name).items()
    )
    return sorted(found, key=lambda naming: naming.order)


def _tiers(one: Nameable, whole: str, name: Folded) -> dict[Tier, bool]:
    """The ways in which a text names an entity, each with whether the whole text is a name."""
    node, labels = one.node, list(_names(one.node, one.spellings))
    is_district = node.kind == "district"
    equal: set[Tier] = {tier for tier, label in labels if label.key == name.key}
    tiers: dict[Tier, bool] = {}
    if whole == fold(node.id):
        tiers["id"] = True
    if whole == fold(node.text("nces_id") or ""):
        tiers["nces_id"] = True
    for tier in equal if name.full or not is_district else ():
        tiers[tier] = True
    if is_district and name.bare and any(name.bare == label.bare for _, label in labels):
        tiers["bare"] = bool(equal)
    if name.telling and any(name.phrase in label.phrase for _, label in labels):
        tiers["part"] = bool(equal)
    return tiers


def _names(node: Node, spellings: Iterable[str]) -> Iterator[tuple[Tier, Folded]]:
    yield "name", folded(node.name)
    for alias in node.aliases:
        yield "alias", folded(alias)
    for spelling in spellings:
        yield "spelling", folded(spelling)
