"""What people are told beside the answer, and characters that a terminal would obey."""

from __future__ import annotations

import re

import click

CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What could move the cursor of a terminal, or turn the direction of its text."""


def say(text: str) -> None:
    """Tell something on stderr."""
    click.echo(harmless(text), err=True)


def warned(sentence: str) -> None:
    """Tell what is odd and may be right."""
    say(f"Warning: {sentence}")


def harmless(text: str) -> str:
    """A text in which everything that a terminal would obey is written as an escape.

    Line feeds and tabs stay. What is data may go to a file or another program as it is; what goes
    to a terminal or stands in a message goes through here.
    """
    return CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
