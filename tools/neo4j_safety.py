"""What keeps a Neo4j server on this machine from a web page that its user visits.

Such a page runs on this machine too: it can send requests to any port here. So the server has a
password, answers the pages of the Neo4j Browser alone, and loads neither files nor addresses for
anybody. ``compose.yaml`` says the same, and a test compares the two.
"""

# ruff: noqa: INP001
# Beside a script.

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD_FILE = "password"  # noqa: S105 - the name of the file
_TAKEN = "data/dbms/auth.ini"
"""Where the server keeps the first password that it was given."""


def safe_settings(browser: str) -> dict[str, str]:
    """Settings of a server whose Browser has this origin, such as ``http://127.0.0.1:7474``."""
    return {
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.security.http_access_control_allow_origin": browser,
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    }


def has_password(home: Path) -> bool:
    """Whether the server in a folder was given a password."""
    return (home / _TAKEN).exists()


def kept_password(home: Path) -> str | None:
    """The password that is kept beside the data of a server, None if none is."""
    try:
        return (home / PASSWORD_FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def new_password() -> str:
    """A password that nobody guesses, of letters and digits alone."""
    return secrets.token_hex(16)


def keep_password(home: Path, password: str) -> Path:
    """Keep a password beside the data of a server, for its user alone to read."""
    path = home / PASSWORD_FILE
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{password}\n")
    return path
