"""The atlas: one page with everything a store knows, in which the reader asks."""
