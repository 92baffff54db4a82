"""The questions about the district that starts, and about the field as a whole."""

from __future__ import annotations

from queries.asking.question import DATES, Question

FIELD_QUESTIONS = (
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
