"""The questions that the rows of a roster leave to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.answers import HOLDS
from loaders.checks.questions import AskedQuestion, Key
from loaders.rosters.asked import asked_name, asked_network
from loaders.rosters.shown import STRUCK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.rosters.fields import WrittenEntity
    from loaders.rosters.members import RowMember
    from loaders.rosters.networks import Which
    from loaders.rosters.row_dates import CellIssue
    from loaders.rosters.rows import RowRead


def questions_of(
    read: RowRead,
    who: Mapping[WrittenEntity, RowMember],
    which: Mapping[str, Which],
    place: str,
    text: str,
) -> list[AskedQuestion]:
    """What a row asks that waits.

    Parameters
    ----------
    who, which
        What became of the names of members and networks.
    place, text
        The table, and the row as one text.
    """
    found = [
        *_members(read, who),
        *_networks(read, which),
        *(
            _cell(question, place)
            for question in (*read.waits, *read.refused)
            if _decides(question)
        ),
    ]
    issues = (*read.waits, *read.refused)
    struck = [one for one in issues if one.rule == STRUCK]
    if struck or not found:
        why = " ".join(f"{one.problem} {one.fix}" for one in struck or issues)
        choices = (HOLDS,) if struck else ()
        found.append(AskedQuestion(Key("row", text, place), "row", why, choices=choices))
    return found


def _members(read: RowRead, who: Mapping[WrittenEntity, RowMember]) -> Iterator[AskedQuestion]:
    for written in read.members:
        member = who.get(written)
        if member is None or member.id is not None or member.match is None:
            continue
        yield asked_name(written.called, written.state, member.match)


def _networks(read: RowRead, which: Mapping[str, Which]) -> Iterator[AskedQuestion]:
    for name in dict.fromkeys(draft.network for draft in read.drafts):
        found = which.get(name)
        if found is not None and found.id is None:
            yield asked_network(name, found.candidates)


def _decides(question: CellIssue) -> bool:
    return bool(question.text or question.ways or question.rule == "empty-network")


def _cell(question: CellIssue, place: str) -> AskedQuestion:
    if question.ways:
        key = Key("column", "", place, question.column)
        return AskedQuestion(key, "column-in-doubt", question.problem, choices=question.ways)
    if question.rule == "empty-network":
        why = "Nothing in the table says which network its rows belong to."
        return AskedQuestion(Key("column", "", place, "network"), question.rule, why)
    key = Key("cell", question.text, place, question.column)
    return AskedQuestion(key, question.rule, f"{question.problem} {question.fix}")
