"""The measures behind the questions, as computed on arrays."""
