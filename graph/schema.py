"""What may exist in the graph, declared once: node kinds, tie types, properties.

Validation, the stores, Cypher text, the tables in the docs and the legends of pictures all
read these tables. Adding a kind, a type or a property is one line here.
"""

from __future__ import annotations

from typing import Literal, LiteralString, NamedTuple

ValueType = Literal["text", "integer", "number", "date"]


class NodeKind(NamedTuple):
    """A kind of entity.

    Attributes
    ----------
    name, plural
        Lower-case words used in files, JSON and on the command line.
    label
        The Neo4j label.
    meaning
        One sentence for people.
    collective
        Whether one can belong to it or meet in it.
    """

    name: str
    plural: str
    label: str
    meaning: str
    collective: bool = False


class TieType(NamedTuple):
    """A type of tie between two entities.

    Attributes
    ----------
    name
        The Neo4j relationship type, also used in files and JSON.
    out_phrase, in_phrase
        How the tie reads from its source and from its target: "belongs to", "has as a member".
    personal
        It starts at a person.
    joining
        It joins one to a collective: what someone reaches, it reaches along these.
    carrying
        Who starts it carries a collective: many depend on one that carries several.
    loose
        A bond by which one belongs to a collective without being a member.
    momentary
        It happens at a moment: an unknown end equals the beginning.
    weak
        A tie of attention or attendance rather than of belonging, hosting or leading: the word
        for it in legends ("attended"); None if it is not weak.
    """

    name: LiteralString
    out_phrase: str
    in_phrase: str
    meaning: str
    personal: bool = False
    joining: bool = False
    carrying: bool = False
    loose: bool = False
    momentary: bool = False
    weak: str | None = None


class Property(NamedTuple):
    """A property of entities whose values are read as something other than plain text."""

    name: str
    type: ValueType
    meaning: str


NODE_KINDS: dict[str, NodeKind] = {
    kind.name: kind
    for kind in (
        NodeKind("district", "districts", "District", "A school district (LEA)."),
        NodeKind("school", "schools", "School", "A school."),
        NodeKind(
            "network", "networks", "Network", "A standing network of members.", collective=True
        ),
        NodeKind(
            "consortium", "consortia", "Consortium", "Bodies that act together.", collective=True
        ),
        NodeKind(
            "cohort", "cohorts", "Cohort", "A group that goes through something.", collective=True
        ),
        NodeKind(
            "event", "events", "Event", "A meeting: symposium, summit, studio.", collective=True
        ),
        NodeKind("program", "programs", "Program", "A programme, pilot or grant.", collective=True),
        NodeKind(
            "organization",
            "organizations",
            "Organization",
            "A body with staff: an agency, nonprofit, company or college.",
        ),
        NodeKind("person", "people", "Person", "A person who carries ideas between places."),
    )
}

TIE_TYPES: dict[str, TieType] = {
    tie.name: tie
    for tie in (
        TieType(
            "MEMBER_OF",
            "is a member of",
            "has the member",
            "Membership; a seat if the member is itself a collective.",
            joining=True,
        ),
        TieType(
            "PART_OF",
            "is part of",
            "includes",
            "Real nesting, which rolls up: a school of a district, a cohort of a programme.",
        ),
        TieType(
            "AFFILIATED_WITH",
            "is affiliated with",
            "has the affiliate",
            "A looser bond.",
            loose=True,
        ),
        TieType(
            "HOSTS",
            "hosts",
            "is hosted by",
            "Gives a collective its home.",
            joining=True,
            carrying=True,
        ),
        TieType(
            "CONVENES",
            "convenes",
            "is convened by",
            "Calls a collective together.",
            joining=True,
            carrying=True,
        ),
        TieType(
            "OFFERS",
            "offers",
            "is offered by",
            "Makes a programme or event available.",
            carrying=True,
        ),
        TieType(
            "ATTENDS",
            "attended",
            "was attended by",
            "Was there.",
            momentary=True,
            weak="attended",
        ),
        TieType(
            "PRESENTED_AT",
            "presented at",
            "heard a presentation by",
            "Spoke there.",
            momentary=True,
            weak="presented",
        ),
        TieType(
            "USES_MODEL",
            "uses the model of",
            "has its model used by",
            "Adopts a model.",
            loose=True,
        ),
        TieType(
            "LEADS",
            "leads",
            "is led by",
            "A person in charge.",
            personal=True,
            joining=True,
            carrying=True,
        ),
        TieType("WORKS_IN", "works in", "employs", "A person on the staff.", personal=True),
        TieType(
            "WRITES_FOR",
            "writes for",
            "publishes",
            "A person who writes.",
            personal=True,
            momentary=True,
            weak="wrote",
        ),
        TieType("PARTNERS_WITH", "partners with", "has the partner", "Works together with."),
        TieType(
            "PROFILED_BY",
            "was profiled by",
            "profiled",
            "Was written about.",
            momentary=True,
            weak="profiled",
        ),
    )
}

PROPERTIES: dict[str, Property] = {
    prop.name: prop
    for prop in (
        Property("nces_id", "text", "The 7-digit LEAID of NCES, unique in a store."),
        Property("founded", "date", "When a collective began."),
        Property("ended", "date", "When a collective ended."),
        Property("stated_members", "integer", "The size a source gives for the whole roster."),
        Property("competency_since", "date", "When competency-based education began."),
        Property("enrollment", "integer", "Students enrolled."),
        Property("lat", "number", "Latitude in degrees north."),
        Property("lon", "number", "Longitude in degrees east."),
    )
}

COLLECTIVES: frozenset[str] = frozenset(k.name for k in NODE_KINDS.values() if k.collective)
MEMBERSHIP_TYPES: frozenset[str] = frozenset({"MEMBER_OF", "PART_OF"})
JOINING_TYPES: tuple[LiteralString, ...] = tuple(t.name for t in TIE_TYPES.values() if t.joining)
CARRYING_TYPES: tuple[LiteralString, ...] = tuple(t.name for t in TIE_TYPES.values() if t.carrying)
LOOSE_TYPES: tuple[LiteralString, ...] = tuple(t.name for t in TIE_TYPES.values() if t.loose)
MOMENTARY_TYPES: frozenset[str] = frozenset(t.name for t in TIE_TYPES.values() if t.momentary)
WEAK_TYPES: frozenset[str] = frozenset(t.name for t in TIE_TYPES.values() if t.weak)


def may_join(tie_type: str, source_kind: str, target_kind: str) -> bool:
    """Whether a tie of this type may run from one kind of entity to another.

    MEMBER_OF: any kind to a collective. PART_OF: school to district, collective to collective.
    What is personal starts at a person. Every other type: any to any.
    """
    if tie_type == "MEMBER_OF":
        return target_kind in COLLECTIVES
    if tie_type == "PART_OF":
        nests = source_kind in COLLECTIVES and target_kind in COLLECTIVES
        return nests or (source_kind, target_kind) == ("school", "district")
    return not TIE_TYPES[tie_type].personal or source_kind == "person"


def joins_what(tie_type: str) -> str:
    """The same rule in words, for messages and the docs table."""
    if tie_type == "MEMBER_OF":
        return "any kind to a network, consortium, cohort, event or program"
    if tie_type == "PART_OF":
        return "a school to a district, or a collective to a collective"
    return "a person to any kind" if TIE_TYPES[tie_type].personal else "any kind to any kind"


def a_kind(kind: str) -> str:
    """A kind with its article: "a district", "an organization"."""
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def kinds_named(word: str) -> frozenset[str] | None:
    """The kinds a word of the command line stands for, None if it stands for none.

    A kind or its plural, ``collective`` for all collectives, ``all`` for every kind.
    """
    folded = word.casefold()
    if folded in ("all", "any"):
        return frozenset(NODE_KINDS)
    if folded in ("collective", "collectives"):
        return COLLECTIVES
    for kind in NODE_KINDS.values():
        if folded in (kind.name, kind.plural):
            return frozenset({kind.name})
    return None
