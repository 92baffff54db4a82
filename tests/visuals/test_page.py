"""A page as a file, and in a notebook."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from graph.errors import NetweaveError
from netweave.visuals.page.page import Page
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Engine

SMALL = Page("<p>ä – \U0001f3eb</p>", "Title <&>", 'Words "quoted"', "<svg/>")


@pytest.fixture
def page(engine: Engine) -> Page:
    return view_path(engine("district:a MEMBER_OF network:n"), "district:a", "network:n")


def test_a_page_is_saved_as_utf_8(tmp_path: Path) -> None:
    saved = SMALL.save(tmp_path / "page.html")
    assert saved.read_bytes() == SMALL.html.encode()


def test_a_page_is_saved_as_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    code = (
        "from netweave.visuals.page.page import Page; import sys;"
        "Page('\\u2013 \\U0001f3eb', '', '', '').save(sys.argv[1])"
    )
    target = tmp_path / "page.html"
    subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code, str(target)], check=True, env={"LC_ALL": "C"}
    )
    assert target.read_text(encoding="utf-8") == "\u2013 \U0001f3eb"


def test_an_older_page_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    SMALL.save(str(target))
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert target.read_text(encoding="utf-8") == SMALL.html


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NetweaveError, match=r"no folder .*away"):
        SMALL.save(tmp_path / "away" / "page.html")


def test_in_a_notebook_the_page_is_shut_into_a_frame_and_escaped() -> None:
    html = SMALL._repr_html_()
    source = re.search(r'srcdoc="(.*?)">', html)
    assert source is not None
    assert unescape(source[1]) == SMALL.html
    sandbox = re.search(r'sandbox="(.*?)"', html)
    assert sandbox is not None
    assert "allow-same-origin" not in sandbox[1]
    assert 'title="Title &lt;&amp;&gt;"' in html


def test_in_a_notebook_the_still_picture_and_the_words_stand_beside_it() -> None:
    html = SMALL._repr_html_()
    image = re.search(r"data:image/svg\+xml;base64,([^\"]*)", html)
    assert image is not None
    assert base64.b64decode(image[1]) == b"<svg/>"
    assert "<p>Words &quot;quoted&quot;</p>" in html


def test_a_page_says_what_it_is_in_a_line() -> None:
    assert repr(SMALL) == "<Page 'Title <&>'>"


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_page(page: Page) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', page.html)
    assert policy is not None
    named = re.findall(r"'sha256-(.*?)'", unescape(policy[1]))
    inside = re.findall(r"<script>(.*?)</script>", page.html, re.DOTALL)
    inside += re.findall(r"<style>(.*?)</style>", page.html, re.DOTALL)
    digests = [hashlib.sha256(text.encode()).digest() for text in inside]
    assert named == [base64.b64encode(digest).decode() for digest in digests]
    assert "'unsafe" not in unescape(policy[1])


def test_a_page_has_a_language_a_title_and_landmarks(page: Page) -> None:
    assert page.html.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>How a and n are connected</title>" in page.html
    assert all(page.html.count(f"<{mark}") == 1 for mark in ("header>", "main>", "footer>", "h1>"))


def test_the_still_picture_is_xml_with_title_and_origin(page: Page) -> None:
    root = ET.fromstring(page.svg)  # noqa: S314 - a file of our own
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "How a and n are connected" in texts
    assert any(text and text.startswith("Data ") for text in texts)
