"""All questions, one entry each: whoever lists, offers or compares them reads this list.

From it follow the commands, the names of `netweave`, the texts of `netweave cypher --question`,
what `queries.verify` asks, and the tables of questions in the pages. It is data alone and names
modules, so that it is there at every start.
"""

from __future__ import annotations

from graph.schema import NODE_KINDS
from queries.asking.field_questions import FIELD_QUESTIONS
from queries.asking.question import DATES, Question
from queries.asking.scope import THROUGH

PLACES = (None, "New England,CA")
"""The places that two stores are compared within."""
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
            given={"kind": NODE_KINDS, "within": PLACES},
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
            given={"through": THROUGH, "within": PLACES, "as_of": DATES[:2]},
        ),
        Question(
            "overlap",
            "Say which networks share more members than expected, and which fewer.",
            "Which networks share more members than expected?",
            "projection against the bipartite configuration model",
            "Pairs of networks (or districts) by shared members, held against what is expected.",
            "queries.overlap",
            "overlap",
            "ask.overlap",
            given={
                "of": ("networks", "districts"),
                "among": ("members", "states"),
                "as_of": DATES[:2],
            },
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
        *FIELD_QUESTIONS,
    )
}


def cypher_questions() -> list[str]:
    """The names of the questions that have a Cypher text, in alphabetical order."""
    return sorted(question.name for question in QUESTIONS.values() if question.cypher)
