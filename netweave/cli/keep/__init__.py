"""The commands that keep the graph: load, check, decide, take back, move."""
