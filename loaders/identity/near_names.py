"""Names of networks, found by a near one without a look at each.

Near names share a form, or one word of them is the same but for a letter: then they are equal
with a letter of that word left out. So each name is kept under a few keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.identity.network_names import are_near, near_keys

if TYPE_CHECKING:
    from collections.abc import Iterable


class NearNames:
    """Names, each with those that are near it.

    Parameters
    ----------
    names
        The names, in their order.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._order: dict[str, int] = {}
        self._under: dict[object, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Take a name on."""
        if name in self._order:
            return
        self._order[name] = len(self._order)
        for key in near_keys(name):
            self._under.setdefault(key, []).append(name)

    def near(self, name: str) -> list[str]:
        """The names that may mean the same network as a name, in their order."""
        found = {other for key in near_keys(name) for other in self._under.get(key, ())}
        return sorted((o for o in found if are_near(name, o)), key=self._order.__getitem__)
