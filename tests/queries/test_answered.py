"""Answers show themselves in a few lines, and become plain values and data frames."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

import netweave
from queries.asking.answered import Answered
from queries.asking.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN: dict[str, list[Any]] = {
    "all": [],
    "collective": ["network:maine-cohort"],
    "district": ["district:nh-hudson"],
    "entity": ["district:ca-lindsay"],
    "pair": ["district:nh-pittsfield", "district:ca-lindsay"],
    "text": ["<lindsay>"],
}
FURTHER: dict[str, list[Any]] = {
    "list": ["network"],
    "changes": [2012, 2016],
    "dissolve": ["network:maine-cohort"],
}
NO_TABLE = {"brokerage"}
"""Answers that are a mapping."""


@pytest.fixture(scope="module")
def store() -> Iterator[netweave.Store]:
    with netweave.example() as one:
        yield one


def answer(store: netweave.Store, name: str) -> Answered:
    question = QUESTIONS[name]
    given = FURTHER.get(name, GIVEN[question.about])
    if question.of:
        group = netweave.conveners(store, size=2)
        return netweave.stability(store, group, draws=1, sources=1)
    found = getattr(netweave, question.function)(store, *given)
    assert isinstance(found, Answered)
    return found


@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - NO_TABLE))
def test_every_answer_shows_itself_and_becomes_a_table(name: str, store: netweave.Store) -> None:
    found = answer(store, name)
    text = repr(found)
    assert re.match(r"(\w+: )?[\d,]+ rows?( of \w+)?\n?", text)
    assert len(text.splitlines()) <= 7
    assert max(map(len, text.splitlines())) <= 100
    rows = found.to_rows()
    assert len(found.to_frame()) == len(rows)
    assert all(isinstance(v, str | int | float | None) for row in rows for v in row.values())
    said = json.dumps(found.to_dict(), allow_nan=False)
    assert said.count("{") > len(rows) / 2
    html = found._repr_html_()
    assert html.count("<tr>") <= 21
    assert len(html) < 40_000


def test_a_frame_has_the_columns_of_the_csv(store: netweave.Store) -> None:
    frame = netweave.overlap(store, top=3).to_frame()
    assert [*frame.columns][:5] == ["a_id", "a_name", "b_id", "b_name", "shared"]
    assert frame["shared"].tolist() == [row.shared for row in netweave.overlap(store, top=3).rows]
    members = netweave.members(store, "network:maine-cohort").to_rows()
    assert {"member_id", "since", "undated", "sources"} <= members[0].keys()
    assert members[0]["sources"].startswith("http")
    changed = netweave.changes(store, "2012", "2016").to_rows()
    assert {"member_id", "network_id"} <= changed[0].keys()
    assert not {"member", "network"} & {name for row in changed for name in row}


def test_what_is_data_is_no_markup() -> None:
    rows = [{"a": "x", "b": "<b>League"}]
    with netweave.from_memberships(
        rows, member="a", network="b", member_kind="person", unknown="create"
    ) as hostile:
        html = netweave.catalogue(hostile, "network")._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;League" in html


def test_without_pandas_a_frame_is_refused_in_a_sentence(
    store: netweave.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(netweave.NetweaveError, match=r"pip install pandas\. to_dict\(\) gives"):
        netweave.find(store, "lindsay").to_frame()
