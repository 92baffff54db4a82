"""The view `map`."""
