"""The entry of the command `netweave`: are the rooms ours? Then the door opens.

It imports the standard library and what needs no more alone, so that the answer to that question
can be given in one sentence whatever else is installed, and an interrupt is heard from the start.
"""

from __future__ import annotations

import gc
import sys

from netweave.cli.door.interrupts import INTERRUPTS
from netweave.cli.door.streams import prepare
from netweave.rooms import ForeignRoomError, check_rooms

SELDOM = 50_000
"""Objects made between two searches for garbage. A start makes thousands, and none is garbage."""


def main() -> int:
    """Run the command that this process was started with.

    Returns
    -------
    int
        The exit status: 0 answered, 1 an error, 2 wrong usage, 130 interrupted, 143 ended.
    """
    gc.set_threshold(SELDOM)
    try:
        INTERRUPTS.listen()
        status = _guarded()
    except BaseException:
        # An import that is interrupted may end in any error.
        if INTERRUPTS.status is None:
            raise
        status = INTERRUPTS.status
    INTERRUPTS.deafen()
    gc.freeze()  # The process ends: nobody need look for garbage in what it leaves.
    return status


def _guarded() -> int:
    prepare()
    try:
        check_rooms()
    except ForeignRoomError as error:
        sys.stderr.write(f"Error: {error}\n")
        return 1
    from netweave.cli.door.running import run  # noqa: PLC0415 - only once the rooms are ours

    return run()


if __name__ == "__main__":
    sys.exit(main())
