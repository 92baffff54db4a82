"""Every answer is what it was: digests of the answers that an earlier version gave are compared.

`python -m tools.answers FILE` asks the questions of a file anew. Who changes an answer on purpose
says so there, under `changed`, with the reason: the fields that now differ, and no others.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.opening import open_store
from loaders.load import load
from tools.answers import digest, digests

if TYPE_CHECKING:
    from tests.cli.conftest import Ask

ROOT = Path(__file__).resolve().parents[2]
KEPT = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "data" / "answers").glob("*.json"))
}
ASKED = [(name, question) for name, kept in KEPT.items() for question in kept["answers"]]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A store of each source that was asked."""
    return {
        name: _loaded(tmp_path_factory.mktemp(name) / "graph.db", kept["source"])
        for name, kept in KEPT.items()
    }


def _loaded(target: Path, source: str) -> str:
    with open_store(target, create=True) as store:
        load([ROOT / source], store)
    return str(target)


@pytest.mark.parametrize(("name", "question"), ASKED, ids=[" ".join(asked) for asked in ASKED])
def test_an_answer_is_what_it_was(
    name: str, question: str, stores: dict[str, str], ask: Ask
) -> None:
    words = (*shlex.split(question), "--store", stores[name], "--format", "json")
    now: dict[str, Any] = digests(ask(*words).document)
    then = KEPT[name]["answers"][question]
    meant = set(KEPT[name].get("changed", {}).get(question, {}))
    assert {
        field for field in now.keys() | then.keys() if now.get(field) != then.get(field)
    } == meant


def test_a_digest_tells_values_apart_and_forgets_the_last_digits() -> None:
    long = [{"id": f"district:{number}", "score": number / 7} for number in range(9)]
    other = [*long[:-1], {"id": "district:8", "score": 8 / 7 + 1e-13}]
    assert digest(long) == digest(other)
    assert digest(long) != digest([*long[:-1], {"id": "district:8", "score": 1.1}])
    assert digest(long) != digest(long[::-1])
    assert digest([1, None, "x"]) == [1, None, "x"]
