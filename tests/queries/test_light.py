"""Asking the offline store brings nothing heavy with it, so that the command starts at once."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Draw

HEAVY = {"networkx", "numpy", "scipy", "neo4j", "pyvis", "pandas", "rich", "numba"}
DRAWING = """
    district:a MEMBER_OF network:x 2012..
    district:b MEMBER_OF network:x 2012..
"""


@pytest.mark.parametrize(
    ("imported", "question"),
    [
        ("from queries.connect import connect", "connect(store, 'a', 'b', through='all')"),
        ("from queries.affiliations import affiliations", "affiliations(store, 'a')"),
        ("from queries.members import members", "members(store, 'x')"),
        ("from queries.show import show", "show(store, 'a')"),
        ("from queries.info import info", "info(store)"),
        ("from queries.catalogue import find", "find(store, 'a')"),
    ],
)
def test_a_question_imports_nothing_heavy(
    tmp_path: Path, draw: Draw, imported: str, question: str
) -> None:
    path = tmp_path / "graph.db"
    with open_store(path, create=True) as store:
        store.write(draw(DRAWING))
    script = f"""
import sys
from graph.opening import open_store
{imported}
with open_store(sys.argv[1]) as store:
    assert {question}
print(*sorted(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert HEAVY & set(done.stdout.split()) == set()
