"""The door of the command line: options, names, progress, and what a user is told when it ends."""
