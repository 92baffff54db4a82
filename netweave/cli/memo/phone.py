"""Three questions to ask by phone: what no graph of memberships can answer."""

from __future__ import annotations

_OF_ANY = (
    "Is this still so today, and since when?",
    "Who else should be on this list, and is not?",
    "Would you talk to us, or come to a meeting?",
)
_OF_QUESTION = {
    "peers": (
        "What did you do in the first year, and what would you leave out today?",
        "Which network or training helped most, and could we join it?",
        "Could three of us visit for a day, and whom else should we ask?",
    ),
    "gaps": (
        "Are you in a network that this list does not know?",
        "What would a network have to offer for you to join?",
        "Whom among your neighbours would you found one with?",
    ),
    "changes": (
        "Did those who are not listed any more leave, or did the list end?",
        "What did those who joined hope for?",
        "Who holds the network together now?",
    ),
    "handshake": (
        "Do you know each other already, whatever the lists say?",
        "What would you want to learn from the other?",
        "Who should introduce you?",
    ),
    "dissolve": (
        "How long is the network funded, and by whom?",
        "Where would you turn if it ended?",
        "Which of its ties would go on without it?",
    ),
    "connect": (
        "Do you know the people of the other side, or only the network?",
        "Who was at the last meeting that both could attend?",
        "Who should introduce you?",
    ),
    "conveners": (
        "Would you call others together, and what would you need for it?",
        "Whom would you not invite without asking somebody first?",
        "Who has tried before, and what became of it?",
    ),
}


def to_ask(question: str) -> tuple[str, ...]:
    """What to ask by phone after the answer to a question."""
    return _OF_QUESTION.get(question, _OF_ANY)
