"""Cypher texts that try to hide what they do, made by chance from a seed.

Each puts something forbidden behind a comment, a text or a name, whose ends and escapes are written
in every way that a server might read otherwise than we do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

LABEL = "GuardCanary"
"""The label of what texts that write would leave behind."""
ENDS = (
    *("\n", "\r", "\r\n", "\n\r", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029"),
    *("\\u000a", "\\u000D", "\\u000d\\u000a", "\\n", "\\r", "\0", "\ufeff", "\u200b", "\u3000"),
    *("", " ", "\t", "\xa0"),
)
"""What might end a line, or part two words."""
_JUNK = (
    *("'", '"', "`", "``", "\\", "\\\\", "\\'", '\\"', "\\`", "//", "/*", "*/", "/*/", "**/", "*"),
    *("\\u0027", "\\u0022", "\\u0060", "\\u002a\\u002f", "\\u002F\\u002F", "\\u005c", "\\\\u0027"),
    *("x", "1.", "é", "ſ", "\u212a", ";", "{", "}", ")", ":", ".", "$", "CALL", "RETURN 1"),
)
_HEADS = ("", "UNWIND [1] AS x ", "MATCH (n) WITH n LIMIT 1 ", "RETURN 1 AS row UNION ", "WITH 1.")
_HIDING = (
    "//{junk}{end}{does}",
    "//{junk}{end}{does}//{junk}",
    "/*{junk}*/{does}",
    "/*{end}{junk}{end}*/{does}/*{junk}*/",
    "WITH '{junk}' AS t{end}{does}",
    'WITH "{junk}" AS t{end}{does}',
    "WITH 1 AS `{junk}`{end}{does}",
    "WITH '{junk}{end}' AS t, \"{junk}\" AS u {does} // {junk}",
    "WITH '{junk}{does}{junk}' AS t RETURN t",
    "{junk}{does}",
    "{does}{end}{junk}",
    "{does}",
)
_INNER = (
    "{does}",
    "{does}",
    "CALL {{ {does} }} RETURN row",
    "CALL () {{ {does} }} RETURN row",
    "RETURN COLLECT {{ {does} }} AS row",
    "RETURN [y IN [1] WHERE EXISTS {{ {does} }} | y] AS row",
    "RETURN COUNT {{ {does} }} AS row",
    "CALL {{ {does} }} IN TRANSACTIONS RETURN row",
)
_READING = (
    "LOAD CSV FROM '{place}' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM '{place}' AS row RETURN row",
    "LOAD CSV FROM '{place}' AS row FIELDTERMINATOR ':' RETURN row",
    'MATCH (n) LOAD CSV FROM "{place}" AS row RETURN row',
)
_CALLING = (
    f"CALL db . createLabel ('{LABEL}')",
    f"CALL `db`.`createLabel`('{LABEL}')",
    "CALL dbms . listConfig() YIELD name AS row RETURN row",
    "CALL db.stats.clear('QUERIES') YIELD data AS row RETURN row",
    "RETURN apoc . cypher . runFirstColumnMany (\"LOAD CSV FROM '{place}' AS r RETURN r\", {{}})",
    "RETURN `apoc` . `load` . csv('{place}') AS row",
    "RETURN `apoc.load`.csv('{place}') AS row",
    "RETURN [x IN [1] | genai . vector . encode ('x', '{place}')] AS row",
    "MATCH (n) CALL (n) {{ SET n:" + LABEL + " }} IN TRANSACTIONS",
    "UNWIND [1] AS x CALL (x) {{ CREATE (:" + LABEL + ") }} IN 2 CONCURRENT TRANSACTIONS",
    f"CREATE (row:{LABEL}) RETURN row",
    f"MERGE (row:{LABEL}) RETURN row",
    f"MATCH (row) SET row:{LABEL} RETURN row",
    f"FOREACH (x IN [1] | CREATE (:{LABEL}))",
    "RETURN date . realtime () AS row",
    "RETURN 'LOAD CSV' AS row, `set`.x",
    "RETURN 1 AS row",
)


class Forbidden(NamedTuple):
    """What must not be read: the address of a file, and a port of this machine."""

    file: str
    port: int


def texts(chance: Random, places: Forbidden) -> Iterator[str]:
    """Texts without end, the same ones for the same seed."""
    while True:
        does = chance.choice(_READING if chance.random() < 0.5 else _CALLING)
        does = does.format(place=_place(chance, places))
        if " RETURN row" in does or chance.random() < 0.2:
            does = chance.choice(_INNER).format(does=does)
        hiding = chance.choice(_HIDING)
        parts = {"end": chance.choice(ENDS), "junk": _junk(chance), "does": _parted(chance, does)}
        yield _escaped(chance, chance.choice(_HEADS) + hiding.format(**parts))


def _place(chance: Random, places: Forbidden) -> str:
    near = f"127.0.0.1:{places.port}/?leak=1"
    return chance.choice(
        (
            *(f"file://{places.file}", f"file:{places.file}", f"FILE://localhost{places.file}"),
            *(f"http://{near}", f"ftp://{near}", f"HTTP://{near}", f"https://{near}"),
        )
    )


def _junk(chance: Random) -> str:
    return "".join(chance.choices((*_JUNK, *ENDS), k=chance.randrange(4)))


def _parted(chance: Random, does: str) -> str:
    """The words of a text with other things between them than blanks, or in small letters."""
    if chance.random() < 0.3:
        does = does.lower() if LABEL not in does and "file" not in does else does.swapcase()
    if chance.random() < 0.5:
        return does
    end = chance.choice(ENDS)
    between = chance.choice((end, "/**/", f"//{end}", f"/*{end}*/", f"//{_junk(chance)}{end}"))
    return does.replace(" ", between, chance.randrange(1, 9))


def _escaped(chance: Random, text: str) -> str:
    """A text with one of its characters as an escape, sometimes."""
    if not text or chance.random() < 0.85:
        return text
    place = chance.randrange(len(text))
    return f"{text[:place]}\\u{ord(text[place]):04x}{text[place + 1 :]}"
