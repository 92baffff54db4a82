"""Names: how they are folded and taken apart, and the desk that says which entity one means.

The desk accepts what is safe and asks about the rest. A wrong match is worse than a question.
"""
