"""The least that a command in Python costs: start the interpreter, import click, do nothing."""

import click


@click.command()
def nothing() -> None:
    """Do nothing."""


if __name__ == "__main__":
    nothing()
