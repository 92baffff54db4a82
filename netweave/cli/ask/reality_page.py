"""The reality check beside a ranking, as a section of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Items, Title
from netweave.visuals.field.reality import reality_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock


def reality(store: Reader, networks: Sequence[str], as_of: str | None) -> list[AnswerBlock]:
    """How far to trust what was found, given the networks that it rests on."""
    return [Title("How far to trust it", 2), Items(reality_lines(store, networks, as_of))]
