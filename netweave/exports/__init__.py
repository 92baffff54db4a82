"""A whole graph as files: for other programs, or as a house folder that loads again."""
