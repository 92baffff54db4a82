"""The Neo4j store: the same graph on a Neo4j server."""
