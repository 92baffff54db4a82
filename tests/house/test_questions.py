"""One list has all questions, and everybody who speaks of them speaks of all of these."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest

import netweave
from graph.question import Pattern
from netweave.cli.door.group import COMMANDS
from queries.asking.questions import QUESTIONS
from queries.asking.terms import TERMS
from queries.groups.terms import Terms
from tools.question_tables import TABLES, with_table

if TYPE_CHECKING:
    from pathlib import Path

    from queries.asking.question import Question
    from tests.house.conftest import Module

SERVING = {"queries.completeness", "queries.verify"}
"""Modules beside the questions: what many of them say, and who asks them all."""


def test_every_module_of_queries_is_a_question_in_the_list(modules: list[Module]) -> None:
    top = {module.name for module in modules if module.path.parent.name == "queries"}
    assert {question.module for question in QUESTIONS.values()} == top - SERVING - {"queries"}


@pytest.mark.parametrize("page", TABLES)
def test_the_pages_have_the_tables_that_the_list_gives(page: str, house: Path) -> None:
    text = (house / page).read_text(encoding="utf-8")
    assert text == with_table(page, text), "Write them anew: make tables"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda one: one.name)
def test_a_question_has_its_command_and_its_cypher_if_it_says_so(question: Question) -> None:
    module = import_module(question.module)
    if question.command is not None:
        command = import_module(f"netweave.cli.{question.command}").command
        assert isinstance(command, click.Command)
        assert command.name == question.name
        assert COMMANDS[question.name] == (question.command, question.summary, "ask")
    own = "" if question.cypher is None else getattr(module, question.cypher)
    assert ("MATCH " in own) is (question.cypher is not None)
    for pattern in vars(module).values():
        if isinstance(pattern, Pattern):
            assert (pattern.name, pattern.cypher) == (question.name, own)


def test_each_term_of_a_question_says_which_values_it_takes() -> None:
    unsaid = {
        f"{question.function}.{name}"
        for question in QUESTIONS.values()
        for name in inspect.signature(getattr(netweave, question.function)).parameters
        if name not in {*TERMS, "store", "found", "progress"}
    }
    assert unsaid == set()


def test_another_name_of_a_question_is_no_other_function() -> None:
    assert QUESTIONS["bridges"].also == "brokers"
    assert netweave.brokers is netweave.bridges


def test_what_needs_another_answer_names_a_question() -> None:
    assert {question.of for question in QUESTIONS.values()} <= {None, *QUESTIONS}


def test_type_checkers_are_shown_the_names_that_the_front_door_has(modules: list[Module]) -> None:
    (door,) = (module.tree for module in modules if module.name == "netweave")
    shown = {
        alias.asname: f"{node.module}.{alias.name}"
        for node in ast.walk(door)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    assert sorted(shown) == netweave.__all__ == dir(netweave)
    public = [one for one in QUESTIONS.values() if one.public]
    names = [(name, one.module) for one in public for name in (one.function, one.also) if name]
    offered = dict(names)
    assert {name: shown[name] for name in offered} == {
        name: f"{module}.{name}" for name, module in offered.items()
    }
    for name, path in shown.items():
        module, _, attribute = path.rpartition(".")
        assert getattr(netweave, name) is getattr(import_module(module), attribute)


def test_the_terms_of_a_group_are_the_parameters_of_conveners() -> None:
    parameters = inspect.signature(netweave.conveners).parameters
    asked = {name: p.annotation for name, p in parameters.items() if p.kind is p.KEYWORD_ONLY}
    terms = {name: hint.__forward_arg__ for name, hint in Terms.__annotations__.items()}
    assert terms == {
        name: hint for name, hint in asked.items() if name not in {"as_of", "progress"}
    }


def test_what_several_commands_take_is_declared_once(modules: list[Module]) -> None:
    declared = [
        (module.name.rpartition(".")[2], word.value)
        for module in modules
        if module.name.startswith("netweave.cli.")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "click.option"
        for word in node.args
        if isinstance(word, ast.Constant)
    ]
    shared = {word for module, word in declared if module == "shared_options"}
    assert shared == {
        *("--through", "--top", "-k", "--avoid", "--of", "--dry-run"),
        *("--within", "--years", "--near", "--pilots"),
    }
    assert [one for one in declared if one[1] in shared and one[0] != "shared_options"] == []
