"""The pages about the field in a browser: quiet, readable by everyone, at home on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.hostile import TELLING, hostile
from graph.opening import open_store
from netweave.visuals.field.changes_view import view_changes
from netweave.visuals.field.dissolve_view import view_dissolve
from netweave.visuals.field.gaps_view import view_gaps
from netweave.visuals.field.handshake_view import view_handshake
from netweave.visuals.field.peers_view import view_peers
from tests.browser.test_hostile import unharmed
from tests.browser.test_reading import complaints

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

VIEWS: dict[str, Callable[[Reader], Page]] = {
    "peers": lambda store: view_peers(store, "Hudson"),
    "gaps": lambda store: view_gaps(store, within="New England"),
    "changes": lambda store: view_changes(store, "2013", "2018"),
    "handshake": lambda store: view_handshake(store, "state:NH", "state:CA"),
    "dissolve": lambda store: view_dissolve(store, "Nellie Mae Education Foundation"),
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_is_quiet_and_readable_by_mouse_keyboard_and_on_a_phone(
    view: str, open_page: Open, real: Reader
) -> None:
    page = VIEWS[view](real)
    sheet = open_page(page, theme="dark")
    sheet.photograph(f"{view}-dark")
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    first = sheet.text("#details h3")
    sheet.tab.keyboard.press("ArrowDown")
    assert sheet.text("#details h3") != first
    assert complaints(sheet) == []
    assert (sheet.requests, sheet.troubles, sheet.violations) == ([sheet.tab.url], [], [])
    phone = open_page(page, width=320)
    phone.photograph(f"{view}-phone")
    assert phone.js("document.documentElement.scrollWidth") <= 320
    assert complaints(phone) == []
    plain = open_page(page, script=False)
    assert plain.all("#still svg").is_visible()
    assert plain.all("#words h3").count() >= 2


def test_hostile_names_stay_names(tmp_path: Path, open_page: Open) -> None:
    with open_store(tmp_path / "hostile.db", create=True) as store:
        store.write(hostile(" ".join(TELLING.values())))
        sheet = open_page(view_dissolve(store, "network:n"), width=320)
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    unharmed(sheet, scripts=2)
