"""`-o` of every answer: by its ending, and never over what netweave did not make."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netweave.cli.door.saying import harmless

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn

KNOWN = "district:a = Alpha {state=ME}\nnetwork:n = Net\ndistrict:a MEMBER_OF network:n"
MEMBERS = ("members", "network:n")


@pytest.fixture
def store(drawn: Drawn) -> str:
    return drawn(KNOWN)


@pytest.mark.parametrize(("ending", "form"), [("csv", "csv"), ("JSON", "json"), ("md", "markdown")])
def test_a_file_holds_what_stdout_would(
    ask: Ask, store: str, tmp_path: Path, ending: str, form: str
) -> None:
    target = tmp_path / f"answer.{ending}"
    done = ask(*MEMBERS, "-o", str(target), "--store", store)
    assert (done.status, done.out) == (0, f"Written: {target}\n")
    plain = ask(*MEMBERS, "--format", form, "--store", store).out
    written = target.read_text(encoding="utf-8")
    assert written.startswith("\ufeff") == (form == "csv")
    body = written.removeprefix("\ufeff").removesuffix("\n<!-- generator: netweave -->\n")
    assert body == plain


@pytest.mark.parametrize(
    "words",
    [
        (*MEMBERS, "-o", "x.pdf"),
        (*MEMBERS, "-o", "x"),
        (*MEMBERS, "-o", "x.csv", "--format", "json"),
        ("view", "ego", "Alpha", "-o", "x.csv"),
        ("view", "ego", "Alpha", "-o", "x"),
    ],
)
def test_what_an_ending_cannot_say_is_wrong_usage(
    ask: Ask, store: str, words: tuple[str, ...]
) -> None:
    done = ask(*words, "--store", store)
    assert (done.status, done.out) == (2, "")


def test_a_page_holds_the_words_the_table_and_nothing_that_runs(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    hostile = "<script>alert(1)</script>"
    store = drawn(f"district:a = {hostile} & Co\nnetwork:n = Net\ndistrict:a MEMBER_OF network:n")
    target = tmp_path / "x.html"
    assert ask(*MEMBERS, "-o", str(target), "--store", store).status == 0
    written = target.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in written
    assert "<script" not in written
    assert "default-src 'none'" in written
    assert written.count("<h1>") == 1
    assert '<th scope="col">' in written


def test_who_wants_a_picture_of_an_answer_is_sent_to_view(ask: Ask, store: str) -> None:
    done = ask(*MEMBERS, "-o", "x.svg", "--store", store)
    assert (done.status, done.out) == (2, "")
    assert "Pictures are drawn by `netweave view`" in " ".join(done.err.split())


@pytest.mark.parametrize("name", ["roster.csv", "x.json", "x.md", "x.html"])
def test_what_is_not_ours_is_replaced_by_force_alone(
    ask: Ask, store: str, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    target.write_text('{"question": "mine"}\n', encoding="utf-8")
    words = (*MEMBERS, "-o", str(target), "--store", store)
    done = ask(*words)
    assert (done.status, done.out) == (1, "")
    assert "replace it with --force" in done.err
    assert target.read_text(encoding="utf-8") == '{"question": "mine"}\n'
    assert ask(*words, "--force").status == 0
    again = ask(*words)
    assert again.status == (1 if name.endswith(".csv") else 0), "CSV has no mark to be known by"


@pytest.mark.parametrize("ending", ["html", "svg", "png"])
def test_a_picture_is_replaced_if_it_is_ours(
    ask: Ask, store: str, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"x.{ending}"
    words = ("view", "ego", "Alpha", "-o", str(target), "--store", store)
    assert [ask(*words).status for _ in range(2)] == [0, 0]
    target.write_text("<html>mine</html>", encoding="utf-8")
    assert ask(*words).status == 1
    assert ask(*words, "--force").status == 0


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_a_graph_is_replaced_if_it_is_ours(
    ask: Ask, store: str, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"x.{ending}"
    words = ("export", str(target), "--store", store)
    assert [ask(*words).status for _ in range(2)] == [0, 0]
    target.write_text("mine", encoding="utf-8")
    assert (ask(*words).status, target.read_text(encoding="utf-8")) == (1, "mine")


def test_a_house_folder_is_replaced_by_force_alone(ask: Ask, store: str, tmp_path: Path) -> None:
    words = ("export", f"{tmp_path}/house/", "--store", store)
    assert [ask(*words).status, ask(*words).status, ask(*words, "--force").status] == [0, 1, 0]


def test_the_open_store_and_links_are_no_places_for_answers(
    ask: Ask, store: str, tmp_path: Path
) -> None:
    link = tmp_path / "x.json"
    link.symlink_to(store)
    words = (*MEMBERS, "-o", str(link), "--store", store)
    for force in ((), ("--force",)):
        done = ask(*words, *force)
        assert (done.status, "is the store itself" in done.err) == (1, True)
    link.unlink()
    link.symlink_to(tmp_path / "not-mounted.json")
    assert ask(*words).status == 1
    assert link.is_symlink()


def test_a_refused_file_is_refused_before_anything_is_loaded(
    ask: Ask, store: str, tmp_path: Path
) -> None:
    (tmp_path / "mine.json").write_text("[]", encoding="utf-8")
    house = tmp_path / "house"
    ask("export", str(house), "--store", store)
    new = tmp_path / "new.db"
    words = ("load", str(house), "-o", str(tmp_path / "mine.json"), "--store", str(new))
    assert ask(*words).status == 1
    assert not new.exists()


def test_nothing_that_a_terminal_obeys_is_told(ask: Ask, store: str, tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("written_name,written_state\n\x1b]0;x\x07\x9bO,ME\n", encoding="utf-8")
    words = ("identity", "match", str(table), "--store", store)
    document = ask(*words, "--format", "json").out
    assert not {"\x1b", "\x07", "\x9b"} & set(document)
    assert json.loads(document)["rows"][0]["written_name"] == "\x1b]0;x\x07\x9bO"
    assert harmless("a\x1b\x9b\u202e\tb\n") == "a\\x1b\\x9b\\u202e\tb\n"
    done = ask("members", "\x1b]0;x\x07", "--store", store)
    assert done.status == 1
    assert "\x1b" not in done.err
