"""Rows that were not taken, put where a person can look at them: review.csv and rejected.csv.

What can fail is done before the store keeps anything: the files are written beside their places,
and only moved there once the load is done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from graph.errors import NetweaveError
from loaders.forms.drafts import draft_of
from netweave.cli.door.saying import say, warned
from netweave.cli.keep.rejected_rows import Rejected
from netweave.cli.keep.review_file import Reviews

if TYPE_CHECKING:
    from loaders.load import LeftOut


class SetAsideError(NetweaveError):
    """The rows that a load leaves out cannot be written, so that nothing is loaded."""


class Move(NamedTuple):
    """A file that is written and waits to be put in its place."""

    what: str
    draft: Path
    target: Path


def beside(target: str) -> Path:
    """The folder of a store; of one on a server, the working folder."""
    return Path() if "://" in target else Path(target).parent


class SetAside:
    """The rows that one load does not take.

    Parameters
    ----------
    folder
        Where they are put.

    Attributes
    ----------
    places
        Where the names to decide on (``review``) and the rejected rows (``rejected``) are, once
        they are put there.
    """

    def __init__(self, folder: Path) -> None:
        self.places: dict[str, str] = {}
        self._folder = folder
        self._moves: list[Move] = []
        self._places: dict[str, Path] = {}
        self._outdated: list[Path] = []

    def prepare(self, left: LeftOut) -> None:
        """Write everything, beside its place.

        Raises
        ------
        SetAsideError
            If something cannot be written.
        """
        self._forget()  # of an attempt that another writer came before
        if not self._folder.is_dir():
            return  # There is no place for a store either, which says so itself.
        try:
            for what, wanted in (
                ("review", Reviews(self._folder).with_names(left)),
                ("rejected", Rejected(self._folder).with_rows(left)),
            ):
                self._outdated += wanted.outdated
                for note in wanted.notes:
                    say(f"Note: {note}")
                if wanted.place is not None:
                    self._places[what] = wanted.place
                for target, content in wanted.files.items():
                    self._moves.append(Move(what, draft_of(target, content, self._folder), target))
        except OSError as error:
            raise SetAsideError(
                f"{error.filename or self._folder} cannot be written ({error.strerror or error}), "
                "so that the rows which need a person would be lost. Nothing was loaded. Make room "
                "there, or make sure that you may write to the folder."
            ) from error

    def put(self) -> None:
        """Put all in their places, and take away what is outdated by it. This never fails."""
        self.places = {what: str(place) for what, place in self._places.items()}
        targets = {move.target for move in self._moves}
        for move in self._moves:
            try:
                move.target.parent.mkdir(exist_ok=True)
                move.draft.replace(move.target)
            except OSError as error:
                self.places[move.what] = str(move.draft)
                warned(
                    f"{move.target} cannot be written ({error.strerror or error}). What belongs "
                    f"there is in {move.draft}."
                )
        for path in self._outdated:
            if path not in targets:
                _removed(path)
        self._moves, self._outdated = [], []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._forget()

    def _forget(self) -> None:
        """Take the drafts back."""
        for move in self._moves:
            move.draft.unlink(missing_ok=True)
        self._moves, self._places, self._outdated = [], {}, []


def _removed(path: Path) -> None:
    try:
        path.unlink()
        say(f"Note: {path} is outdated by this load, and removed.")
        if path.parent.name and not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError:
        say(f"Note: {path} is outdated by this load. Remove it.")
