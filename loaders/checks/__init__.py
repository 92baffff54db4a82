"""A record is judged once: what is known, what must hold, and what became of each row."""
