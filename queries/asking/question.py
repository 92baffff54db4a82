"""What a question is to those who list, offer or compare them: data alone, and names of modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

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
