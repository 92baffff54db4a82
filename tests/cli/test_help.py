"""Every command says what it does, shows examples that work, and stands in docs/commands.md."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import click
import pytest

from netweave.cli.door.group import COMMANDS, netweave
from tests.cli.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask
    from tests.sharing import Demo

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
DEMO_STORE = {"NETWEAVE_STORE": "out/demo.db"}
GLOBAL = {"store", "form", "as_of", "output", "force", "version", "help", "without"}


def command(name: str) -> click.Command:
    found = netweave.get_command(click.Context(netweave), name)
    assert found is not None
    return found


def examples(name: str) -> list[list[str]]:
    epilog = command(name).epilog or ""
    return [shlex.split(line) for line in re.findall(r"^  (netweave .*)$", epilog, re.MULTILINE)]


def section(name: str) -> str:
    found = re.search(rf"^## `?{name}\b.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section on {name}"
    return found.group()


@pytest.mark.parametrize("name", COMMANDS)
def test_help_begins_as_the_list_of_commands_says(ask: Ask, name: str) -> None:
    done = ask(name, "--help")
    assert (done.status, done.err) == (0, "")
    assert ask(name, "-h").out == done.out
    help_text = " ".join((command(name).help or "").split())
    assert help_text.startswith(COMMANDS[name].summary)
    assert COMMANDS[name].summary in " ".join(ask("--help").out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_examples(ask: Ask, name: str) -> None:
    assert len(examples(name)) >= 2
    assert all(words[:2] == ["netweave", name] for words in examples(name))
    assert "\n  Examples:\n    netweave " in ask(name, "--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_work_on_the_store_of_the_demo(
    ask: Ask, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shutil.copytree(demo.folder / "out", tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    shown = [word for words in examples(name) for word in words]
    if "export" not in shown and any("out/data" in word for word in shown):
        ask("export", "out/data/", env=DEMO_STORE)
    for words in examples(name):
        if words == ["netweave", "demo"]:
            continue  # which made the folder
        done = ask(*words[1:], env={} if name == "demo" else DEMO_STORE)
        assert done.status == 0, (words, done.err)
        assert "has that in its name" not in done.out, words


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_the_docs(name: str) -> None:
    text = section(name)
    assert f"$ netweave {name}" in text
    for param in command(name).params:
        if param.name not in GLOBAL:
            words = param.opts if isinstance(param, click.Option) else [_bare(param.metavar)]
            assert all(f"`{word}" in text for word in words), words


def test_global_options_statuses_and_forms_stand_in_the_docs() -> None:
    for words in ("--store TARGET", "--format", "--as-of DATE", "NETWEAVE_STORE", "--version"):
        assert words in section("Options of every command")
    assert all(f"| {status} |" in section("Exit status") for status in (0, 1, 2, 130))
    assert all(f"`{form}`" in section("Forms") for form in ("table", "json", "csv", "markdown"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_global_options(name: str) -> None:
    names = {param.name for param in command(name).get_params(click.Context(command(name)))}
    assert names >= GLOBAL - {"help", "output", "force", "without"}


def _bare(metavar: str | None) -> str:
    """The word that an argument is known by."""
    return (metavar or "").strip("[]").partition("|")[0]


def test_brokers_is_another_name_of_bridges_that_is_not_listed(ask: Ask) -> None:
    also, usual = (ask(name, "--help").out for name in ("brokers", "bridges"))
    assert also.replace(" brokers ", " bridges ") == usual
    assert "brokers" not in ask("--help").out
