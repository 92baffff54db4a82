"""The tables of the offline file, and its versions."""

from __future__ import annotations

APPLICATION_ID = 0x6E657477
"""Marks a SQLite file as ours ("netw")."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tie_type (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE node (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,          -- JSON list
    properties TEXT NOT NULL,       -- JSON object
    state TEXT,                     -- derived, for listing
    nces_id TEXT UNIQUE,            -- derived, for joining
    first_day INTEGER NOT NULL,     -- derived: the lifetime of a collective
    last_day INTEGER NOT NULL,
    origin TEXT NOT NULL
);
CREATE INDEX node_by_kind ON node (kind, id);

-- Derived: the texts that an entity is looked up by. An id that is its own folded form is left
-- out, since node.id answers for it. (`tier` is the way, see `graph.names.labels`.)
CREATE TABLE label (
    folded TEXT NOT NULL,
    tier TEXT NOT NULL,
    node INTEGER NOT NULL,
    PRIMARY KEY (folded, tier, node)
) WITHOUT ROWID;
CREATE INDEX label_by_node ON label (node);

CREATE TABLE tie (
    key INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES node (key),
    type INTEGER NOT NULL REFERENCES tie_type (key),
    target INTEGER NOT NULL REFERENCES node (key),
    UNIQUE (source, type, target)
);

-- The statements of a tie stand together; row order is the order of the keys.
CREATE TABLE statement (
    tie INTEGER NOT NULL REFERENCES tie (key),
    key INTEGER NOT NULL,
    digest BLOB NOT NULL,
    evidence_file TEXT NOT NULL,    -- the file, where no URL is the evidence
    role TEXT, since TEXT, until TEXT,
    url TEXT, file TEXT, line INTEGER, as_of TEXT, confidence TEXT NOT NULL,
    properties TEXT,                -- JSON object, NULL if there are none
    origin TEXT NOT NULL,
    PRIMARY KEY (tie, key)
) WITHOUT ROWID;

-- Derived: each spell of each tie, once from either end. All routes are walked on it.
CREATE TABLE step (
    node INTEGER NOT NULL,
    type INTEGER NOT NULL,
    outward INTEGER NOT NULL,
    other INTEGER NOT NULL,
    spell INTEGER NOT NULL,
    tie INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    stated INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    PRIMARY KEY (node, type, outward, other, spell)
) WITHOUT ROWID;
"""

_HISTORY = """
-- Who else gave what was there already: `origin` of a node or a statement gave it first.
CREATE TABLE also_node (
    node INTEGER NOT NULL,
    origin TEXT NOT NULL,
    load INTEGER NOT NULL,
    PRIMARY KEY (node, origin)
) WITHOUT ROWID;
CREATE TABLE also_statement (
    tie INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    origin TEXT NOT NULL,
    load INTEGER NOT NULL,
    PRIMARY KEY (tie, statement, origin)
) WITHOUT ROWID;

-- The last writes. What one added has keys from its first ones on; what it changed or took out
-- is kept as it was.
CREATE TABLE load (
    key INTEGER PRIMARY KEY,
    began TEXT NOT NULL,            -- UTC
    act TEXT NOT NULL,
    origin TEXT NOT NULL,
    first_node INTEGER NOT NULL,
    first_tie INTEGER NOT NULL,
    first_statement INTEGER NOT NULL,
    ties INTEGER NOT NULL,          -- what `meta` said before it
    data_hash TEXT NOT NULL
);
CREATE TABLE old_node AS SELECT 0 AS load, n.* FROM node n WHERE 0;
CREATE UNIQUE INDEX old_node_once ON old_node (load, key);
CREATE TABLE old_tie AS SELECT 0 AS load, t.* FROM tie t WHERE 0;
CREATE UNIQUE INDEX old_tie_once ON old_tie (load, key);
CREATE TABLE old_statement AS SELECT 0 AS load, st.* FROM statement st WHERE 0;
CREATE UNIQUE INDEX old_statement_once ON old_statement (load, key);
CREATE TABLE old_also_node AS SELECT 0 AS of_load, x.* FROM also_node x WHERE 0;
CREATE UNIQUE INDEX old_also_node_once ON old_also_node (of_load, node, origin);
CREATE TABLE old_also_statement AS SELECT 0 AS of_load, x.* FROM also_statement x WHERE 0;
CREATE UNIQUE INDEX old_also_statement_once ON old_also_statement (of_load, statement, origin);
"""

_JOINED = """
-- Ids of entities that have joined another, so that a source may go on naming them.
CREATE TABLE joined (id TEXT PRIMARY KEY, node INTEGER NOT NULL, load INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE old_joined AS SELECT 0 AS of_load, x.* FROM joined x WHERE 0;
CREATE UNIQUE INDEX old_joined_once ON old_joined (of_load, id);
"""

_SPELLINGS = """
-- What sources wrote for entities; `label` holds what they are looked up by.
CREATE TABLE spelling (
    node INTEGER NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL,
    load INTEGER NOT NULL,
    PRIMARY KEY (node, text, origin)
) WITHOUT ROWID;
CREATE TABLE old_spelling AS SELECT 0 AS of_load, x.* FROM spelling x WHERE 0;
CREATE UNIQUE INDEX old_spelling_once ON old_spelling (of_load, node, text, origin);
"""

_NOTES = """
-- What is kept beside the graph: what waits, what was decided, mappings that were used.
CREATE TABLE note (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    load INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
CREATE TABLE old_note AS SELECT 0 AS of_load, x.* FROM note x WHERE 0;
CREATE UNIQUE INDEX old_note_once ON old_note (of_load, kind, name);
-- Writes of one batch are taken back together; what each did is counted (JSON list).
ALTER TABLE load ADD COLUMN batch TEXT NOT NULL DEFAULT '';
ALTER TABLE load ADD COLUMN did TEXT NOT NULL DEFAULT '[]';
"""

MIGRATIONS: tuple[str, ...] = (_TABLES, _HISTORY, _JOINED, _SPELLINGS, _NOTES)
"""SQL that brings a file from version i to i + 1. A new file starts at version 0."""
LABELLED = 4
"""The version from which on names are looked up by the labels of `graph.names.labels`."""
READABLE = 1
"""The version from which on a file can be read as it is, where it cannot be brought up to date."""
