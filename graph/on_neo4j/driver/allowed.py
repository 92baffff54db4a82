"""The procedures and functions that a query of one's own may call: they read the graph alone.

A name that is not here is refused, whatever it does: with plug-ins a server can have functions
that read files, call other servers or run Cypher of their own.
"""

from __future__ import annotations

PROCEDURES = frozenset(
    {
        "db.index.fulltext.listavailableanalyzers",
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
        "db.index.vector.querynodes",
        "db.index.vector.queryrelationships",
        "db.info",
        "db.labels",
        "db.ping",
        "db.propertykeys",
        "db.relationshiptypes",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
    }
)
"""The procedures that may be called, in lower case. ``dbms.components`` is not among them, since
the server does not count it as one that only reads."""

_TIMES = ("date", "datetime", "localdatetime", "localtime", "time")
_READINGS = ("realtime", "statement", "transaction", "truncate")
FUNCTIONS = frozenset(
    {
        *(
            f"{kind}.{clock}"
            for kind in _TIMES
            for clock in ("realtime", "statement", "transaction")
        ),
        *(f"{kind}.truncate" for kind in _TIMES),
        "datetime.fromepoch",
        "datetime.fromepochmillis",
        "duration.between",
        "duration.indays",
        "duration.inmonths",
        "duration.inseconds",
        "point.distance",
        "point.withinbbox",
        "vector.similarity.cosine",
        "vector.similarity.euclidean",
    }
)
"""The functions of a namespace that may be called, in lower case: all that Neo4j 5 brings along,
but those of ``graph``, which reach for other databases."""
