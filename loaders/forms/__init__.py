"""The forms in which a table lies in a file: CSV and its kin, workbooks, JSON."""
