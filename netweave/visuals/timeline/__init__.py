"""The view `timeline`, and the roster wall that it shares with `ego`."""
