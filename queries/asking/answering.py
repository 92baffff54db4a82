"""The door of every question: its terms are read before it begins, and it may begin once more."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from graph.asking import once_more
from graph.errors import QuestionError
from queries.asking.terms import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from queries.asking.terms import Term

P = ParamSpec("P")
T = TypeVar("T")

_HAS_REST = 0x04
"""The flag of a function that takes any number of values in a row."""


def question(**own: Term) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a function a question: it is asked of a store, and with sensible terms alone.

    What is refused here is what the command line refuses, whose options are made of the same
    `TERMS`.

    Parameters
    ----------
    own
        Terms of which this question takes other values than the rest.

    Raises
    ------
    QuestionError, DateError
        By the question, if it does not take what it is asked with.
    """
    terms = {**TERMS, **own}

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        call = cast("Callable[..., T]", once_more(function))
        in_row, rest, needed = _signature(function)

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            places = [*in_row, *[rest] * (len(args) - len(in_row))] if rest else in_row
            said = zip(places, args, strict=False)
            given = [_read(terms, name, one, needed) for name, one in said]
            named = {name: _read(terms, name, one, needed) for name, one in kwargs.items()}
            return call(*given, *args[len(given) :], **named)

        return ask

    return decorate


def _signature(function: Callable[..., object]) -> tuple[tuple[str, ...], str, frozenset[str]]:
    """Its parameters in a row, the name of any further ones, and those that cannot be None."""
    code, given = cast("Any", function).__code__, cast("Any", function)
    in_row = code.co_varnames[: code.co_argcount]
    named = code.co_argcount + code.co_kwonlyargcount
    rest = code.co_varnames[named] if code.co_flags & _HAS_REST else ""
    defaults = dict(zip(reversed(in_row), reversed(given.__defaults__ or ()), strict=False))
    defaults |= given.__kwdefaults__ or {}
    # What a question hands on to another (`**terms`) is read by that one.
    own = code.co_varnames[:named]
    return in_row, rest, frozenset(name for name in own if defaults.get(name, 0) is not None)


def _read(terms: Mapping[str, Term], name: str, value: object, needed: frozenset[str]) -> object:
    if name == "store":
        return _store(value)
    if name not in terms or (value is None and name not in needed):
        return value
    return terms[name].read(name, value)


def _store(value: object) -> object:
    """What is asked; whatever can be read is a store."""
    if not hasattr(value, "reading"):
        raise QuestionError(
            f"A question is asked of a store, and {type(value).__name__} is none. Give what "
            "netweave.open_store or netweave.from_networkx gives, first."
        )
    return value
