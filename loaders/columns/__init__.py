"""What the columns of a table mean, and its cells as values."""
