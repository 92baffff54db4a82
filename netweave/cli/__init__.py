"""The command line: `netweave` and its commands, one module for each."""
