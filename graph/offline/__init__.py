"""The offline store: a graph in one SQLite file."""
