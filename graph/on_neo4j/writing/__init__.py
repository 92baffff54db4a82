"""Writing to a Neo4j server: loads, what is taken out again, and what is taken back."""
