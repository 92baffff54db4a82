"""What the papers say of the house is true, and they speak of the house alone."""

from __future__ import annotations

import inspect
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

import netweave
from graph.schema import NODE_KINDS, PROPERTIES, TIE_TYPES, joins_what
from loaders.house.layout import LAYOUTS
from tools.question_tables import call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = (".ci", "benchmarks", "docs", "graph", "loaders", "netweave", "notebooks", "queries")
TEXTS = {"", ".cypher", ".css", ".html", ".ipynb", ".js", ".lock", ".md", ".py", ".toml", ".yml"}
MACHINE_PATHS = re.compile(r"(?<![\w./:~-])/(?:work|root|home|Users|opt|tmp)/|\b[A-Z]:\\Users\\")
REGISTRIES = ("pypi.org", "pythonhosted.org", "npmjs.org", "maven.org", "crates.io", "--index-url")
ROLES = ("joining", "carrying", "loose", "momentary", "weak")
PUBLIC = [name for name in netweave.__all__ if not name.startswith("_")]


def papers(house: Path) -> Iterator[Path]:
    """Every text file of ours, data sets apart."""
    # In a work tree `.git` is a file, and says where the repository is.
    beside = (path for path in house.iterdir() if path.is_file() and path.name != ".git")
    yield from (path for path in beside if path.suffix in TEXTS)
    for folder in (*FOLDERS, "tests"):
        for path in (house / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts:
                yield path


def read(house: Path, name: str) -> str:
    return (house / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_documented(name: str, house: Path) -> None:
    assert re.search(rf"^(\| )?`{name}[`(]", read(house, "docs/python.md"), re.MULTILINE)
    thing = getattr(netweave, name)
    assert inspect.getdoc(thing), f"{name} has no docstring."


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_function_has_the_signature_that_is_documented(name: str, house: Path) -> None:
    thing = getattr(netweave, name)
    written = re.search(rf"^\| `({name}\(.*?\))`", read(house, "docs/python.md"), re.MULTILINE)
    if written is None:
        assert inspect.isclass(thing) or thing.__name__ != name  # another name of a function
    else:
        assert call(thing) == written[1]


def test_the_front_door_offers_what_it_lists() -> None:
    assert dir(netweave) == sorted(netweave.__all__)
    assert [name for name in netweave.__all__ if not hasattr(netweave, name)] == []


def test_the_front_door_knows_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'conect'"):
        _ = netweave.conect  # type: ignore[attr-defined]  # the point of the test


def test_the_model_page_has_a_row_for_every_kind(house: Path) -> None:
    text = read(house, "docs/model.md")
    for kind in NODE_KINDS.values():
        label = f"`{kind.label}`, `Collective`" if kind.collective else f"`{kind.label}`"
        assert f"| {kind.name} | {label} | {kind.meaning} |" in text


def test_the_model_page_has_a_row_for_every_tie_type(house: Path) -> None:
    text = read(house, "docs/model.md")
    for tie in TIE_TYPES.values():
        marks = ", ".join(role for role in ROLES if getattr(tie, role))
        joins = joins_what(tie.name)
        assert f"| `{tie.name}` | {tie.out_phrase} | {joins} | {tie.meaning} | {marks} |" in text


def test_the_model_page_has_a_row_for_every_property(house: Path) -> None:
    text = read(house, "docs/model.md")
    for prop in PROPERTIES.values():
        assert f"| `{prop.name}` | {prop.type} | {prop.meaning} |" in text


def test_the_model_page_lists_the_columns_that_the_loader_knows(house: Path) -> None:
    text = read(house, "docs/model.md")
    for layout in LAYOUTS:
        optional = [*layout.optional, *([layout.tie.name] if layout.tie else [])]
        needs, may = (", ".join(f"`{name}`" for name in n) for n in (layout.required, optional))
        assert f"| `{layout.file}` | {needs} | {may} |" in text


def test_papers_name_no_machine_and_no_registry(house: Path) -> None:
    this = house / "tests" / "house" / "test_papers.py"
    loose = [
        f"{path.relative_to(house)}: {found}"
        for path in papers(house)
        if path != this
        for text in [path.read_text(encoding="utf-8")]
        for found in [*MACHINE_PATHS.findall(text), *(host for host in REGISTRIES if host in text)]
    ]
    assert loose == []


def test_links_between_papers_lead_somewhere(house: Path) -> None:
    pages = [path for path in papers(house) if path.suffix == ".md"]
    broken = [
        f"{page.relative_to(house)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_dependency_is_pinned_with_hashes(house: Path) -> None:
    project = tomllib.loads(read(house, "pyproject.toml"))
    groups = project["dependency-groups"]
    runtime = [*project["project"]["dependencies"], *groups["build"]]
    for lock, wanted in (
        ("requirements.lock", runtime),
        ("requirements-dev.lock", [*runtime, *groups["dev"]]),
    ):
        pins = re.split(r"\n(?=\S)", read(house, lock))
        assert all("--hash=sha256:" in pin for pin in pins)
        names = {re.split(r"[\[><=]", need)[0] for need in wanted}
        assert names <= {pin.split("==")[0] for pin in pins}


def test_the_two_locks_pin_the_same_versions(house: Path) -> None:
    runtime, dev = (
        set(re.findall(r"^[\w.-]+==\S+", read(house, name), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= dev


def test_licence_files_are_where_the_package_says(house: Path) -> None:
    project = tomllib.loads(read(house, "pyproject.toml"))["project"]
    assert [name for name in project["license-files"] if not (house / name).is_file()] == []
    assert "Apache License\n                           Version 2.0" in read(house, "LICENSE")
