"""The commands that ask: one module a question."""
