"""A question is asked from the start again, once, if others write to its store meanwhile."""

from __future__ import annotations

from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from graph.errors import StoreChangedError

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

_asking: ContextVar[bool] = ContextVar("asking", default=False)


def once_more(question: Callable[P, T]) -> Callable[P, T]:
    """Ask a question, and once more from the start if the store was written to meanwhile.

    Of questions that ask questions the outermost begins again, since what the others know is of
    the store as it was. Every question of `queries` and every command goes through here.

    Raises
    ------
    StoreChangedError
        By the question, if the store was written to the second time too.
    """

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        if _asking.get():
            return question(*args, **kwargs)
        token = _asking.set(True)
        try:
            return question(*args, **kwargs)
        except StoreChangedError:
            return question(*args, **kwargs)
        finally:
            _asking.reset(token)

    return ask
