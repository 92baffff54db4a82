"""Ten successive lists of the districts of Texas with their service regions, in six layouts.

The files are those that the state published: numbers lose their zeros in one year, and have an
apostrophe in another.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.opening import open_store
from loaders.load import load
from tests.loaders.rosters.conftest import memberships

MAPPING = """
rows = "membership"
[columns]
name = "DISTNAME"
network = "ESC Region {REGION}"
[constant]
state = "TX"
"""


@pytest.fixture(scope="module")
def real() -> Path:
    """The folder of the real files."""
    folder = os.environ.get("NETWEAVE_NCES_DIR")
    if not folder:
        pytest.skip("NETWEAVE_NCES_DIR does not say where the national files are")
    return Path(folder)


@pytest.mark.nces
def test_ten_years_of_service_regions_become_spells(real: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "texas.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    lists = sorted((real / "affiliations" / "tx_esc").glob("*_district_reference.csv"))
    assert len(lists) == 10
    with open_store(tmp_path / "texas.db", create=True) as store:
        load([real / "edge" / "EDGE_GEOCODE_PUBLICLEA_1819.csv.gz"], store)
        for path in lists:
            report = load([path], store, mapping=mapping, dated=path.name[:4], snapshot=True)
            (table,) = report.tables
            assert not table.rejected
            assert table.accepted > 0.9 * table.read
        assert len(store.catalogue(["network"])) == 20
        spells = memberships(store)
        names = {
            node.name: node.id.partition(":")[2] for node in store.catalogue(["district"], "TX")
        }
    for name, before, after in (("LULING ISD", "13", "20"), ("COLUMBUS ISD", "03", "04")):
        member = names[name]
        old, new = (f"esc-region-{int(region)}" for region in (before, after))
        assert spells[member, old] == [(None, "2020")]
        assert spells[member, new] == [("2021", None)]
    assert spells[names["CAYUGA ISD"], "esc-region-7"] == [(None, None)]
