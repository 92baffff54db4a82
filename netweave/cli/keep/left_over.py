"""The workbook of all open questions, written beside a store whenever something waits in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netweave.cli.door.saying import say
from netweave.cli.keep.side_file import numbered

if TYPE_CHECKING:
    from graph.store import Store

STEM, BOOK = "review", ".xlsx"


class LeftToDecide(NamedTuple):
    """What waits in a store.

    Attributes
    ----------
    waits, questions
        How many rows wait, for how many decisions.
    place
        The workbook that asks for these; None if nothing waits.
    """

    waits: int
    questions: int
    place: str | None


NOTHING_LEFT = LeftToDecide(0, 0, None)


def left_to_decide(target: str, store: Store) -> LeftToDecide:
    """What waits in a store, with the workbook that is written for it.

    A workbook in which somebody has begun to decide stays, and another name is taken.
    """
    from loaders.reviewing import open_questions, waiting  # noqa: PLC0415 - help needs no loader
    from netweave.cli.keep.decision_file import is_untouched, write_decisions  # noqa: PLC0415 - same
    from netweave.cli.keep.review_table import review_rows  # noqa: PLC0415 - brings the directory

    left = waiting(store)
    questions = open_questions(left)
    folder = Path() if "://" in target else Path(target).parent
    names = numbered(folder, STEM, BOOK)
    place = next(path for path in names if not path.exists() or is_untouched(path))
    waits = sum(one.waits for one in left)
    if not questions:
        place.unlink(missing_ok=True)  # nothing of it is open any more
        return LeftToDecide(waits, 0, None)
    if place.stem != STEM:
        say(f"Note: {folder / (STEM + BOOK)} is kept: somebody has begun to decide in it.")
    write_decisions(place, review_rows(store, questions))
    return LeftToDecide(waits, len(questions), str(place))
