"""The register of entities: who has been read, as what and where, and who already has which id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import a_kind
from loaders.checks.known import Life
from loaders.columns.values import quoted

if TYPE_CHECKING:
    from loaders.checks.known import Known
    from loaders.forms.findings import Reporter

_Registered = tuple[str, int, str, int]
"""Kind ("" if it could not be read), number of the source, file and line. A plain tuple of
plain values, since there is one for every entity."""


class Register:
    """All entities of the sources read so far, before the background of the store.

    Parameters
    ----------
    known
        What the store holds.

    Attributes
    ----------
    left_out
        Ids whose rows are bad and which nothing else vouches for.
    incomplete
        Whether rows of entities are missing, so that nobody can be called unknown.
    """

    def __init__(self, known: Known) -> None:
        self.left_out: set[str] = set()
        self.incomplete = False
        self.known = known
        self._entries: dict[str, _Registered] = {}
        self._lives: dict[str, Life] = {}
        self._owners: dict[str, str] = {}

    # Questions ----------------------------------------------------------------------------

    def kind(self, node_id: str) -> str | None:
        """The kind of an entity, "" if its row does not say; None if there is no such entity."""
        entry = self._entries.get(node_id)
        return self.known.kind(node_id) if entry is None else entry[0]

    def life(self, node_id: str) -> Life | None:
        """When a collective began and ended, None if neither is known."""
        return self._lives.get(node_id) or self.known.life(node_id)

    # Rows ---------------------------------------------------------------------------------

    def enter(self, node_id: str, kind: str, source: int, reporter: Reporter) -> bool:
        """Enter the entity of a row; tell the reporter if its id is taken or its kind differs.

        The same id in a later source is an update.

        Returns
        -------
        bool
            Whether this row alone vouches for the entity: if it is bad, there is none.
        """
        earlier = self._entries.get(node_id)
        if earlier is not None and earlier[1] == source:
            problem = f"The id {quoted(node_id)} is also on {_place(earlier)}."
            reporter.error("id", "duplicate-id", problem, "Remove one row, or correct its id.")
            return False
        kept = self.known.kind(node_id) if earlier is None else earlier[0]
        if kept and kind and kept != kind:
            where = "in the store" if earlier is None else f"on {_place(earlier)}"
            problem = f"{quoted(node_id)} is {a_kind(kind)} here and {a_kind(kept)} {where}."
            reporter.error(None, "kind-differs", problem, "Give one of the two another id.")
        self._entries[node_id] = (kept or kind, source, reporter.file, reporter.line or 0)
        return kept is None or node_id in self.left_out

    def settle(self, node_id: str, *, sound: bool, alone: bool) -> None:
        """Keep the entity of a row, or leave it out if the row is bad and vouches alone."""
        if sound:
            self.left_out.discard(node_id)
        elif alone:
            self.left_out.add(node_id)

    def lose(self, node_id: str, kind: str, source: int, reporter: Reporter) -> None:
        """Note the entity of a row that could not be read as a row."""
        if node_id and self.kind(node_id) is None:
            self._entries[node_id] = (kind, source, reporter.file, reporter.line or 0)
            self.left_out.add(node_id)

    def claim(self, nces_id: str, node_id: str, reporter: Reporter) -> None:
        """Give an NCES id to an entity; tell the reporter if it belongs to another."""
        owner = self._owners.get(nces_id)
        place = "in the store"
        if owner is None:
            owner = self.known.owner(nces_id)
        elif owner in self._entries:
            place = f"on {_place(self._entries[owner])}"
        if owner is not None and self.known.now(owner) != self.known.now(node_id):
            problem = f"The NCES id {quoted(nces_id)} belongs to {quoted(owner)} {place}."
            fix = "Correct it, or use the id of that entity."
            reporter.error("nces_id", "duplicate-nces-id", problem, fix)
        else:
            self._owners[nces_id] = node_id

    def date(self, node_id: str, founded: str | None, ended: str | None) -> None:
        """Note when a collective began and ended; what a row leaves empty stays as it was."""
        old = self.life(node_id) or Life(None, None)
        self._lives[node_id] = Life(founded or old.founded, ended or old.ended)


def _place(entry: _Registered) -> str:
    return f"line {entry[3]} of {entry[2]}"
