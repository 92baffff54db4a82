"""The view `path`."""
