"""The atlas as its readers use it: two names typed, an answer read, a link sent, Back pressed."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from campaign.hostile import HOSTILE, TELLING, harm, hostile
from graph.model import Node, Statement
from graph.opening import open_store
from netweave.atlas.pack import packed
from netweave.atlas.page import Atlas
from netweave.cli.ask.serving import atlas_server
from tests.browser.test_reading import complaints

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from playwright.sync_api import Browser

    from graph.store import Reader
    from tests.browser.conftest import OpenAtlas, OpenPage

pytestmark = pytest.mark.browser


def typed(sheet: OpenPage, one: str, other: str = "") -> None:
    """Type one or two names as a reader does, and press Enter."""
    before = sheet.js("document.title")
    sheet.tab.fill("#one", one)
    sheet.tab.fill("#other", other)
    sheet.tab.keyboard.press("Enter")
    sheet.tab.wait_for_function("(before) => document.title !== before", arg=before)


def arrived(sheet: OpenPage, title: str) -> None:
    sheet.tab.wait_for_function(
        "(title) => document.getElementById('answer-title').textContent === title", arg=title
    )


def test_two_names_typed_give_a_sentence_and_a_line_of_stops_with_sources(
    open_atlas: OpenAtlas, real: Reader
) -> None:
    sheet = open_atlas(real)
    typed(sheet, "Pittsfield", "Lindsay")
    sentence = sheet.text("#content .lead")
    assert sentence.startswith(
        "Pittsfield School District (Pittsfield, NH) and Lindsay Unified School District "
        "(Lindsay, CA) are connected through Building New Models for Systems Change"
    )
    assert "They are 5 ties apart, by 4 shortest routes." in sentence
    assert "3 independent routes have no stop in common." in sentence
    line = sheet.all("#content > section .line > li")
    assert line.count() == 6
    assert "is a member of · since 2012 · grantee" in (line.first.text_content() or "")
    assert line.first.locator(".sources a[href^='http']").count() >= 1
    assert "“Lindsay” is taken for" in sheet.text("#content .note")
    assert sheet.requests[1:] == sheet.troubles == sheet.violations == []


def test_the_answer_is_in_the_address_and_back_leads_to_the_one_before(
    open_atlas: OpenAtlas, real: Reader
) -> None:
    sheet = open_atlas(real)
    typed(sheet, "Pittsfield", "Lindsay")
    assert sheet.tab.url.endswith("#connect=district:nh-pittsfield&with=district:ca-lindsay")
    sheet.all(
        ".line a",
    ).filter(has_text="Maine Cohort").first.click()
    arrived(sheet, "Maine Cohort for Customized Learning")
    assert "13 of about 29" in sheet.text("#content")
    sheet.tab.go_back()
    arrived(
        sheet,
        "Pittsfield School District (Pittsfield, NH) and Lindsay Unified School District "
        "(Lindsay, CA)",
    )
    assert sheet.tab.input_value("#other") == "Lindsay Unified School District (Lindsay, CA)"
    again = open_atlas(real, sheet.tab.url.partition("html")[2])
    assert again.text("#content") == sheet.text("#content")


def test_a_stop_can_be_avoided_another_date_asked_for_and_ties_of_every_type(
    open_atlas: OpenAtlas, real: Reader
) -> None:
    sheet = open_atlas(real, "#connect=district:nh-pittsfield&with=district:ca-lindsay")
    sheet.all(".avoid a").filter(has_text="avoid").nth(1).click()
    sheet.tab.wait_for_function("location.hash.includes('avoid=')")
    sheet.tab.wait_for_selector("text=are left out")
    assert "Sanford" not in "".join(sheet.all(".line .name").all_text_contents())
    sheet.tab.fill("#as-of", "1999")
    sheet.tab.press("#as-of", "Enter")
    sheet.tab.wait_for_selector("text=are not connected by memberships in 1999")
    sheet.tab.fill("#as-of", "soon")
    sheet.tab.press("#as-of", "Enter")
    assert "is not a date" in sheet.text("#status")
    there = open_atlas(real, "#connect=district:me-rsu-2&with=district:ak-chugach")
    there.all("a").filter(has_text="Ask with ties of every type").click()
    there.tab.wait_for_selector("text=They are 2 ties apart")


def test_the_list_of_names_is_a_combobox_for_the_keyboard_and_screen_readers(
    open_atlas: OpenAtlas, real: Reader
) -> None:
    sheet = open_atlas(real, width=390)
    for text, first in (
        ("MCCL", "Maine Cohort for Customized Learning"),
        ("district:ca-lindsay", "Lindsay Unified School District (Lindsay, CA)"),
        ("Topsham, ME", "RSU 75 (Topsham, ME)"),
        ("pittsf", "Pittsfield School District (Pittsfield, NH)"),
    ):
        sheet.tab.fill("#one", text)
        assert (
            sheet.all("#one-list [role=option]").first.locator("bdi").first.text_content() == first
        )
    sheet.tab.keyboard.press("ArrowDown")
    assert (
        sheet.js("document.getElementById('one').getAttribute('aria-activedescendant')")
        == "one-list-0"
    )
    sheet.tab.keyboard.press("Enter")
    assert sheet.js("document.activeElement.id") == "other"
    sheet.tab.fill("#other", "sanford")
    sheet.tab.keyboard.press("ArrowDown")
    sheet.tab.keyboard.press("Enter")
    sheet.tab.wait_for_selector(".line")
    assert sheet.js("document.documentElement.scrollWidth") <= 390


def test_several_of_a_name_are_offered_and_near_names_where_nobody_has_it(
    open_atlas: OpenAtlas, real: Reader
) -> None:
    sheet = open_atlas(real)
    typed(sheet, "Maine")
    assert sheet.text("#answer-title") == "Maine"
    assert "30 districts here, 23 of them in a network" in sheet.text("#content")
    typed(sheet, "Pittsfeild")
    assert "Nothing here is named “Pittsfeild”. These are written almost so" in sheet.text(
        "#content"
    )
    assert "Pittsfield School District" in sheet.text("#content")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_rule_of_accessibility_is_broken(
    theme: str, width: int, open_atlas: OpenAtlas, real: Reader
) -> None:
    sheet = open_atlas(real, theme=theme, width=width)
    asked = (
        "#connect=district:nh-pittsfield&with=district:ca-lindsay",
        "#show=network:maine-cohort",
        "#state=ME",
    )
    for address in asked:
        sheet.tab.evaluate("(address) => { location.hash = address; }", address)
        sheet.tab.wait_for_timeout(100)
        assert complaints(sheet) == []
        assert sheet.js("document.documentElement.scrollWidth") <= width


WORST = (*TELLING, "address", "prototype", "right to left", "template")


@pytest.mark.parametrize("text", [HOSTILE[name] for name in WORST], ids=WORST)
def test_hostile_text_stays_text(text: str, open_atlas: OpenAtlas, tmp_path: Path) -> None:
    with open_store(tmp_path / "hostile.db", create=True) as store:
        store.write(hostile(text))
        sheet = open_atlas(store, "#show=network:n", width=320)
    assert sheet.text("#answer-title").strip() or not text.strip()
    for address in ("connect=d:other&with=network:n", "state=ME", f"find={'x' * 9}"):
        sheet.tab.evaluate("(address) => { location.hash = address; }", address)
        sheet.tab.wait_for_timeout(50)
    sheet.tab.fill("#one", text[:200])
    assert harm(sheet, scripts=2) == {}
    assert sheet.js("document.documentElement.scrollWidth") <= 320


def test_a_folder_on_a_web_site_answers_as_the_one_file_does(
    browser: Browser, real: Reader, tmp_path: Path
) -> None:
    Atlas(packed(real)).save_folder(tmp_path / "site")
    with site(tmp_path / "site") as address:
        tab = browser.new_page()
        tab.goto(f"{address}/index.html#connect=district:nh-pittsfield&with=district:ca-lindsay")
        tab.wait_for_selector("html[data-ready]")
        assert "5 ties apart, by 4" in (tab.text_content("#content .lead") or "")
        tab.close()


def test_the_served_page_is_answered_by_the_store_as_it_is_now(
    browser: Browser, tmp_path: Path
) -> None:
    names = [Node("district:a", "district", "Alpha"), Node("network:n", "network", "Net")]
    later = Statement("district:a", "MEMBER_OF", "network:n", "founder")
    with open_store(tmp_path / "live.db", create=True) as store:
        store.write([*names, Statement("district:a", "MEMBER_OF", "network:n")])
    with atlas_server(str(tmp_path / "live.db"), 0) as (server, address):
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            tab = browser.new_page()
            tab.goto(f"{address}#show=district:a")
            tab.wait_for_selector("html[data-ready]")
            assert "Net" in (tab.text_content("#content") or "")
            with open_store(tmp_path / "live.db") as store:
                store.write([later])
            tab.evaluate("location.hash = '#show=network:n'")
            tab.wait_for_selector("text=founder")
            tab.close()
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def site(folder: Path) -> Generator[str]:
    """A host of static files."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
