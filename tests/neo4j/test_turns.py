"""What a load changes in the interpreter is put back, however loads overlap."""

from __future__ import annotations

import gc
import sys
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from graph.on_neo4j.writing.turns import SHORT, short_turns
from graph.records import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("change", [short_turns, uncollected])
def test_it_is_put_back_in_whatever_order_loads_end(
    change: Callable[[], AbstractContextManager[None]], order: tuple[int, ...]
) -> None:
    before = sys.getswitchinterval(), gc.isenabled()
    loads = [change() for _ in range(3)]
    for load in loads:
        load.__enter__()
    during = sys.getswitchinterval(), gc.isenabled()
    for number in order:
        loads[number].__exit__(None, None, None)
    expected = (pytest.approx(SHORT), True) if change is short_turns else (before[0], False)
    assert during == expected
    assert (sys.getswitchinterval(), gc.isenabled()) == before


def test_it_is_put_back_after_a_failure() -> None:
    before = sys.getswitchinterval()
    with pytest.raises(ZeroDivisionError), short_turns():
        _ = 1 // 0
    assert sys.getswitchinterval() == before
