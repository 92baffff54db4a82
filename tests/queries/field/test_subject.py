"""Which district of the country is meant where no source names any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import AmbiguousNameError, NotFoundError
from graph.model import Node
from graph.opening import open_store
from queries.asking.naming import NameWarning
from queries.peers import peers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Reader
    from tests.conftest import Engine

HUDSON = "district:3303930"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A store with one district that nobody asks about."""
    with open_store(tmp_path_factory.mktemp("empty") / "empty.db", create=True) as store:
        store.write([Node("district:x", "district", "Elsewhere")])
        yield store


@pytest.mark.parametrize(
    "said",
    [
        *("3303930", " District:3303930 ", "Hudson, NH", "Hudson (New Hampshire)"),
        *("hudson school district, nh", "Hudson, Hudson, NH"),
    ],
)
def test_a_place_tells_which_district_of_the_country_is_meant(empty: Reader, said: str) -> None:
    assert peers(empty, said).district.id == HUDSON


def test_a_name_that_one_alone_has_is_taken_and_told(empty: Reader) -> None:
    with pytest.warns(NameWarning, match=r"\(Lindsay, CA\), district:0621870"):
        assert peers(empty, "Lindsay Unified School District").district.state == "CA"


@pytest.mark.parametrize("said", ["Hudson", "Hudson School District"])
def test_of_several_of_one_name_none_is_taken_even_if_the_directory_calls_one_so(
    empty: Reader, said: str
) -> None:
    with pytest.raises(AmbiguousNameError, match=HUDSON):
        peers(empty, said)


@pytest.mark.parametrize("said", ["School District", "Nowhere at all", "", "Hudson, AK"])
def test_what_names_nobody_of_the_country_is_not_found(empty: Reader, said: str) -> None:
    with pytest.raises(NotFoundError):
        peers(empty, said)


def test_beside_several_of_the_store_that_of_the_country_is_named(engine: Engine) -> None:
    store = engine("""
        school:n = Nashua North High School {state=NH}
        school:s = Nashua South High School {state=NH}
    """)
    with pytest.raises(AmbiguousNameError, match=r"The country has Nashua School District .*NH"):
        peers(store, "Nashua, NH")
