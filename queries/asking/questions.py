"""All questions, one entry each: whoever lists, offers or compares them reads this list.

From it follow the commands, the names of `netweave`, the texts of `netweave cypher --question`,
what `queries.verify` asks, and the tables of questions in the pages. It is data alone and names
modules, so that it is there at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from graph.schema import NODE_KINDS
from queries.asking.scope import THROUGH

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

About = Literal["all", "entity", "district", "collective", "text", "pair"]
"""What a question is about: the store, or some of it (``name``, ``text``, or ``a`` and ``b``)."""

DATES = (None, "2015", "2020-06")
"""The dates that two stores are compared on."""


class Question(NamedTuple):
    """A question that one can ask of a store.

    Attributes
    ----------
    name
        One word: on the command line, in JSON and in what `verify` says.
    summary
        What its command does, in one sentence; its help begins with the same words.
    asks, terms, gives
        The question as people ask it, in the words of network science, and what the answer has:
        the tables of README.md, docs/commands.md and docs/python.md.
    module, function
        Where it is answered.
    command
        The module of `netweave.cli` that holds its command; None if it has none.
    public
        Whether `netweave` offers the function.
    also
        Another name of the command and of the function, for those who know it by that.
    cypher
        The name of its Cypher text in the module; None if it is no pattern.
    about, given
        What `verify` asks it about, and which values it gives its further parameters.
    of
        The question whose answer it takes in place of names; None for all but few.
    compared
        The fields of the answer that must be the same in two stores; all, if none is named.
    """

    name: str
    summary: str
    asks: str
    terms: str
    gives: str
    module: str
    function: str
    command: str | None = None
    public: bool = True
    also: str | None = None
    cypher: str | None = None
    about: About = "all"
    given: Mapping[str, Collection[Any]] = {}
    of: str | None = None
    compared: tuple[str, ...] = ()


QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        Question(
            "info",
            "Say what is in the store.",
            "What is in here?",
            "census of nodes and ties",
            "Counts of what is in the store.",
            "queries.info",
            "info",
            "ask.info",
            given={"as_of": DATES},
        ),
        Question(
            "find",
            "Find entities by a text.",
            "What is the name of …?",
            "search by label",
            "Every entity that a text names.",
            "queries.catalogue",
            "find",
            "ask.find",
            about="text",
        ),
        Question(
            "list",
            "List all entities of a kind.",
            "Which districts, networks, people … are there?",
            "nodes of a kind",
            "All entities of a kind; `list` on the command line.",
            "queries.catalogue",
            "catalogue",
            "ask.catalogue",
            given={"kind": NODE_KINDS},
        ),
        Question(
            "show",
            "Show all that is known of one entity.",
            "What is known of one entity, and who says so?",
            "ego's ties, their spells and sources",
            "One entity: its properties, and its ties with dates and sources.",
            "queries.show",
            "show",
            "ask.show",
            cypher="CYPHER",
            about="entity",
            given={"as_of": DATES},
        ),
        Question(
            "affiliations",
            "Say what an entity belongs to.",
            "What does a district belong to?",
            "affiliations, nested collectives rolled up",
            "What an entity belongs to, itself, through its schools, or by nesting.",
            "queries.affiliations",
            "affiliations",
            "ask.affiliations",
            cypher="CYPHER",
            about="entity",
            given={"as_of": DATES},
        ),
        Question(
            "members",
            "Say who belongs to a network.",
            "Who belongs to a network?",
            "roster of a collective, with its completeness",
            "Who belongs to a collective, nested ones rolled up.",
            "queries.members",
            "members",
            "ask.members",
            cypher="CYPHER",
            about="collective",
            given={"as_of": DATES},
        ),
        Question(
            "connect",
            "Say how two entities are connected.",
            "How are two districts connected?",
            "geodesics in the affiliation graph, their lattice; independent paths (Menger)",
            "How two entities are connected: the networks they share, the distance, the best of "
            "the shortest routes with their evidence, the stops nobody can avoid, and the number "
            "of independent routes.",
            "queries.connect",
            "connect",
            "ask.connect",
            cypher="LOOKING_CYPHER",
            about="pair",
            given={"through": THROUGH, "as_of": DATES},
        ),
        Question(
            "bridges",
            "Say who stands between the parts of the graph.",
            "Who stands between the parts?",
            "betweenness, structural holes, participation, cut points",
            "Who stands between the parts: betweenness, constraint, effective size, spread over "
            "states, who is cut off.",
            "queries.bridges",
            "bridges",
            "ask.bridges",
            also="brokers",
            given={"through": THROUGH, "as_of": DATES[:2]},
        ),
        Question(
            "brokerage",
            "Say who passes things on between states, and in which role.",
            "Who passes things on between states, and as what?",
            "brokerage roles (Gould and Fernandez)",
            "In how many open two-paths each entity is the broker, by the roles of Gould and "
            "Fernandez, with states for groups.",
            "queries.brokerage",
            "brokerage_roles",
            given={"through": THROUGH, "as_of": DATES[:2]},
        ),
        Question(
            "clusters",
            "Say which communities there are, and how they map to states.",
            "Which communities are there, regional or national?",
            "communities (Leiden), their stability, fence-sitters",
            "Communities, how firm they are, their states and census divisions, who sits on the "
            "fence.",
            "queries.clusters",
            "clusters",
            "ask.clusters",
            given={"through": THROUGH, "as_of": DATES[:2]},
        ),
        Question(
            "overlap",
            "Say which networks share more members than chance would have it, and which fewer.",
            "Which networks share more members than chance would have it?",
            "projection against the bipartite configuration model",
            "Pairs of networks (or districts) by shared members, held against chance.",
            "queries.overlap",
            "overlap",
            "ask.overlap",
            given={"of": ("networks", "districts"), "as_of": DATES[:2]},
        ),
        Question(
            "conveners",
            "Say who could convene a network of networks.",
            "Who could convene a network of networks?",
            "key sets: maximum coverage, solved exactly",
            "Who could convene a network of networks: ranked candidates with reasons, and the "
            "group that reaches most, proved.",
            "queries.conveners",
            "conveners",
            "ask.conveners",
            given={"cover": ("networks", "states"), "as_of": DATES[:2]},
            compared=("rows", "group"),
        ),
        Question(
            "stability",
            "Say how firm a group of conveners is.",
            "How far can one trust such a group?",
            "sensitivity to missing sources and members",
            "How often each member of the group that `conveners` found stays when a source is "
            "left out, or unseen members are drawn.",
            "queries.stability",
            "stability",
            given={"draws": (2,), "sources": (10,), "seed": (0, 1)},
            of="conveners",
        ),
        Question(
            "peers",
            "Say whom a district that begins can learn from.",
            "Whom can a district that begins learn from, and where can it join in?",
            "similar egos with experience; open memberships",
            "Experienced districts with people to ask, networks to join, and what is offered.",
            "queries.peers",
            "peers",
            "ask.peers",
            about="district",
            given={"as_of": DATES},
        ),
        Question(
            "peers_all",
            "Say who has done it for years, and what would join them.",
            "Who has done it for years, and what would join them all?",
            "components of the veterans, minimum spanning tree (Kruskal)",
            "All experienced districts, what joins them, and the fewest introductions that would; "
            "`peers --all` on the command line.",
            "queries.peers_all",
            "peers_all",
            given={"years": (0, 5), "as_of": DATES[:2]},
        ),
        Question(
            "gaps",
            "Say which districts are in no network, state by state.",
            "Where is nobody in a network, and who shows interest?",
            "isolates, coverage by state, nearest neighbour",
            "Districts in no network by state, those that show interest, cohorts worth founding.",
            "queries.gaps",
            "gaps",
            "ask.gaps",
            given={"within": (None, "New England"), "as_of": DATES},
        ),
        Question(
            "changes",
            "Say what changed between two dates.",
            "What changed between two dates?",
            "turnover of ties; the bridges' diary; components in time",
            "Who joined and left, what began and ended, how the bridges and the parts moved.",
            "queries.changes",
            "changes",
            "ask.changes",
            given={"start": ("2010", "2014-06"), "end": ("2015", "2020-06-30")},
        ),
        Question(
            "dissolve",
            "Say what would be lost if a network, or its host, were gone.",
            "What if a network, or its host, were gone?",
            "vulnerability: components and pairs after removal",
            "Who would lose their last link, who would be parted, who could take them in.",
            "queries.dissolve",
            "dissolve",
            "ask.dissolve",
            about="collective",
            given={"hosted": (False, True), "as_of": DATES},
        ),
        Question(
            "handshake",
            "Say which one introduction would join two sides, or shorten their ways most.",
            "Which one introduction would join two districts, networks or states?",
            "link addition that raises efficiency most (Latora and Marchiori)",
            "The introductions that would join or shorten most; of two districts, memberships.",
            "queries.handshake",
            "handshake",
            "ask.handshake",
            about="pair",
            given={"as_of": DATES},
        ),
    )
}


def cypher_questions() -> list[str]:
    """The names of the questions that have a Cypher text, in alphabetical order."""
    return sorted(question.name for question in QUESTIONS.values() if question.cypher)
