"""The desk: a written name and a state go in; a decision and its reasons come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self

from graph.names.decide import decide
from graph.names.other_kinds import NameHits, NameIndex
from graph.names.parsing import parse
from graph.names.reference import Reference, code, states_of
from graph.names.score import said_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Node
    from graph.national import National

Decision = Literal["accepted", "review", "none"]
SHOWN = 5
"""How many candidates a match lists."""
WORTH_A_LOOK = 0.6
"""The score that a candidate must have for a person to be asked about it."""


class NameRuling(Protocol):
    """What a person has decided of a name."""

    @property
    def decision(self) -> str:
        """``same``, ``not the same`` or ``unsure``; other acts decide nothing of a name."""
        ...

    @property
    def id(self) -> str:
        """The entity that it is about."""
        ...

    @property
    def who(self) -> str:
        """Who decided."""
        ...

    @property
    def when(self) -> str:
        """When, as ISO 8601."""
        ...

    @property
    def why(self) -> str:
        """The reason that was given, "" if none."""
        ...


class Decisions(Protocol):
    """All that people have decided of names."""

    def ruling(self, written: str, state: str | None) -> NameRuling | None:
        """The last decision about a name in a state, None if there is none."""
        ...

    def refused(self, written: str, state: str | None) -> frozenset[str]:
        """The ids of entities that a name was last said not to mean."""
        ...


class Candidate(NamedTuple):
    """An entity that a written name may mean.

    Attributes
    ----------
    score
        From 0 to 1. It puts candidates in an order; what is accepted depends on the reasons.
    """

    id: str
    nces_id: str | None
    name: str
    score: float


class Match(NamedTuple):
    """What the desk says of a written name.

    Attributes
    ----------
    decision
        ``accepted``; ``review`` where a person has to say; ``none`` where nothing is like it.
    id, nces_id
        The entity that was accepted; None in the other cases.
    score
        That of the best candidate, 0 to 1.
    candidates
        The best first, at most `SHOWN`.
    reasons
        Why, in plain sentences.
    equal
        Whether what was accepted has this very name, blanks, case, abbreviations and words such
        as "school district" aside; or was named by its id or by a person's decision. What was
        accepted otherwise is worth a second look.
    """

    decision: Decision
    id: str | None
    nces_id: str | None
    score: float
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]
    equal: bool = False


class Desk:
    """Resolves written names to entities.

    District names are read as the field writes them. Entities of other kinds are found by their
    whole name or alias alone, and only if a single one carries it.

    Parameters
    ----------
    districts
        The entities to choose from.
    ledger
        What people have decided; None if nothing was.
    national
        The national directory, whose districts may be meant too; None to know of none but those
        above. Its entities have the ids that they would have in a store.
    """

    def __init__(
        self,
        districts: Iterable[Node],
        ledger: Decisions | None = None,
        national: National | None = None,
    ) -> None:
        nodes = list(districts)
        self._ledger = ledger
        self._others = {node.id: node for node in nodes if node.kind != "district"}
        self._named = NameIndex(self._others.values())
        self._reference = Reference((n for n in nodes if n.kind == "district"), national)

    @classmethod
    def of(cls, nodes: Iterable[Node], ledger: Decisions | None = None) -> Self:
        """A desk over entities of any kind: networks, organizations, schools."""
        return cls(nodes, ledger)

    def resolve(self, written: str, state: str | None, places: tuple[str, ...] = ()) -> Match:
        """Say which entity a written name means.

        Parameters
        ----------
        state
            The state beside the name (a code or a name), None if none is given. A name is never
            accepted for an entity of another state, and without any state only by its id.
        places
            The town and the county beside the name.
        """
        given = code(state)
        if node := self.node(written.strip()) or self._reference.owner(written.strip()):
            return self._by_id(node, given)
        ruled = self.ruled(written, given)
        if ruled is not None:
            return ruled
        refused = self._ledger.refused(written, given) if self._ledger else frozenset[str]()
        named = self._named.find(written, given, refused)
        if named.nodes or self._reference.nothing:
            return _of_named(named)
        return self._district(written, given, refused, places)

    def node(self, node_id: str) -> Node | None:
        """The entity with an id, be it only in the national directory."""
        return self._others.get(node_id) or self._reference.node(node_id)

    def _by_id(self, node: Node, given: str | None) -> Match:
        candidates = (_candidate(node, 1.0),)
        if given and given not in states_of(node) and states_of(node) != {None}:
            return _open(candidates, f"It is an id of {node.name}, which is in another state.")
        return _accepted(candidates, "It is the id of the entity.")

    def elsewhere(self, node: Node, places: tuple[str, ...]) -> str:
        """Why an entity is not in these places of its state, "" if it may be."""
        block = self._reference.block(next(iter(states_of(node))))
        return said_elsewhere(places, node, block) if block is not None else ""

    def ruled(self, written: str, state: str | None) -> Match | None:
        """What people have decided of a name in a state; None if they have not."""
        ruling = self._ledger.ruling(written, code(state)) if self._ledger else None
        if ruling is None or ruling.decision == "not the same":
            return None
        node = self.node(ruling.id)
        by = f"{ruling.who} decided so on {ruling.when[:10]}"
        because = f"{by}: {ruling.why}" if ruling.why else f"{by}."
        if ruling.decision == "unsure" or node is None:
            best = () if node is None else (_candidate(node, 1.0),)
            what = "It was left open." if node is None else "It is unsure."
            return Match("review", None, None, 1.0 if best else 0.0, best, (what, because))
        return _accepted((_candidate(node, 1.0),), because)

    def _district(
        self, written: str, given: str | None, refused: frozenset[str], places: tuple[str, ...]
    ) -> Match:
        name = parse(written, given)
        if given and name.state and name.state != given:
            return Match("none", None, None, 0.0, (), ("The name speaks of another state.",))
        state = given or name.state
        if state is None:
            return self._anywhere(written, refused)
        block = self._reference.block(state)
        if block is None:
            return Match("none", None, None, 0.0, (), (f"No district of {state} is known here.",))
        name = name if given else parse(written, state)
        verdict = decide(name._replace(places=places) if places else name, block, refused)
        candidates = tuple(_candidate(one.entry.node, one.score) for one in verdict.fits[:SHOWN])
        if verdict.accepted is not None and refused:
            return _open(
                candidates, "It was said not to mean another one; say that it means this one."
            )
        if verdict.accepted is not None:
            return _accepted(candidates, *verdict.reasons)._replace(equal=verdict.accepted.equal)
        return _open(candidates, *verdict.reasons)

    def _anywhere(self, written: str, refused: frozenset[str]) -> Match:
        """The districts of every state that the name fits: for a person to choose from."""
        name = parse(written, None)
        fits = [
            one
            for block in self._reference.anywhere(name)
            for one in decide(name, block, refused).fits[:SHOWN]
        ]
        fits.sort(key=lambda one: (-one.score, one.entry.node.id))
        candidates = tuple(_candidate(one.entry.node, one.score) for one in fits[:SHOWN])
        return _open(candidates, "No state is given, and names repeat from state to state.")


def _candidate(node: Node, score: float) -> Candidate:
    return Candidate(node.id, node.text("nces_id"), node.name, score)


def _accepted(candidates: tuple[Candidate, ...], *reasons: str) -> Match:
    best = candidates[0]
    return Match("accepted", best.id, best.nces_id, best.score, candidates, reasons, equal=True)


def _open(candidates: tuple[Candidate, ...], *reasons: str) -> Match:
    best = candidates[0].score if candidates else 0.0
    decision: Decision = "review" if best >= WORTH_A_LOOK else "none"
    return Match(decision, None, None, best, candidates, reasons)


def _of_named(named: NameHits) -> Match:
    candidates = tuple(_candidate(node, score) for node, score in named.nodes[:SHOWN])
    return _accepted(candidates, named.reason) if named.certain else _open(candidates, named.reason)
