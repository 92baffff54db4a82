"""The group of all commands. A command's module is imported when the command is called."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from netweave.cli.door.options import examples, global_options
from netweave.cli.door.refusals import refused, warnings_said
from netweave.cli.door.settings import Settings
from queries.asking.questions import QUESTIONS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Listed(NamedTuple):
    """A command in the list of commands.

    Attributes
    ----------
    module
        The module of `netweave.cli` that holds it, under the name ``command``.
    summary
        What it does, in one sentence; its help begins with the same words.
    group
        Where it stands in the list: one of `GROUPS`.
    """

    module: str
    summary: str
    group: str = "load"


GROUPS = {"ask": "Ask", "load": "Load", "repair": "Repair", "move": "Move"}
"""The groups of commands, with their headings."""


COMMANDS = {
    "demo": Listed("demo", "Build a graph from the bundled data and answer the first questions."),
    "check": Listed("keep.check", "Say what is wrong with sources, and write nothing."),
    "add": Listed("keep.add", "Take rosters in: load what is sure, and let the rest wait."),
    "review": Listed("keep.review", "Tell the questions that wait, or read the decisions in FILE."),
    "history": Listed(
        "keep.history", "List the writes that can be taken back, the last one first."
    ),
    "reconcile": Listed(
        "keep.reconcile", "Serve names of districts and networks to tools that clean tables."
    ),
    "template": Listed("keep.template", "Write a workbook to fill in, which `add` reads as it is."),
    "load": Listed("keep.load", "Load sources into the store, all or nothing."),
    "unload": Listed("keep.unload", "Take out of the store what only one source said.", "repair"),
    "merge": Listed("keep.merge", "Let two entities that are one become one.", "repair"),
    "mapping": Listed("keep.mapping", "Draft a mapping: which column of a table is what."),
    "identity": Listed("keep.identity", "Say which entity a written name means."),
    **{
        question.name: Listed(question.command, question.summary, "ask")
        for question in QUESTIONS.values()
        if question.command
    },
    "memo": Listed("ask.memo", "Write an answer as a memo to hand on.", "ask"),
    "view": Listed("ask.view", "Draw an answer as a page that can be mailed.", "ask"),
    "atlas": Listed("keep.atlas", "Write everything as one page in which the reader asks.", "ask"),
    "serve": Listed("ask.serve", "Serve the atlas of the live store on this machine.", "ask"),
    "verify": Listed(
        "keep.verify", "Recount a store, or ask every question of two and compare.", "repair"
    ),
    "doctor": Listed("keep.doctor", "Say whether a store is whole, and repair it.", "repair"),
    "cache": Listed(
        "keep.cache",
        "Say what measures are kept for graphs on servers, or take them away.",
        "repair",
    ),
    "copy": Listed("keep.copying", "Move a whole graph from one store to another.", "move"),
    "export": Listed("keep.export", "Write the whole graph to a file or a folder.", "move"),
    "cypher": Listed(
        "ask.cypher", "Ask a Neo4j store in Cypher, or print a question as Cypher.", "ask"
    ),
}
_ALSO = {one.also: one.name for one in QUESTIONS.values() if one.also and one.command}
"""Other names of commands, which are not listed."""


class Commands(click.Group):
    """Commands that are imported one at a time, behind one door for errors."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """The command of a name, None if there is none."""
        listed = COMMANDS.get(_ALSO.get(cmd_name, cmd_name))
        if listed is None:
            return None
        found: click.Command = import_module(f"netweave.cli.{listed.module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that arguments begin with; the nearest names if there is none."""
        name = args[0]
        known = name in COMMANDS or name in _ALSO
        if not known and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(_no_such(name), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by group, without importing them."""
        del ctx
        width = max(map(len, COMMANDS))
        for group, heading in GROUPS.items():
            some = [(n, listed.summary) for n, listed in COMMANDS.items() if listed.group == group]
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), summary) for name, summary in some])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command, or an option, without importing commands."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell asks rarely

        names = [
            CompletionItem(name, help=listed.summary)
            for name, listed in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever goes wrong in it is said in one message."""
        try:
            with warnings_said():
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            return 0  # The reader has seen enough.
        except Exception as error:
            raise refused(error) from error


def _no_such(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    near = get_close_matches(name, COMMANDS, 1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"There is no command {name!r}.{hint}"


@click.group(
    cls=Commands,
    epilog=examples("netweave demo", "netweave connect --help", further=False),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@global_options(first=True)
@click.pass_context
def netweave(ctx: click.Context) -> None:
    """See and join networks of networks.

    Which networks connect two school districts, who belongs to what, and who says so.

    Every command takes these options, before its name or after it, and -o FILE, which writes the
    answer to a file by its ending (.csv, .json, .md, .html); --force lets it replace a file that
    netweave did not make.
    """
    ctx.ensure_object(Settings)
    if os.environ.get("NO_COLOR"):
        ctx.color = False
