"""The house layout: a folder of CSV files with known columns, as entities and statements."""
