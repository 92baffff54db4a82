"""`python -m netweave` is the command `netweave`."""

from __future__ import annotations

import sys

from netweave.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
