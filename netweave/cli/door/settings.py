"""What the global options say."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from graph.store import Store


Private = Literal["people", "notes", "roles"]
"""What may be left out of an answer."""
Form = Literal["table", "json", "csv", "markdown", "html"]


FORMS: tuple[Form, ...] = ("table", "json", "csv", "markdown")
"""What goes to stdout; a page of HTML is for a file."""


STORE = "netweave.db"


STORE_VARIABLE = "NETWEAVE_STORE"


class Settings:
    """What the global options say.

    Attributes
    ----------
    store
        Where the graph is kept.
    form
        How an answer is written.
    as_of
        The date that is asked for, as it was given; None for all time.
    output
        The file that the answer is written to; None for stdout.
    force
        Whether files may be replaced that netweave did not make.
    without
        What is left out of answers: people, notes, roles.
    taking
        Who takes an answer in place of stdout or a file; None for nobody.
    """

    def __init__(self) -> None:
        self.store = STORE
        self.form: Form = "table"
        self.as_of: str | None = None
        self.output: str | None = None
        self.force = False
        self.without: frozenset[str] = frozenset()
        self.taking: Callable[[Any], None] | None = None
        self._held_back: list[str] | None = None

    def say(self, text: str) -> None:
        """Write a part of an answer to stdout, or hold it back until the answer is sure."""
        if self._held_back is None:
            click.echo(text, nl=False)
        else:
            self._held_back.append(text)

    @contextmanager
    def reading(self) -> Generator[Store]:
        """The store, held still while a question is answered.

        A server cannot hold still. What is said inside the block is then held back until it is
        known that nobody wrote meanwhile.

        Raises
        ------
        StoreError
            If there is no store, or it cannot be read.
        """
        from graph.opening import open_store  # noqa: PLC0415 - help needs no store

        said: list[str] = []
        self._held_back = said if "://" in self.store else None
        try:
            with open_store(self.store) as store, store.reading():
                if not self.without:
                    yield store
                else:
                    from netweave.cli.door.public_part import without  # noqa: PLC0415 - few ask for it

                    with without(store, self.without) as public:
                        yield public
        finally:
            self._held_back = None
        for text in said:
            self.say(text)
