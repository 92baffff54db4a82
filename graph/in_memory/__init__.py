"""A graph in memory: NetworkX as an engine, and the ways to a NetworkX graph and back."""
