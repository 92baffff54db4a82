"""The national file: known by its columns, the same in every form, and nothing doubled by it."""

from __future__ import annotations

import csv
import gzip
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from graph.model import Node
from graph.opening import open_store
from loaders.check import check
from loaders.load import load

if TYPE_CHECKING:
    from graph.store import Store

HEADER = (
    "LEAID,NAME,OPSTFIPS,STREET,CITY,STATE,ZIP,STFIP,CNTY,NMCNTY,LAT,LON,CBSA,NMCBSA,CBSATYPE,"
    "CD,SCHOOLYEAR,LOCALE,PCT_CITY11"
)
ROWS = [
    (
        "0100005,Albertville City,01,107 West Main Street,Albertville,AL,35950,01,01095,"
        'Marshall County,34.268289,-86.209263,10700,"Albertville, AL",2,0104,2018-2019,32,0'
    ),
    (
        "3306480,SANBORN REGIONAL SCHOOL DISTRICT,33,178 Main Street,Kingston,NH,03848,33,33015,"
        "Rockingham County,42.92,-71.05,N,N,0,3301,2018-2019,21,-2"
    ),
    (
        "7800002,Saint Croix School District,78,2133 Hospital Street,Saint Croix,VI,00820,78,78010,"
        "St. Croix Island,17.7025,-64.8669,N,N,0,7898,2018-2019,33,-2"
    ),
]
SANBORN = Node(
    "district:nh-sanborn-regional",
    "district",
    "Sanborn Regional",
    ("SAU 17",),
    {"nces_id": "3306480", "state": "NH", "city": "Newton"},
)


def text_of(*rows: str) -> str:
    return "\n".join([HEADER, *rows, ""])


@pytest.fixture
def edge(tmp_path: Path) -> Path:
    """A file of three districts in the layout of the national file."""
    path = tmp_path / "EDGE_GEOCODE_PUBLICLEA_1819.csv"
    path.write_text(text_of(*ROWS), encoding="utf-8")
    return path


def as_workbook(text: str, path: Path) -> Path:
    """The same table as a workbook, coordinates and shares as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    header, *rows = csv.reader(io.StringIO(text))
    sheet.append(header)
    for row in rows:
        named = zip(header, row, strict=True)
        sheet.append([float(c) if n in ("LAT", "LON", "PCT_CITY11") else c for n, c in named])
    book.save(path)
    return path


def test_a_district_gets_what_the_file_says_of_it(blank: Store, edge: Path) -> None:
    report = load([edge], blank)
    assert (report.rows, report.skipped, report.problems) == (3, 0, ())
    assert blank.nodes(["district:0100005"]) == {
        "district:0100005": Node(
            "district:0100005",
            "district",
            "Albertville City",
            (),
            {
                "nces_id": "0100005",
                "state": "AL",
                "city": "Albertville",
                "county": "Marshall County",
                "county_fips": "01095",
                "lat": 34.268289,
                "lon": -86.209263,
                "locale": "32",
                "metro": "Albertville, AL",
                "congressional_district": "0104",
                "school_year": "2018-2019",
            },
        )
    }


def test_what_is_not_applicable_is_not_there(blank: Store, edge: Path) -> None:
    load([edge], blank)
    assert "metro" not in blank.nodes(["district:7800002"])["district:7800002"].properties


def test_every_form_gives_the_same_graph(tmp_path: Path, edge: Path) -> None:
    text = edge.read_text(encoding="utf-8")
    packed, tabs = tmp_path / "packed.csv.gz", tmp_path / "tabs.txt"
    packed.write_bytes(gzip.compress(text.encode()))
    rows = csv.reader(io.StringIO(text))
    tabs.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-16")
    hashes = set[str]()
    for form in (edge, packed, tabs, as_workbook(text, tmp_path / "book.xlsx")):
        with open_store(tmp_path / f"{form.name}.db", create=True) as store:
            load([form], store)
            hashes.add(store.facts().data_hash)
    assert len(hashes) == 1


def test_a_district_that_carries_the_leaid_is_joined(blank: Store, edge: Path) -> None:
    blank.write([SANBORN])
    load([edge], blank)
    assert blank.facts().nodes == 3
    joined = blank.nodes([SANBORN.id])[SANBORN.id]
    assert joined.name == "Sanborn Regional"
    assert joined.aliases == ("SAU 17", "SANBORN REGIONAL SCHOOL DISTRICT")
    assert joined.properties["city"] == "Newton", "what is known stays"
    assert joined.properties["lat"] == 42.92, "what was missing is added"


def test_a_district_of_a_house_folder_loaded_together_is_joined(
    blank: Store, tmp_path: Path, edge: Path
) -> None:
    house = tmp_path / "house"
    house.mkdir()
    row = "id,name,state,nces_id\nd:sanborn,Sanborn,NH,3306480\n"
    (house / "districts.csv").write_text(row, encoding="utf-8")
    load([edge, house], blank)
    assert blank.facts().nodes == 3
    assert blank.nodes(["d:sanborn"])["d:sanborn"].properties["county"] == "Rockingham County"


def test_loading_again_changes_nothing(blank: Store, edge: Path) -> None:
    blank.write([SANBORN])
    load([edge], blank)
    before = blank.facts()
    assert load([edge], blank).changes.nothing
    assert blank.facts() == before


def test_a_newer_file_renames_what_came_from_an_older_one(blank: Store, edge: Path) -> None:
    load([edge], blank)
    renamed = ROWS[0].replace("Albertville City", "Albertville City Schools")
    edge.write_text(text_of(renamed), encoding="utf-8")
    load([edge], blank, keep=True)
    node = blank.nodes(["district:0100005"])["district:0100005"]
    assert (node.name, node.aliases) == ("Albertville City Schools", ("Albertville City",))


def test_a_leaid_gets_its_leading_zero_back_and_a_note_says_so(blank: Store, edge: Path) -> None:
    edge.write_text(text_of(ROWS[0].removeprefix("0")), encoding="utf-8")
    report = load([edge], blank)
    assert [node.id for node in blank.catalogue(["district"])] == ["district:0100005"]
    assert "1 LEAIDs got their leading zero back." in report.tables[0].notes


def test_columns_that_are_not_kept_are_named(blank: Store, edge: Path) -> None:
    (table,) = load([edge], blank).tables
    assert table.ledger is not None
    assert {"STREET", "PCT_CITY11"} <= {column.name for column in table.ledger.unused()}
    assert (table.form, table.meaning) == ("text, commas, UTF-8", "NCES EDGE geocodes of districts")


def test_faults_name_the_columns_of_the_file(edge: Path) -> None:
    bad = ROWS[0].replace("34.268289", "north").replace("0100005", "12345")
    edge.write_text(text_of(bad, ROWS[1], ROWS[1], ROWS[2].replace("78", "7,8", 1)), "utf-8")
    assert [(p.line, p.column, p.rule) for p in check([edge])] == [
        (2, "LEAID", "bad-nces-id"),
        (2, "LAT", "bad-number"),
        (4, "LEAID", "duplicate-id"),
        (5, None, "ragged-row"),
    ]


@pytest.fixture(scope="module")
def real() -> Path:
    """The folder of the real files."""
    folder = os.environ.get("NETWEAVE_NCES_DIR")
    if not folder:
        pytest.skip("NETWEAVE_NCES_DIR does not say where the national files are")
    return Path(folder) / "edge"


@pytest.mark.nces
def test_the_real_file_is_the_same_graph_in_all_three_forms(real: Path, tmp_path: Path) -> None:
    packed = real / "EDGE_GEOCODE_PUBLICLEA_1819.csv.gz"
    plain = tmp_path / "edge.csv"
    plain.write_bytes(gzip.decompress(packed.read_bytes()))
    hashes = set[str]()
    for form in (plain, packed, real / "EDGE_GEOCODE_PUBLICLEA_1819.xlsx"):
        with open_store(tmp_path / f"{form.name}.db", create=True) as store:
            report = load([form], store)
            assert (report.rows, report.skipped, report.problems) == (19_840, 0, ())
            assert store.facts().nodes == 19_840
            hashes.add(store.facts().data_hash)
    assert len(hashes) == 1
