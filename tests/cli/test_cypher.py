"""`cypher --question NAME` prints a text; a query is for Neo4j stores, and may only read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from queries.asking.questions import cypher_questions

if TYPE_CHECKING:
    from tests.cli.conftest import Ask


@pytest.mark.parametrize("question", cypher_questions())
def test_a_question_is_printed_with_its_parameters(ask: Ask, question: str) -> None:
    found = ask("cypher", "--question", question, "--format", "json").document
    (row,) = found["rows"]
    assert list(row) == ["question", "parameters", "cypher"]
    assert set(row["parameters"]) == set(re.findall(r"\$(\w+)", row["cypher"]))
    out = ask("cypher", "--question", question).out
    assert out.endswith(f"\n{row['cypher']}\n")
    assert all(f"// ${name}: " in out for name in row["parameters"])


def test_an_offline_file_is_not_asked_in_cypher(ask: Ask, mini: str) -> None:
    done = ask("cypher", "MATCH (n) RETURN n", "--store", mini)
    assert (done.status, done.out) == (1, "")
    assert f"netweave copy {mini} neo4j://HOST:PORT" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("query", ["CREATE (n)", "LOAD CSV FROM 'x' AS row RETURN row"])
def test_a_query_that_does_more_than_read_is_refused_at_the_door(ask: Ask, query: str) -> None:
    done = ask("cypher", query, "--store", "neo4j://nowhere.invalid")
    assert done.status != 0
    assert done.out == ""
    assert "It was not sent." in done.err


@pytest.mark.parametrize("words", [[], ["--question", "frogs"], ["RETURN 1", "--question", "show"]])
def test_neither_a_query_nor_a_question_is_wrong_usage(ask: Ask, words: list[str]) -> None:
    done = ask("cypher", *words)
    assert (done.status, done.out) == (2, "")
