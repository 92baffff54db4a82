"""What a damaged file makes Python say while it is read, as one clear sentence."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.errors import DateError, StoreError, damage

if TYPE_CHECKING:
    from collections.abc import Generator


def damaged(path: str, why: object) -> StoreError:
    """The error for a file that does not hold what it should."""
    return StoreError(damage(path, " ".join(str(why).split())))


@contextmanager
def read_as_ours(path: str) -> Generator[None]:
    """Turn whatever rows that are none of ours can raise into one sentence.

    Raises
    ------
    StoreError
        If a row cannot be read as an entity or a statement.
    """
    try:
        yield
    except (DateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise damaged(path, error) from error
