"""Reading what others wrote: whatever goes wrong with foreign bytes ends in one error.

A file can hold anything, and a library that takes it apart can raise anything: wrong values, sizes
that overflow, nesting that fills the stack. Readers need not foresee each; what is no error of
ours already, of the disk or of the memory means here that the file is damaged.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from graph.errors import NetweaveError
from loaders.forms.lines import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

P = ParamSpec("P")
T = TypeVar("T")

SHOWN = 200
"""How many characters of what a library says are told."""
_FIX = "Open it in the program that it is from, look at it, and save it again; or as CSV UTF-8."


@contextmanager
def foreign_bytes() -> Generator[None]:
    """Take what is raised within for damage of the file that is read.

    Raises
    ------
    DamagedFileError
        In place of all errors but ours, those of the disk, and a full memory.
    """
    try:
        yield
    except (NetweaveError, OSError, MemoryError):
        raise
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:SHOWN]
        problem = f"What it holds cannot be read ({said})."
        raise DamagedFileError("unreadable-content", problem, _FIX) from error


def shielded(read: Callable[P, Iterator[T]]) -> Callable[P, Iterator[T]]:
    """A reader whose rows come out of foreign bytes (see `foreign_bytes`)."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        with foreign_bytes():
            yield from read(*args, **kwargs)

    return reading
