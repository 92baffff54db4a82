"""Talking to a Neo4j server: where it is, how it is asked, what can go wrong, what may be asked."""
