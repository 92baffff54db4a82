"""`atlas`: one file or a folder, with what was asked for in it and nothing else."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest

from graph.model import Spelling
from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    district:a = Alpha District {state=NH}
    district:b = Beta District {state=ME}
    network:x = Net
    network:y = Other Net
    person:p = Dr Secret Name
    district:a MEMBER_OF network:x 2012..2014 [SecretRole] <roster.csv:2>
    district:a MEMBER_OF network:x 2018.. <roster.csv:3>
    district:b MEMBER_OF network:y 2016..
    person:p LEADS district:a 2015..
"""


def data_of(page: Path) -> dict[str, Any]:
    """What a page holds."""
    text = page.read_text(encoding="utf-8")
    packed = re.search(r'<script type="text/plain" id="data"[^>]*>([^<]*)</script>', text)
    assert packed
    pack = json.loads(gzip.decompress(b64decode(packed[1])))
    assert isinstance(pack, dict)
    return pack


def made(ask: Ask, store: str, folder: Path, *words: str) -> dict[str, Any]:
    page = folder / "atlas.html"
    done = ask("atlas", "-o", str(page), "--store", store, *words)
    assert (done.status, done.err) == (0, "")
    return data_of(page)


def test_the_bundled_set_is_one_page_of_less_than_600_kilobytes(
    ask: Ask, full: str, tmp_path: Path
) -> None:
    page = tmp_path / "atlas.html"
    document = ask("atlas", "-o", str(page), "--store", full, "--format", "json").document
    assert document["rows"] == [{"file": page.as_posix(), "bytes": page.stat().st_size}]
    assert page.stat().st_size < 600_000
    first = page.read_bytes()
    assert b"http-equiv" in first
    ask("atlas", "-o", str(page), "--store", full)
    assert page.read_bytes() == first


def test_what_is_left_out_is_not_in_the_page(ask: Ask, drawn: Drawn, tmp_path: Path) -> None:
    store = drawn(DRAWN)
    with open_store(store) as opened:
        opened.write([Spelling("district:a", "Alfa Dist."), Spelling("person:p", "Secret Spelt")])
    assert "Secret" in json.dumps(made(ask, store, tmp_path))
    pack = made(ask, store, tmp_path, "--without", "people,roles")
    assert "Secret" not in json.dumps(pack)
    assert pack["spellings"] == [[0, "Alfa Dist."]]


def test_within_a_place_there_are_no_others(ask: Ask, drawn: Drawn, tmp_path: Path) -> None:
    store = drawn(DRAWN)
    pack = made(ask, store, tmp_path, "--within", "New England")
    assert pack["entities"]["id"] == ["district:a", "district:b", "network:x", "network:y"]
    pack = made(ask, store, tmp_path, "--within", "NH")
    assert pack["entities"]["id"] == ["district:a", "network:x"]


def test_of_a_date_only_the_ties_that_held_are_in_the_page(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    pack = made(ask, drawn(DRAWN), tmp_path, "--as-of", "2013")
    assert (pack["made"]["as_of"], pack["texts"]) == (
        "2013",
        [None, "SecretRole", "2012", "2014", "roster.csv"],
    )


def test_a_folder_for_a_web_site_has_the_page_its_data_and_a_word_to_robots(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    site, store = tmp_path / "site", drawn(DRAWN)
    for title in ("Ours", '<b>"Ours"</b>'):
        done = ask("atlas", "--dir", str(site), "--title", title, "--store", store)
        assert done.status == 0, done.err
    assert {path.name for path in site.iterdir()} == {"index.html", "atlas.data", "robots.txt"}
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'data-source="atlas.data"></script>' in page
    assert "connect-src 'self'; " in page
    assert "<title>&lt;b&gt;&quot;Ours&quot;&lt;/b&gt;</title>" in page
    (site / "mine.html").write_text("mine", encoding="utf-8")
    ask("atlas", "--dir", str(site), "--store", store)
    assert (site / "mine.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("-o", "a.html", "--dir", "site"),
        ("-o", "a.png"),
        ("-o", "a.html", "--within", "Narnia"),
    ],
)
def test_what_cannot_be_written_is_wrong_usage(
    ask: Ask, drawn: Drawn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask("atlas", *words, "--store", drawn(DRAWN)).status == 2
    assert {path.name for path in tmp_path.iterdir()} == {"drawn.db"}


def test_a_file_of_others_stays(ask: Ask, drawn: Drawn, tmp_path: Path) -> None:
    page, store = tmp_path / "a.html", drawn(DRAWN)
    page.write_text("<p>mine</p>", encoding="utf-8")
    assert ask("atlas", "-o", str(page), "--store", store).status == 1
    assert page.read_text(encoding="utf-8") == "<p>mine</p>"
    assert ask("atlas", "-o", str(page), "--store", store, "--force").status == 0
