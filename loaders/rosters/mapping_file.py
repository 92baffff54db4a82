"""A mapping as it is written in a TOML file: read, and judged."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from graph.schema import COLLECTIVES, NODE_KINDS
from loaders.forms.foreign import foreign_bytes
from loaders.forms.lines import DamagedFileError
from loaders.rosters.mapping import (
    FIELDS,
    MappingError,
    Marks,
    RowMeaning,
    SectionMeaning,
    TableMapping,
    Unknown,
)
from loaders.rosters.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


def _text(path: Path) -> str:
    """The text of a mapping, if it is not one made to fill the memory.

    Each dot of a key makes a table in all tables before it, so that a long key costs its square.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    text = content.decode("utf-8-sig")
    if len(content) > LARGEST or sum(line.count(".") ** 2 for line in text.split("\n")) > DOTS:
        raise MappingError(f"{path} is too large for a mapping. Make one with `netweave mapping`.")
    return text


_MAY_FILL_IN = {"url", "state", "since", "role", "network"}
"""Fields that may have a column, and be constant where its cells are empty."""


LARGEST = 1 << 20
"""Bytes that a mapping may have."""


DOTS = 1_000_000
"""The squares of the dots in each line of a mapping, together at most."""


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping.

    Raises
    ------
    MappingError
        If the file cannot be read, or says what a mapping cannot say.
    """
    import tomllib  # noqa: PLC0415 - most sources need no mapping

    try:
        with foreign_bytes():
            given = tomllib.loads(_text(path))
    except OSError as error:
        raise MappingError(
            f"The mapping {path} cannot be read ({error.strerror or error})."
        ) from None
    except DamagedFileError as damage:
        raise MappingError(f"{path} is not TOML: {damage}") from damage
    return mapping_from(given, path.name)


def mapping_from(given: Mapping[str, Any], title: str) -> TableMapping:
    """A mapping from what its file says.

    Raises
    ------
    MappingError
        If a key is unknown, a value is none of those allowed, or something needed is missing.
    """
    page = _MappingReader(title)
    page.know(given, _KEYS, "key")
    rows: RowMeaning = page.one_of(given, "rows", get_args(RowMeaning))
    columns, further = _columns(page, given)
    constant = page.texts(given, "constant")
    for table in (columns, constant):
        page.know(table, FIELDS[rows], f"field of a {rows}")
    options = {
        name: read(page, given)
        for name, read in _OPTIONS.items()
        if name in given and given[name] not in ("", [])
    }
    templates = {name: Template(text) for name, text in columns.items() if text}
    mapping = TableMapping(
        rows, templates, constant, title=title, further_networks=further, **options
    )
    _judge(page, mapping)
    return mapping


def _columns(
    page: _MappingReader, given: Mapping[str, Any]
) -> tuple[dict[str, str], tuple[Template, ...]]:
    """The column of each field, and further columns of networks, which may be a list."""
    columns = given.get("columns", {})
    networks = columns.get("network") if isinstance(columns, dict) else None
    if not isinstance(networks, list):
        return page.texts(given, "columns"), ()
    first, *more = networks or [""]
    texts = page.texts({"columns": {**columns, "network": first}}, "columns")
    page.texts({"columns": dict(enumerate(more))}, "columns")
    return texts, tuple(map(Template, more))


class _MappingReader:
    """Reads the values of a mapping, and says what is wrong with them."""

    def __init__(self, title: str) -> None:
        self.title = title

    def fail(self, what: str) -> MappingError:
        return MappingError(f"{self.title}: {what}")

    def know(self, given: Mapping[str, Any], known: Sequence[str], what: str) -> None:
        for name in given:
            if name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"Did you mean {near[0]}? " if near else ""
                raise self.fail(
                    f"{name!r} is no {what}. {hint}There are: {', '.join(sorted(known))}."
                )

    def one_of(self, given: Mapping[str, Any], key: str, allowed: Sequence[str]) -> Any:
        value = given.get(key)
        if value not in allowed:
            raise self.fail(f"{key} is {value!r}. Write one of {', '.join(allowed)}.")
        return value

    def text(self, given: Mapping[str, Any], key: str) -> str:
        value = given[key]
        if not isinstance(value, str):
            raise self.fail(f'{key} is {value!r}. Write a text: {key} = "…".')
        return value

    def texts(self, given: Mapping[str, Any], key: str) -> dict[str, str]:
        value = given.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self.fail(f'[{key}] is a list of lines such as: name = "…".')
        return {name: text for name, text in value.items() if text}

    def names(self, given: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = given[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.fail(f'{key} is {value!r}. Write columns in brackets: {key} = ["…", "…"].')
        return tuple(value)

    def yes_or_no(self, given: Mapping[str, Any], key: str) -> bool:
        value = given[key]
        if not isinstance(value, bool):
            raise self.fail(f"{key} is {value!r}. Write true or false.")
        return value

    def words(self, given: Mapping[str, Any], key: str) -> frozenset[str]:
        value = given[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.fail(f'{key} is {value!r}. Write texts in brackets: {key} = ["…", "…"].')
        return frozenset(word.strip().casefold() for word in value)


_OPTIONS: dict[str, Callable[[_MappingReader, Mapping[str, Any]], Any]] = {
    "properties": lambda page, given: page.texts(given, "properties"),
    "networks": lambda page, given: page.texts(given, "networks"),
    "cells": lambda page, given: page.one_of(given, "cells", get_args(Marks)),
    "yes": lambda page, given: page.words(given, "yes"),
    "no": lambda page, given: page.words(given, "no") | {""},
    "separator": lambda page, given: page.text(given, "separator"),
    "missing": lambda page, given: page.words(given, "missing"),
    "kind": lambda page, given: page.one_of(given, "kind", sorted(COLLECTIVES)),
    "member": lambda page, given: page.one_of(given, "member", sorted(NODE_KINDS)),
    "unknown": lambda page, given: page.one_of(given, "unknown", get_args(Unknown)),
    "sheet": lambda page, given: page.text(given, "sheet"),
    "network_roles": lambda page, given: page.texts(given, "network_roles"),
    "network_ends": lambda page, given: page.texts(given, "network_ends"),
    "members": lambda page, given: page.texts(given, "members"),
    "header": lambda page, given: page.yes_or_no(given, "header"),
    "former": lambda page, given: page.yes_or_no(given, "former"),
    "years": lambda page, given: page.texts(given, "years"),
    "years_name": lambda page, given: page.yes_or_no(given, "years_name"),
    "dates": lambda page, given: page.one_of(given, "dates", ("school years", "months")),
    "section": lambda page, given: page.one_of(given, "section", get_args(SectionMeaning)),
    "private": lambda page, given: page.names(given, "private"),
}


_KEYS = ("rows", "columns", "constant", *_OPTIONS)


def _judge(page: _MappingReader, mapping: TableMapping) -> None:
    """Make sure that a mapping says what is needed, and nothing that has no effect."""
    there = {*mapping.columns, *mapping.constant}
    named = {"name", "id"} | ({"nces_id"} if mapping.rows != "network" else set[str]())
    named |= {"members"} if mapping.rows == "membership" else set()
    if not there & named and not mapping.members:
        what = " or the ".join(sorted(named))
        raise page.fail(f"[columns] must say which column holds the {what}.")
    both = sorted(set(mapping.columns) & set(mapping.constant) - _MAY_FILL_IN)
    if both:
        raise page.fail(f"{both[0]} is both a column and constant. Keep one of the two.")
    for name in mapping.properties:
        if name in FIELDS[mapping.rows]:
            raise page.fail(f"{name} is a field: give it under [columns].")
    if mapping.rows == "membership":
        _judge_networks(page, mapping, there)
    elif mapping.networks:
        raise page.fail("[networks] belong to memberships.")


def _judge_networks(page: _MappingReader, mapping: TableMapping, there: set[str]) -> None:
    if not mapping.needs_no_network and "network" not in there:
        raise page.fail(
            "It does not say which network the rows are about. Give [columns] network, "
            "[constant] network, or a column for each network under [networks]."
        )
    if mapping.properties:
        raise page.fail("[properties] belong to districts or networks, not to memberships.")
