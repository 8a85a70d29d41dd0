"""Work that is stopped at one call of a function after another."""

import sys
from collections.abc import Callable

from dashboard.record.files import NotWritten


class Stopped(BaseException):
    """Whoever waits has had enough."""


def stopped_at(call: int, work: Callable[[], object]) -> int:
    """Do the work, but stop it at a call of a function; return how many there were."""
    calls = 0

    def called(_frame: object, _event: str, what: object) -> None:
        nonlocal calls
        # The end of the count is none of the work's calls: it may have had fewer.
        calls += what is not sys.setprofile
        if calls == call:
            sys.setprofile(None)
            raise Stopped

    sys.setprofile(called)
    try:
        work()
    except (Stopped, NotWritten):
        pass
    finally:
        sys.setprofile(None)
    return calls
