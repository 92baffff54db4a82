"""The browser bench: pages opened from disk in Debian's Chromium, with the network cut off."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Literal

import pytest

from campaign.tab import OpenPage, chromium, watched
from campaign.table import CannotRun
from graph.opening import open_store
from loaders.load import load
from netweave.atlas.pack import packed
from netweave.atlas.page import Atlas
from netweave.data import bundled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from graph.store import Reader
    from netweave.visuals.page.page import Page

    Theme = Literal["light", "dark"]
    Open = Callable[..., OpenPage]
    OpenAtlas = Callable[..., OpenPage]

__all__ = ["OpenPage"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with ExitStack() as stack:
        try:
            started = stack.enter_context(chromium())
        except CannotRun as reason:
            if os.environ.get("CI"):
                pytest.fail(str(reason))
            pytest.skip(str(reason))
        yield started


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Saves a page, opens it from disk and waits until it is drawn."""
    contexts = []

    def open_it(
        page: Page,
        *,
        theme: Theme = "light",
        width: int = 1280,
        script: bool = True,
        calm: bool = False,
    ) -> OpenPage:
        context = browser.new_context(
            viewport={"width": width, "height": 860},
            color_scheme=theme,
            java_script_enabled=script,
            reduced_motion="reduce" if calm else "no-preference",
            accept_downloads=True,
        )
        contexts.append(context)
        sheet = watched(context.new_page())
        sheet.tab.goto(page.save(tmp_path / "page.html").as_uri())
        if script:
            sheet.tab.wait_for_selector("html[data-ready]")
        return sheet

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def open_atlas(browser: Browser, tmp_path: Path) -> Iterator[OpenAtlas]:
    """Makes the atlas of a store, opens it from disk and waits until it answers."""
    contexts = []

    def open_it(
        store: Reader, asked: str = "", *, theme: Theme = "light", width: int = 1280
    ) -> OpenPage:
        context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=theme)
        contexts.append(context)
        sheet = watched(context.new_page())
        page = Atlas(packed(store)).save(tmp_path / "atlas.html")
        sheet.tab.goto(page.as_uri() + asked)
        sheet.tab.wait_for_selector("html[data-ready]")
        return sheet

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The bundled data set."""
    path = tmp_path_factory.mktemp("real") / "real.db"
    with open_store(path, create=True) as store:
        load([bundled()], store)
        yield store
