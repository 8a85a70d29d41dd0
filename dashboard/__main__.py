"""`python -m dashboard`: the command `on-the-record`."""

import sys

from dashboard.cli import main

if __name__ == "__main__":
    sys.exit(main())
