"""Made-up worlds have the size and the shape that docs/benchmarks.md promises."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.generate import generate
from benchmarks.pairs import connected_pairs
from benchmarks.places import states
from benchmarks.plan import SIZES, WorldSize
from loaders.check import check

if TYPE_CHECKING:
    from pathlib import Path

SMALL = SIZES["S"]
WITH_SCHOOLS = WorldSize(districts=120, schools=400, networks=40, memberships=900, pages=50)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def memberships(folder: Path) -> list[dict[str, str]]:
    return [row for row in rows(folder, "relationships") if row["type"] == "MEMBER_OF"]


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world of size M."""
    folder = tmp_path_factory.mktemp("worlds") / "M"
    generate(SIZES["M"], folder)
    return folder


@pytest.fixture
def with_schools(tmp_path: Path) -> Path:
    """A small world in the proportions of size L."""
    generate(WITH_SCHOOLS, tmp_path)
    return tmp_path


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate(SMALL, tmp_path / name, seed=7)
    one, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "other")
    )
    assert one == other


def test_another_seed_gives_another_world(tmp_path: Path) -> None:
    for seed in (1, 2):
        generate(SMALL, tmp_path / str(seed), seed=seed)
    one, other = ((tmp_path / s / "relationships.csv").read_bytes() for s in "12")
    assert one != other


@pytest.mark.parametrize("seed", range(5))
def test_a_world_is_a_house_folder_that_loads_without_a_warning(seed: int, tmp_path: Path) -> None:
    generate(WITH_SCHOOLS, tmp_path, seed)
    assert check([tmp_path]) == []


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [SMALL, WITH_SCHOOLS], ids=["S", "with schools"])
def test_a_world_has_the_size_asked_for(size: WorldSize, seed: int, tmp_path: Path) -> None:
    generate(size, tmp_path, seed)
    members = memberships(tmp_path)
    assert len(rows(tmp_path, "districts")) == size.districts
    assert len(rows(tmp_path, "schools")) == size.schools
    assert len(rows(tmp_path, "networks")) == size.networks
    assert len(members) == size.memberships
    assert len({(row["source_id"], row["target_id"]) for row in members}) == size.memberships


def test_the_national_world_has_the_size_of_the_united_states(national: Path) -> None:
    assert check([national]) == []
    assert len(rows(national, "districts")) == 19_000
    assert len(rows(national, "networks")) == 1_500
    assert len(memberships(national)) == 60_000
    assert len({row["state"] for row in rows(national, "districts")}) == 51


def test_sizes_of_networks_are_heavy_tailed(national: Path) -> None:
    sizes = sorted(Counter(row["target_id"] for row in memberships(national)).values())
    assert 20 <= sizes[len(sizes) // 2] <= 30
    assert 250 <= sizes[len(sizes) * 99 // 100] <= 350


def test_seven_memberships_in_ten_are_in_the_members_own_state(national: Path) -> None:
    home = {row["id"]: row["state"] for row in rows(national, "districts")}
    scope = {row["id"]: row["scope_state"] for row in rows(national, "networks")}
    members = memberships(national)
    local = sum(home[row["source_id"]] == scope[row["target_id"]] for row in members)
    assert 0.67 <= local / len(members) <= 0.73


def test_a_quarter_of_the_networks_is_part_of_another(national: Path) -> None:
    nested = [row for row in rows(national, "relationships") if row["type"] == "PART_OF"]
    assert len({row["source_id"] for row in nested}) == len(nested) == 375


def test_about_half_of_the_memberships_are_dated_and_a_few_inferred(national: Path) -> None:
    members = memberships(national)
    dated = [row["since"] for row in members if row["since"]]
    assert 0.45 <= len(dated) / len(members) <= 0.55
    assert {len(since) for since in dated} == {len("2015"), len("2015-09"), len("2015-09-01")}
    assert any(row["until"] for row in members)
    assert 0.04 <= sum(r["confidence"] == "inferred" for r in members) / len(members) <= 0.08


def test_every_row_cites_one_of_the_pages(national: Path) -> None:
    pages = {row["source_url"] for row in rows(national, "relationships")}
    assert 1_500 <= len(pages) <= 3_000
    assert all(page.startswith("https://") for page in pages)


def test_schools_join_networks_and_are_part_of_a_district(with_schools: Path) -> None:
    districts = {row["id"] for row in rows(with_schools, "districts")}
    assert {row["district_id"] for row in rows(with_schools, "schools")} <= districts
    joining = Counter(row["source_id"].split(":")[0] for row in memberships(with_schools))
    assert joining["school"] > joining["district"] > 0


@pytest.mark.parametrize("number", [150, 300, 2_000, 19_000])
def test_states_add_up_to_the_number_of_districts(number: int) -> None:
    found = states(number)
    assert sum(state.districts for state in found) == number
    assert min(state.districts for state in found) > 0


def test_random_pairs_lie_in_one_component(tmp_path: Path) -> None:
    # a, b and c meet in n through the school of b; d and e meet in m.
    (tmp_path / "schools.csv").write_text("id,district_id\nschool:s,district:b\nschool:t,\n")
    (tmp_path / "relationships.csv").write_text(
        "source_id,type,target_id\n"
        "district:a,MEMBER_OF,network:n\n"
        "school:s,MEMBER_OF,network:n\n"
        "district:c,MEMBER_OF,network:p\n"
        "network:p,PART_OF,network:n\n"
        "district:d,MEMBER_OF,network:m\n"
        "district:e,MEMBER_OF,network:m\n"
        "district:a,PARTNERS_WITH,district:d\n"
    )
    pairs = connected_pairs(tmp_path, 30)
    assert pairs == connected_pairs(tmp_path, 30)
    assert {end for pair in pairs for end in pair} == {"district:a", "district:b", "district:c"}
    assert all(a != b for a, b in pairs)
