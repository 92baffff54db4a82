"""What shows only when everything has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.checks.wholes import Wholes
from loaders.forms.findings import Findings

if TYPE_CHECKING:
    from graph.errors import Problem
    from tests.loaders.conftest import ReadHouse

MANY = "id,kind,name\n" + "".join(f"{i},network,N\n" for i in "abcdefghijkl")


def nesting(*pairs: str) -> str:
    """Rows of nesting: "ab" puts a in b."""
    return "source_id,type,target_id\n" + "".join(
        f"{pair[0]},PART_OF,{pair[1]}\n" for pair in pairs
    )


@pytest.mark.parametrize(
    ("pairs", "circles"),
    [
        (["ab", "bc", "ac"], {}),
        (["ab", "ba"], {3: "a → b → a"}),
        (["aa"], {2: "a → a"}),
        (["xa", "ab", "bc", "cb"], {5: "b → c → b"}),
        (["ab", "bc", "ca", "de", "ed"], {4: "a → b → c → a", 6: "d → e → d"}),
        (["ab", "ba", "ab"], {3: "a → b → a"}),
        (
            ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi", "ij", "ja"],
            {11: "a → b → c → d → e → f → g → h → … → a"},
        ),
    ],
)
def test_circles_of_nesting_are_named_where_they_close(
    reading: ReadHouse, pairs: list[str], circles: dict[int, str]
) -> None:
    result = reading(networks=f"{MANY}x,network,X\n", relationships=nesting(*pairs))
    assert [(p.line, p.rule, p.severity) for p in result.problems] == [
        (line, "nesting-cycle", "warning") for line in circles
    ]
    for problem, circle in zip(result.problems, circles.values(), strict=True):
        assert circle in problem.problem


def test_a_school_is_no_part_of_a_circle(reading: ReadHouse) -> None:
    result = reading(
        districts="id,name\nD,D\n", schools="id,name,district_id\ns,S,D\n", networks=MANY
    )
    assert result.problems == []


def test_a_very_deep_nesting_is_walked_to_its_end() -> None:
    problems: list[Problem] = []
    reporter = Findings(problems).about("x.csv")
    wholes = Wholes()
    for i in range(20_000):
        wholes.nest(str(i), "network", str(i + 1), reporter)
    wholes.nest("20000", "network", "0", reporter)
    wholes.warn()
    assert [p.rule for p in problems] == ["nesting-cycle"]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14))
def test_a_circle_is_found_exactly_where_there_is_one(pairs: list[tuple[int, int]]) -> None:
    problems: list[Problem] = []
    reporter = Findings(problems).about("x.csv")
    wholes = Wholes()
    for part, whole in pairs:
        wholes.nest(str(part), "network", str(whole), reporter)
    wholes.warn()
    rest = set(pairs)
    while leaves := {p for p in rest if p[1] not in {part for part, _ in rest}}:
        rest -= leaves
    assert bool(problems) is bool(rest)


ROSTER = "id,kind,name,stated_members\n\nn,network,N,2\n"


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ("d:1 d:2", None),
        ("d:1 d:2 d:1 d:2", None),
        ("d:1 d:2 d:3", "Districts listed: 3, and stated: 2."),
        ("d:1 d:2 s:1 s:2", None),
        ("s:1 s:2", None),
        ("s:1 s:2 p:1", "Members listed: 3, and stated: 2."),
    ],
)
def test_a_roster_that_is_larger_than_stated_is_warned_of(
    reading: ReadHouse, members: str, says: str | None
) -> None:
    result = reading(
        districts="id,name\nd:1,A\nd:2,B\nd:3,C\n",
        schools="id,name\ns:1,S\ns:2,T\n",
        people="id,name\np:1,P\n",
        networks=ROSTER,
        relationships="source_id,type,target_id\n"
        + "".join(f"{member},MEMBER_OF,n\n" for member in members.split()),
    )
    if says is None:
        assert result.problems == []
    else:
        assert result.spots == [("networks.csv", 3, "stated_members", "roster-too-large")]
        assert (result.only.severity, result.only.problem) == ("warning", says)


@pytest.mark.parametrize(("pairs", "circle"), [(["ab", "ba"], "a → b → a"), (["aa"], "a → a")])
def test_circles_of_members_are_told_as_those_of_parts(
    reading: ReadHouse, pairs: list[str], circle: str
) -> None:
    rows = nesting(*pairs).replace("PART_OF", "MEMBER_OF")
    (problem,) = reading(networks=MANY, relationships=rows).problems
    assert (problem.rule, problem.severity) == ("membership-cycle", "warning")
    assert circle in problem.problem
