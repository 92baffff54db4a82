"""What a question may be asked with: of each term which values it takes, said once.

A function of `queries` reads its terms here before it begins (`queries.asking.answering`), and an
option of the command line takes its choices and its range from here, so that neither answers what
the other refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import index
from reprlib import repr as short
from typing import Any, NamedTuple, Protocol, get_args

from graph.dates import date_text
from graph.errors import DateError, QuestionError
from queries.asking.places import states_of
from queries.asking.scope import Among, Cover, Of, Through, kinds_asked


class Term(Protocol):
    """A kind of term."""

    def read(self, name: str, value: object) -> object:
        """The value as a question takes it.

        Raises
        ------
        QuestionError, DateError
            If the term does not take this value.
        """
        ...


class ChoiceTerm(NamedTuple):
    """One of some words."""

    words: tuple[str, ...]

    def read(self, name: str, value: object) -> object:
        """The word."""
        if isinstance(value, str) and value in self.words:
            return value
        raise _refused(name, value, f"one of: {', '.join(self.words)}")


class WholeTerm(NamedTuple):
    """A whole number in a range; ``optional`` if None, for all, is no default and taken still."""

    least: int | None = None
    most: int | None = None
    optional: bool = False

    def read(self, name: str, value: object) -> object:
        """The number as an int, whatever library it is of."""
        if value is None and self.optional:
            return None
        try:
            number = None if isinstance(value, bool) else index(value)  # type: ignore[arg-type]
        except TypeError:
            number = None
        if number is None or _outside(number, self.least, self.most):
            raise _refused(name, value, _range(self.least, self.most))
        return number


class NumberTerm(NamedTuple):
    """A number from a least one on."""

    least: float

    def read(self, name: str, value: object) -> object:
        """The number as a float, whatever library it is of."""
        try:
            number = float("nan") if isinstance(value, str | bool) else float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            number = float("nan")
        if number != number or number < self.least:  # noqa: PLR0124 - nan
            raise _refused(name, value, f"a number, {self.least:g} or more")
        return number


class FlagTerm(NamedTuple):
    """Yes or no."""

    def read(self, name: str, value: object) -> object:
        """True or False; a text such as "no" would count as yes."""
        if type(value).__name__ not in ("bool", "bool_"):
            raise _refused(name, value, "True or False")
        return bool(value)


class TextTerm(NamedTuple):
    """A text."""

    def read(self, name: str, value: object) -> object:
        """The text."""
        if not isinstance(value, str):
            raise _refused(name, value, "a text")
        return value


class NameTerm(NamedTuple):
    """Whom a question is about: a written name, or an entity as an answer gives it."""

    def read(self, name: str, value: object) -> object:
        """The name or the entity."""
        if isinstance(value, str) or isinstance(getattr(value, "id", None), str):
            return value
        what = "a name as text, or an entity"
        if isinstance(value, list | tuple | set | frozenset):
            what += "; several go one by one, or in a term that takes several"
        raise _refused(name, value, what)


class NamesTerm(NamedTuple):
    """Several whom a question is about."""

    def read(self, name: str, value: object) -> object:
        """The names or entities; one alone would be read letter by letter."""
        return tuple(
            NameTerm().read(name, one) for one in _several(name, value, "names or entities")
        )


class WordsTerm(NamedTuple):
    """Several words; the question knows which."""

    def read(self, name: str, value: object) -> object:
        """The words; a text would be read letter by letter."""
        return tuple(TextTerm().read(name, one) for one in _several(name, value, "words"))


class PlaceTerm(NamedTuple):
    """A place as `queries.asking.places.states_of` takes it."""

    def read(self, name: str, value: object) -> object:
        """The place as it was said."""
        if not isinstance(value, str):
            raise _refused(name, value, "a text, such as 'NH,VT' or 'New England'")
        states_of(value)
        return value


class KindTerm(NamedTuple):
    """A kind of entities, or a word for several."""

    def read(self, name: str, value: object) -> object:
        """The word as it was said."""
        if not isinstance(value, str):
            raise _refused(name, value, "a kind of entity, as text")
        kinds_asked(value)
        return value


class DateTerm(NamedTuple):
    """A date, by text or as programs have it."""

    def read(self, name: str, value: object) -> object:
        """The date as text."""
        try:
            return date_text(value)
        except DateError as error:
            raise DateError(f"{name}: {error}") from None


class WeightsTerm(NamedTuple):
    """Numbers by name; the question knows of what."""

    def read(self, name: str, value: object) -> object:
        """The numbers."""
        if not isinstance(value, Mapping) or not all(map(_is_number, value.values())):
            raise _refused(name, value, "numbers by name, such as {'reach_2': 2}")
        return {str(key): float(one) for key, one in value.items()}


class FoundTerm(NamedTuple):
    """The answer of another question, known by a field that it alone has."""

    question: str
    field: str

    def read(self, name: str, value: object) -> object:
        """The answer."""
        if not hasattr(value, self.field):
            raise _refused(name, value, f"what netweave.{self.question}() answers")
        return value


SOME = WholeTerm(1)
"""At least one: for questions of which a term may not be 0, as it may elsewhere."""
TERMS: dict[str, Term] = {
    "a": NameTerm(),
    "among": ChoiceTerm(get_args(Among)),
    "as_of": DateTerm(),
    "at_least": WholeTerm(0),
    "avoid": NamesTerm(),
    "b": NameTerm(),
    "cover": ChoiceTerm(get_args(Cover)),
    "cover_all": FlagTerm(),
    "direct": FlagTerm(),
    "draws": WholeTerm(0),
    "each_cluster": FlagTerm(),
    "end": DateTerm(),
    "exclude": NamesTerm(),
    "hosted": FlagTerm(),
    "include": NamesTerm(),
    "k": WholeTerm(1),
    "kind": KindTerm(),
    "like": WordsTerm(),
    "max_per_state": WholeTerm(1),
    "model": NameTerm(),
    "name": NameTerm(),
    "names": NameTerm(),
    "near": NumberTerm(0),
    "network": NameTerm(),
    "of": ChoiceTerm(get_args(Of)),
    "physics": FlagTerm(),
    "pilots": FlagTerm(),
    "radius": WholeTerm(1, 2),
    "reach": WholeTerm(1, 2),
    "seed": WholeTerm(),
    "size": WholeTerm(1),
    "sources": WholeTerm(0),
    "start": DateTerm(),
    "state": TextTerm(),
    "text": TextTerm(),
    "through": ChoiceTerm(get_args(Through)),
    "time_limit": NumberTerm(0),
    "top": WholeTerm(1, optional=True),
    "weights": WeightsTerm(),
    "within": PlaceTerm(),
    "years": WholeTerm(0),
}
"""The terms of questions by name; where two questions differ, they say so themselves."""


def _several(name: str, value: Any, what: str) -> list[object]:
    if isinstance(value, str) or hasattr(value, "id") or not hasattr(value, "__iter__"):
        raise _refused(name, value, f"several {what}: put one alone into a list")
    return list(value)


def _is_number(value: Any) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, bool)


def _outside(number: int, least: int | None, most: int | None) -> bool:
    return (least is not None and number < least) or (most is not None and number > most)


def _range(least: int | None, most: int | None) -> str:
    if least is None:
        return "a whole number"
    return f"{least:,} or more" if most is None else f"{least:,} to {most:,}, as a whole number"


def _refused(name: str, value: object, takes: str) -> QuestionError:
    return QuestionError(f"{name}={short(value)} makes no sense. Give {takes}.")
