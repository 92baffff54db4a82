"""Spells as text, so that a test about them reads like a table; and a town to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import days
from graph.digest import evidence_file, statement_digest
from graph.model import Statement
from graph.schema import TIE_TYPES
from graph.spells import spells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.model import Spell
    from graph.store import Reader
    from tests.conftest import Draw, Engine

    Everything = Callable[[Reader], list[object]]
    Said = Callable[[Sequence[str]], list[Statement]]
    Told = Callable[[Sequence[str]], list[str]]
    Written = Callable[[Spell], str]

DATES = (None, "2011", "2012-07", "2013", "2015-03-31")
TOWN = """
    district:a = Alpha | First District {state=NH nces_id=3300001 enrollment=635 lat=42.5}
    district:B = beta | Alpha School | GAMMA {state=ME}
    school:s = Gamma
    network:x = Net X {scope_state=NH founded=2010 ended=2016}
    cohort:y = Cohort
    person:p
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:a MEMBER_OF network:x 2018.. [member]
    district:B MEMBER_OF network:x .. inferred
    school:s MEMBER_OF network:x 2008..
    school:s PART_OF district:a
    cohort:y PART_OF network:x 2013..
    cohort:y MEMBER_OF network:x 2013..
    person:p ATTENDS network:x 2014..
    person:p LEADS district:B 2015-09..2016 <a.csv:3>
"""


@pytest.fixture(scope="session")
def said(draw: Draw) -> Said:
    """The statements of one tie, given their dates, roles and so on.

    The first text may begin with a type of tie; without one the tie is a membership.
    """

    def read(rows: Sequence[str]) -> list[Statement]:
        first, _, rest = rows[0].partition(" ")
        typed = first.replace("_", "").isalpha()
        tie_type = first if typed else "MEMBER_OF"
        texts = [rest if typed else rows[0], *rows[1:]]
        lines = (f"district:a {tie_type} network:x {text}" for text in texts)
        return [record for record in draw("\n".join(lines)) if isinstance(record, Statement)]

    return read


@pytest.fixture(scope="session")
def written() -> Written:
    """A spell as text: ``2012..2014 [chair]``."""

    def write(spell: Spell) -> str:
        role = f" [{spell.role}]" if spell.role else ""
        return f"{spell.since or ''}..{spell.until or ''}{role}"

    return write


@pytest.fixture(scope="session")
def told(said: Said, written: Written) -> Told:
    """The spells, as text, of a tie of which this is said."""
    return lambda rows: [written(spell) for spell in spells(said(rows))]


@pytest.fixture(scope="session")
def everything() -> Everything:
    """All that a store says, but for the order of rows within a spell and for its kind."""
    return _everything


def _everything(store: Reader) -> list[object]:
    ids = [node.id for node in store.all_nodes()]
    answers: list[object] = [
        store.facts()[1:],
        sorted(store.all_nodes()),
        sorted(store.labels()),
    ]
    for on in DATES:
        day = None if on is None else days(on)
        ties = store.ties(ids, TIE_TYPES, day)
        walk = store.walk(TIE_TYPES, day)
        handles = walk.handles(ids)
        names = walk.ids(handles.values())
        answers += [
            store.tally(day),
            [(tie.key, [_spell_told(spell) for spell in tie.spells]) for tie in ties],
            sorted((names[a], names[b], marks) for a, b, marks in walk.around(handles.values())),
            store.sizes(ids, day),
        ]
    return answers


def _spell_told(spell: Spell) -> tuple[object, ...]:
    said = sorted((statement_digest(s), evidence_file(s)) for s in spell.statements)
    return spell.since, spell.until, spell.stated, said


@pytest.fixture
def town(engine: Engine) -> Reader:
    """A small town on each engine."""
    return engine(TOWN)
