"""Sources are judged against what the store holds already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from loaders.check import check
from loaders.checks.known import Known, Life
from loaders.load import load
from loaders.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from graph.errors import Problem
    from graph.store import Store
    from tests.conftest import Draw, Engine
    from tests.loaders.conftest import WriteHouse

KEPT = """
    district:a = Alpha {nces_id=0200800 state=AK}
    network:n = Old {founded=2010 ended=2015}
    network:m = Young
"""


def test_nothing_is_known_without_a_store() -> None:
    known = Known()
    known.learn(["district:a"])
    known.learn_owners(["0200800"])
    assert known.nothing
    assert known.kind("district:a") is None
    assert known.owner("0200800") is None


def test_nothing_is_known_of_an_empty_store(engine: Engine) -> None:
    assert Known(engine("")).nothing


def test_what_was_asked_for_is_known(engine: Engine) -> None:
    known = Known(engine(KEPT))
    known.learn(["district:a", "network:n", "network:m", "network:x"])
    ids = ("district:a", "network:n", "network:m", "network:x")
    assert [known.kind(i) for i in ids] == ["district", "network", "network", None]
    assert [known.life(i) for i in ids] == [None, Life("2010", "2015"), None, None]
    assert known.owner("0200800") == "district:a"


def test_an_owner_is_known_without_its_id(engine: Engine) -> None:
    known = Known(engine(KEPT))
    known.learn_owners(["0200800", "9999999"])
    assert known.owner("0200800") == "district:a"
    assert known.owner("9999999") is None


def test_an_entity_that_joined_one_that_joined_another_is_known_as_the_last(
    engine: Engine,
) -> None:
    # b joined c, which joined a since; x and y are said to have joined each other.
    merged = {"district:b": "district:c", "district:c": "district:a", "x": "y", "y": "x"}
    known = Known(engine(KEPT), merged)
    known.learn(["district:b", "district:c", "x"])
    assert [known.now(i) for i in ("district:b", "district:c", "x")] == ["district:a"] * 2 + ["x"]
    assert known.kind("district:b") == "district"


def test_ties_may_name_what_is_in_the_store(engine: Engine, write: WriteHouse) -> None:
    folder = write(
        districts="id,name\ndistrict:b,Beta\n",
        schools="id,name,district_id\nschool:s,S,district:a\n",
        networks="id,kind,name,host_id\nnetwork:z,network,Z,district:a\n",
        relationships="source_id,type,target_id\ndistrict:b,MEMBER_OF,network:n\n",
    )
    assert check([folder], engine(KEPT)) == []
    assert [(p.file, p.rule) for p in check([folder])] == [
        ("schools.csv", "unknown-id"),
        ("networks.csv", "unknown-id"),
        ("relationships.csv", "unknown-id"),
    ]


@pytest.mark.parametrize(
    ("store", "says"),
    [("", "is in none of the files."), (KEPT, "is in none of the files and not in the store.")],
)
def test_an_unknown_id_is_told_where_it_was_looked_for(
    engine: Engine, write: WriteHouse, store: str, says: str
) -> None:
    folder = write(relationships="source_id,type,target_id\nx,MEMBER_OF,x\n")
    assert all(p.problem.endswith(says) for p in check([folder], engine(store)))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("district:a,Alpha,0200800", None),
        ("district:a,Alpha,0299999", None),
        ("district:b,Beta,0200800", "duplicate-nces-id"),
        ("network:n,Beta,", "kind-differs"),
    ],
)
def test_ids_of_the_store_are_taken(
    engine: Engine, write: WriteHouse, row: str, rule: str | None
) -> None:
    problems = check([write(districts=f"id,name,nces_id\n{row}\n")], engine(KEPT))
    assert [p.rule for p in problems] == ([] if rule is None else [rule])
    assert all("in the store" in p.problem for p in problems)


@pytest.mark.parametrize(
    ("row", "since", "warned"),
    [
        ("", "2009", True),
        ("", "2012", False),
        ("network:n,network,Old,2008,\n", "2009", False),
        ("network:n,network,Old,2008,\n", "2016", True),
        ("network:m,network,Young,,2011\n", "2012", False),
    ],
)
def test_the_life_of_a_collective_is_that_of_the_store_unless_the_source_says_more(
    engine: Engine, write: WriteHouse, row: str, since: str, warned: bool
) -> None:
    folder = write(
        networks=f"id,kind,name,founded,ended\n{row}",
        relationships=f"source_id,type,target_id,since\ndistrict:a,MEMBER_OF,network:n,{since}\n",
    )
    rules = [p.rule for p in check([folder], engine(KEPT))]
    assert rules == (["outside-lifetime"] if warned else [])


def test_a_bad_row_about_an_entity_of_the_store_takes_no_ties_along(
    engine: Engine, write: WriteHouse
) -> None:
    folder = write(
        districts="id,name\ndistrict:a,\ndistrict:b,\n",
        relationships="source_id,type,target_id\n"
        "district:a,MEMBER_OF,network:n\ndistrict:b,MEMBER_OF,network:n\n",
    )
    problems: list[Problem] = []
    records = list(read([folder], Known(engine(KEPT)), problems, skip_bad=True))
    assert [record[0] for record in records] == ["district:a"]
    assert problems[-1].rule == "end-left-out"


def test_a_source_larger_than_one_question_is_known_in_full(
    blank: Store, draw: Draw, write: WriteHouse
) -> None:
    blank.write(draw("\n".join(f"district:{i} = D" for i in range(12_000))))
    rows = "".join(f"district:{i},PARTNERS_WITH,district:{i + 1}\n" for i in range(11_999))
    folder = write(relationships=f"source_id,type,target_id\n{rows}")
    assert check([folder], blank) == []
    assert load([folder], blank).changes.statements_added == 11_999


def test_the_store_is_asked_nothing_once_the_first_record_has_come(
    tmp_path: Path, draw: Draw, write: WriteHouse
) -> None:
    # The store may be busy writing that record by then.
    path = tmp_path / "graph.db"
    folder = write(
        districts="id,name,nces_id\ndistrict:b,Beta,0200801\ndistrict:a,Alpha,0200800\n",
        schools="id,name,district_id\nschool:s,S,district:a\n",
        relationships="source_id,type,target_id,since\ndistrict:b,MEMBER_OF,network:n,2012\n",
    )
    with open_store(path, create=True) as store:
        store.write(draw(KEPT))
        records = read([folder], Known(store), [])
        next(records)
        store.close()
        path.unlink()
        assert len(list(records)) == 4


@pytest.mark.parametrize(
    ("since", "until", "warned"),
    [
        ("2010-05", "2015-06", False),  # within the year in which it began, and that of its end
        ("2009-12", "2015-06", True),
        ("2010-05", "2016-01", True),
    ],
)
def test_a_date_is_outside_a_life_only_with_all_its_days(
    engine: Engine, write: WriteHouse, since: str, until: str, warned: bool
) -> None:
    head = "source_id,type,target_id,since,until\n"
    folder = write(relationships=f"{head}district:a,MEMBER_OF,network:n,{since},{until}\n")
    rules = [p.rule for p in check([folder], engine(KEPT))]
    assert rules == (["outside-lifetime"] if warned else [])
