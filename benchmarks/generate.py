"""Write a made-up world as a house folder: districts, schools, networks and who is in them.

The same size and seed give the same files. ``python -m benchmarks.generate M out/bench/M``
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.places import district_names, school_name, states
from benchmarks.plan import SIZES, NetworkPlan, Pool, WorldSize, plans, roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WrittenCell = str | int | None
Homes = dict[str, list[str]]
"""The ids of the possible members of each state."""

_DISTRICTS = "id,name,aliases,state,nces_id,enrollment,source_url"
_SCHOOLS = "id,name,district_id,state,source_url"
_NETWORKS = "id,kind,name,aliases,scope_state,founded,ended,host_id,stated_members,source_url"
_ORGANIZATIONS = "id,sector,name,state"
_RELATIONSHIPS = "source_id,type,target_id,since,until,role,as_of,source_url,confidence"
_KINDS = ["network"] * 8 + ["cohort"] * 6 + ["program"] * 3 + ["consortium"] * 3
_SECTORS = ("nonprofit", "state_agency", "university", "company")
_ROLES = (None, None, "member district", "founding member", "pilot site", "lead district")
_THEMES = ("Competency", "Rural", "Innovation", "Literacy", "Early College", "Career Pathways")
_FORMS = {
    "network": "Network",
    "cohort": "Cohort",
    "program": "Pilot",
    "consortium": "Consortium",
}


def generate(size: WorldSize, folder: Path, seed: int = 0) -> None:
    """Write the five files of a world into a folder, a row at a time.

    Parameters
    ----------
    size
        How many entities and memberships it has; each membership is one row.
    seed
        Another seed gives another world of the same size.
    """
    chance = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    pages = [_page(chance, number) for number in range(size.pages)]
    homes: Homes = {}
    _write(folder / "districts.csv", _DISTRICTS, _districts(chance, size, pages, homes))
    _write(folder / "schools.csv", _SCHOOLS, _schools(chance, size, pages, homes))
    hosts = [f"org:{number:04}" for number in range(max(3, size.networks // 8))]
    _write(folder / "organizations.csv", _ORGANIZATIONS, _organizations(chance, hosts, homes))
    planned = plans(chance, size, {code: len(ids) for code, ids in homes.items()})
    networks = (_network(chance, i, plan, hosts, pages) for i, plan in enumerate(planned))
    _write(folder / "networks.csv", _NETWORKS, networks)
    rows = _relationships(chance, planned, pages, homes)
    _write(folder / "relationships.csv", _RELATIONSHIPS, rows)


def _write(path: Path, header: str, rows: Iterable[Sequence[WrittenCell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{header}\n")
        csv.writer(file, lineterminator="\n").writerows(rows)


def _page(chance: Random, number: int) -> str:
    year, month = chance.randint(2010, 2025), chance.randint(1, 12)
    return f"https://news-{number % 400:03}.example.org/{year}/{month:02}/roster-{number:04}"


def _districts(
    chance: Random, size: WorldSize, pages: Sequence[str], homes: Homes
) -> Iterator[list[WrittenCell]]:
    """Districts state by state; their ids are noted in ``homes``."""
    for code, fips, number in states(size.districts):
        names = district_names(chance)
        homes[code] = [f"district:{code.lower()}-{i:04}" for i in range(number)]
        for i, district in enumerate(homes[code]):
            name = next(names)
            alias = "".join(w[0] for w in name.split()) if chance.random() < 0.15 else None
            enrollment = round(chance.lognormvariate(7.2, 1.3))
            nces_id = f"{fips}{10 * i + 10:05}"
            yield [district, name, alias, code, nces_id, enrollment, chance.choice(pages)]


def _schools(
    chance: Random, size: WorldSize, pages: Sequence[str], homes: Homes
) -> Iterator[list[WrittenCell]]:
    """Schools of random districts, some of which have many; noted in ``homes`` as well."""
    districts = [(code, district) for code, ids in homes.items() for district in ids]
    for i in range(size.schools):
        code, district = chance.choice(districts)
        school = f"school:{code.lower()}-{i:06}"
        homes[code].append(school)
        yield [school, school_name(chance), district, code, chance.choice(pages)]


def _organizations(
    chance: Random, hosts: Sequence[str], homes: Homes
) -> Iterator[list[WrittenCell]]:
    codes = list(homes)
    for i, host in enumerate(hosts):
        state = chance.choice(codes)
        yield [host, chance.choice(_SECTORS), f"{state} Education Partners {i}", state]


def _network(
    chance: Random, i: int, plan: NetworkPlan, hosts: Sequence[str], pages: Sequence[str]
) -> list[WrittenCell]:
    kind = chance.choice(_KINDS)
    name = f"{plan.state or 'National'} {chance.choice(_THEMES)} {_FORMS[kind]} {i}"
    stated = round(plan.members * chance.uniform(1, 2.5)) if chance.random() < 0.1 else None
    host = chance.choice(hosts) if chance.random() < 0.6 else None
    where = chance.choice(pages)
    dates = (plan.founded, plan.ended)
    return [_network_id(i), kind, name, None, plan.state, *dates, host, stated, where]


def _network_id(i: int) -> str:
    return f"network:{i:05}"


def _relationships(
    chance: Random, planned: Sequence[NetworkPlan], pages: Sequence[str], homes: Homes
) -> Iterator[list[WrittenCell]]:
    """Rosters one after the other, each preceded by what its network is part of."""
    everyone = Pool(chance, [member for ids in homes.values() for member in ids])
    at_home = {code: Pool(chance, ids) for code, ids in homes.items()}
    for i, plan in enumerate(planned):
        network = _network_id(i)
        mine = chance.choices(pages, k=chance.randint(1, 4))
        if plan.parent is not None:
            parent = _network_id(plan.parent)
            yield [network, "PART_OF", parent, None, None, None, None, mine[0], "stated"]
        for member in roster(chance, plan, everyone, at_home):
            since, until = _spell(chance, plan.founded or 1998, plan.ended or 2025)
            role, where = chance.choice(_ROLES), chance.choice(mine)
            confidence = "inferred" if chance.random() < 0.06 else "stated"
            as_of = f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}"
            yield [member, "MEMBER_OF", network, since, until, role, as_of, where, confidence]


def _spell(chance: Random, founded: int, ended: int) -> tuple[str | None, str | None]:
    """When a membership began, which is known of about half, and when it ended, if it did."""
    if chance.random() < 0.5:
        return None, None
    began = chance.randint(founded, ended)
    over = began < ended and chance.random() < 0.12
    return _date(chance, began), str(chance.randint(began + 1, ended)) if over else None


def _date(chance: Random, year: int) -> str:
    """A date in this year: often the year, sometimes the month, seldom the day."""
    precision = chance.random()
    if precision < 0.7:
        return str(year)
    month = f"{year}-{chance.randint(1, 12):02}"
    return month if precision < 0.9 else f"{month}-{chance.randint(1, 28):02}"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Write a made-up world as a house folder.")
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    generate(SIZES[given.size], given.folder, given.seed)


if __name__ == "__main__":
    main()
