"""Tables that are no house tables: what their columns mean, and what their rows say."""
