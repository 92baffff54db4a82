"""A memo: an answer to hand on, with its picture, its sources as footnotes, and what to ask."""
