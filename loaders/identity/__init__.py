"""The identity desk: which entity of the graph a written name means.

It accepts what is safe and asks about the rest. A wrong match is worse than a question.
"""
