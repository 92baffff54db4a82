"""The entry of the command `netweave`: are the rooms ours? Then the door opens.

It imports the standard library and `netweave.rooms` alone, so that the answer to that question
can be given in one sentence whatever else is installed.
"""

from __future__ import annotations

import sys

from netweave.rooms import ForeignRoomError, check_rooms


def main() -> int:
    """Run the command that this process was started with.

    Returns
    -------
    int
        The exit status: 0 answered, 1 an error, 2 wrong usage, 130 interrupted.
    """
    try:
        check_rooms()
        from netweave.cli.door import run  # noqa: PLC0415 - only once the rooms are ours

        return run()
    except ForeignRoomError as error:
        sys.stderr.write(f"Error: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
