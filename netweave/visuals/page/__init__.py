"""The page around a picture: frame, scripts, tables and legend in one file."""
