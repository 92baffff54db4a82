"""The second floor: one question per file.

Patterns (show, affiliations, members, find, list, info) have a Cypher and a Python half.
Routes and measures have one half, over the few primitives that every store supplies.
"""
