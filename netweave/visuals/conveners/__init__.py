"""The view `conveners`."""
