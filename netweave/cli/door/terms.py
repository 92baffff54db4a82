"""Options of the terms that questions take: the same choices, and the same ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from queries.asking.terms import TERMS, ChoiceTerm, NumberTerm, WholeTerm

if TYPE_CHECKING:
    from queries.asking.terms import Term


def type_of(term: str | Term) -> click.ParamType[Any]:
    """What an option takes that stands for a term of questions.

    Parameters
    ----------
    term
        Its name, or the term itself where it is a question's own.
    """
    known = TERMS[term] if isinstance(term, str) else term
    if isinstance(known, ChoiceTerm):
        return click.Choice(known.words)
    if isinstance(known, WholeTerm):
        return click.IntRange(known.least, known.most)
    if isinstance(known, NumberTerm):
        return click.FloatRange(known.least)
    return click.STRING
