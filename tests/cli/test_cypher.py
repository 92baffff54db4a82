"""`cypher --question NAME` prints a text; nothing is run yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netweave.cli.cypher import QUESTIONS

if TYPE_CHECKING:
    from tests.cli.conftest import Ask


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_a_question_is_printed_with_its_parameters(ask: Ask, question: str) -> None:
    found = ask("cypher", "--question", question, "--format", "json").document
    (row,) = found["rows"]
    assert list(row) == ["question", "parameters", "cypher"]
    assert set(row["parameters"]) == set(re.findall(r"\$(\w+)", row["cypher"]))
    out = ask("cypher", "--question", question).out
    assert out.endswith(f"\n{row['cypher']}\n")
    assert all(f"// ${name}: " in out for name in row["parameters"])


@pytest.mark.parametrize("query", [["MATCH (n) RETURN n"], ["-"], ["-", "--question", "show"]])
def test_running_a_query_is_refused_in_one_sentence(ask: Ask, query: list[str]) -> None:
    done = ask("cypher", *query)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: This version of netweave prints Cypher and runs none")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("words", [[], ["--question", "frogs"]])
def test_without_a_question_it_is_wrong_usage(ask: Ask, words: list[str]) -> None:
    done = ask("cypher", *words)
    assert (done.status, done.out) == (2, "")
