"""The two halves of every pattern say they are the same: names, parameters, schema."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from typing import Any

import pytest

import queries
from graph.question import Pattern
from graph.schema import NODE_KINDS, TIE_TYPES

LABELS = {kind.label for kind in NODE_KINDS.values()} | {"Entity", "Collective"}


def patterns() -> list[Pattern[Any]]:
    modules = [
        import_module(found.name) for found in pkgutil.walk_packages(queries.__path__, "queries.")
    ]
    return [value for m in modules for value in vars(m).values() if isinstance(value, Pattern)]


PATTERNS = patterns()
every_pattern = pytest.mark.parametrize("pattern", PATTERNS, ids=[p.name for p in PATTERNS])


def returned(branch: str) -> list[str]:
    """The names that a branch of a query returns; commas within brackets part nothing."""
    text = branch.rsplit("RETURN", 1)[1].strip().removeprefix("DISTINCT ")
    parts = [""]
    depth = 0
    for letter in text:
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip().rpartition(" AS ")[2].strip() for part in parts]


def without_texts(cypher: str) -> str:
    return re.sub(r"'[^']*'", "''", cypher)


def test_there_are_patterns_and_no_two_of_one_name() -> None:
    names = [pattern.name for pattern in PATTERNS]
    assert {"affiliations", "members", "show"} <= set(names)
    assert len(names) == len(set(names))


@every_pattern
def test_each_branch_returns_the_fields_of_the_record_in_order(pattern: Pattern[Any]) -> None:
    fields = list(pattern.record._fields)
    for branch in pattern.cypher.split("UNION"):
        assert returned(branch) == fields


@every_pattern
def test_the_parameters_of_both_halves_are_the_same(pattern: Pattern[Any]) -> None:
    first, *given = inspect.signature(pattern.python).parameters
    assert first == "store"
    assert set(re.findall(r"\$(\w+)", pattern.cypher)) == set(given)


@every_pattern
def test_types_and_labels_are_those_of_the_schema(pattern: Pattern[Any]) -> None:
    text = without_texts(pattern.cypher)
    relations = re.findall(r"\[(\w*):([A-Z_|]+)(?:\*[\d.]*)?\]", text)
    types = {name for _, names in relations for name in names.split("|")}
    assert types <= set(TIE_TYPES)
    labels = set(re.findall(r"[(\s]\w*:([A-Z]\w+)", re.sub(r"\[[^\]]*\]", "", text)))
    assert labels
    assert labels <= LABELS
    compared = set(re.findall(r"type\(\w+\) = '(\w+)'", pattern.cypher))
    assert compared <= set(TIE_TYPES)


@every_pattern
def test_every_relationship_that_a_branch_goes_along_must_hold_on_the_date(
    pattern: Pattern[Any],
) -> None:
    for branch in pattern.cypher.split("UNION"):
        named = re.findall(r"\[(\w+)[:\]]", re.sub(r"\[n IN [^\]]*\]", "", branch))
        assert named
        for name in named:
            assert f"{name}.first_day <= $on.last" in branch
            assert f"{name}.last_day >= $on.first" in branch
        if "PART_OF*" in branch:
            assert "all(p IN relationships(path) WHERE" in branch
            assert "p.first_day <= $on.last" in branch


@every_pattern
def test_no_value_stands_in_the_text_and_nothing_is_written(pattern: Pattern[Any]) -> None:
    words = set(re.findall(r"[A-Z]{2,}", without_texts(pattern.cypher)))
    assert not words & {"CREATE", "MERGE", "SET", "DELETE", "REMOVE", "CALL", "LOAD", "FOREACH"}
    assert not re.findall(r"\{id: [^$]", pattern.cypher)
    assert "'" not in re.sub(r"'(MEMBER_OF|PART_OF|out|in)'", "", pattern.cypher)


def test_the_names_that_a_query_returns_are_read_as_neo4j_reads_them() -> None:
    assert returned(
        "MATCH (a) RETURN a, f(b, c) AS d, [x IN y | {p: x, q: 1}] AS e, r.id AS i"
    ) == [*("a", "d", "e", "i")]
    assert returned("MATCH (a) RETURN DISTINCT a.id AS id") == ["id"]
