"""The ground floor: what exists (schema, model), and where it is kept (stores)."""
