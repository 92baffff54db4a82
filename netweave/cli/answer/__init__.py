"""The forms of an answer: what is told of it, and how it is written for people and programs."""
