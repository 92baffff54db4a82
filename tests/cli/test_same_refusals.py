"""Whatever a command refuses, the function of that name refuses: taken from the options it has."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import pytest

import netweave
from graph.errors import NetweaveError
from graph.opening import open_store
from netweave.cli.ask import view
from queries.asking.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Ask

NAMED: dict[str, Any] = {
    "a": "district:ca-lindsay",
    "b": "district:co-thompson",
    "name": "district:ca-lindsay",
    "network": "network:ne-league",
    "names": "network:ne-league",
    "kind": "district",
    "start": "2012",
    "end": "2015",
}
"""What the arguments of questions are given, by their names, where something else is wrong."""
WRONG: dict[str, tuple[str, Any]] = {
    "a": ("qqqq", "qqqq"),
    "as_of": ("lately", "lately"),
    "b": ("qqqq", "qqqq"),
    "end": ("2012-13", "2012-13"),
    "exclude": ("qqqq", ["qqqq"]),
    "avoid": ("qqqq", ["qqqq"]),
    "include": ("qqqq", ["qqqq"]),
    "kind": ("alliance", "alliance"),
    "like": ("colour", ["colour"]),
    "model": ("qqqq", "qqqq"),
    "name": ("qqqq", "qqqq"),
    "names": ("qqqq", "qqqq"),
    "network": ("qqqq", "qqqq"),
    "start": ("0000", "0000"),
    "state": ("Atlantis", "Atlantis"),
    "weights": ("willingness=1", {"willingness": 1.0}),
    "within": ("Atlantis", "Atlantis"),
}
"""What no term of that name may be, as one types it and in Python."""
TERMS_OF = {"view_conveners": "conveners"}
"""A function that hands its terms on, and the one that names them."""
NEITHER = {"list.state"}
"""Options that take whatever they are given, and find nothing then."""


class Refusal(NamedTuple):
    """One wrong use, both ways."""

    function: str
    words: list[str]
    given: list[Any]
    more: dict[str, Any]


def commands() -> Iterator[tuple[list[str], click.Command, str]]:
    """Every command that asks, with the name of the function that answers the same."""
    for question in QUESTIONS.values():
        if question.command:
            yield (
                [question.name],
                import_module(f"netweave.cli.{question.command}").command,
                question.function,
            )
    for name, command in view.command.commands.items():
        yield ["view", name, "-o", "unwritten.html"], command, f"view_{name}"


def wrong_values(param: click.Parameter) -> list[tuple[str, Any]]:
    """What an option or argument refuses, as one types it and in Python."""
    kind, name = param.type, param.name or ""
    if name in WRONG:
        return [WRONG[name]]
    if isinstance(kind, click.Choice):
        return [("thirds", "thirds")]
    if isinstance(kind, click.IntRange | click.FloatRange):
        ends = [e for e in (kind.min, kind.max) if e is not None]
        beyond = [int(end) + (1 if end == kind.max else -1) for end in ends]
        return [("some", "some"), *((str(n), n) for n in beyond)]
    return []


def refusals() -> Iterator[Any]:
    for words, command, function in commands():
        takes = inspect.signature(getattr(netweave, TERMS_OF.get(function, function))).parameters
        arguments = [p for p in command.params if isinstance(p, click.Argument)]
        plain = {a.name or "": NAMED[a.name or ""] for a in arguments if a.name in NAMED}
        if function == "find":
            plain = {"text": "x"}
        if function == "dissolve":
            plain = {"name": NAMED["network"]}
        for param in [*command.params, click.Option(["--as-of"])]:
            name = param.name or ""
            known = name in takes or param in arguments
            if not known or f"{words[0]}.{name}" in NEITHER:
                continue
            for typed, value in wrong_values(param):
                yield _refusal(words, function, plain, param, typed, value)


def _refusal(
    words: list[str],
    function: str,
    plain: dict[str, Any],
    param: click.Parameter,
    typed: str,
    value: Any,
) -> Any:
    name = param.name or ""
    if isinstance(param, click.Argument):
        said = {**plain, name: typed}
        case = Refusal(function, [*words, *said.values()], [*said.values()], {})
    else:
        option = [param.opts[-1], typed]
        case = Refusal(
            function, [*words, *plain.values(), *option], [*plain.values()], {name: value}
        )
    return pytest.param(case, id=f"{'-'.join(words[:2])}-{name}-{typed}")


@pytest.mark.parametrize("case", list(refusals()))
def test_what_the_command_refuses_the_function_refuses(
    case: Refusal, ask: Ask, mini: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ask(*case.words, "--store", mini)
    assert done.status in (1, 2), done
    assert done.out == ""
    with open_store(mini) as store, pytest.raises(NetweaveError) as error:
        getattr(netweave, case.function)(store, *case.given, **case.more)
    assert str(error.value).strip()


def test_many_refusals_are_compared() -> None:
    assert len(list(refusals())) > 100


@pytest.mark.parametrize(
    ("function", "given", "said"),
    [
        ("overlap", {"of": "network"}, "of='network' makes no sense. Give one of: networks"),
        ("conveners", {"cover": "state"}, "cover='state' makes no sense"),
        ("conveners", {"include": "Lindsay"}, "put one alone into a list"),
        ("conveners", {"size": 2.5}, "size=2.5 makes no sense"),
        ("conveners", {"size": True}, "size=True makes no sense"),
        ("conveners", {"each_cluster": "no"}, "Give True or False"),
        ("bridges", {"within": ["NH", "VT"]}, "such as 'NH,VT'"),
        ("clusters", {"through": "membership"}, "Give one of: memberships, all"),
        ("info", {"as_of": 15}, "as_of: '15' is not a date"),
        ("info", {"as_of": True}, "as_of: 'True' is not a date"),
        ("gaps", {"years": -1}, "Give 0 or more"),
    ],
)
def test_what_no_command_line_could_say_is_refused_in_a_sentence(
    function: str, given: dict[str, Any], said: str, mini: str
) -> None:
    with open_store(mini) as store, pytest.raises(NetweaveError) as error:
        getattr(netweave, function)(store, **given)
    assert said in str(error.value)
