"""The command `on-the-record`, and `python -m dashboard`."""

import signal
import sys


def main() -> int:
    """
    Run the command, and return its exit code. To load it takes a second or more: who
    interrupts that sees no stack trace either.
    """
    try:
        from dashboard import cli
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
