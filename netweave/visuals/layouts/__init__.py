"""Places for what is drawn, computed once and in the same way on every run."""
