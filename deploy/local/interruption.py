"""Ctrl-C, a service manager's SIGTERM and a closed terminal all end a command in the same orderly way."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Somebody wants us to end. Not an Exception: no handler may swallow it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise Interrupted in the main thread on the first signal; a shutdown that has begun is not disturbed."""

    def interrupt(number: int, _frame: FrameType | None) -> None:
        for name in SIGNALS:
            signal.signal(name, signal.SIG_IGN)
        raise Interrupted(number)

    # `nohup` asks us to ignore a closed terminal.
    before = {name: signal.getsignal(name) for name in SIGNALS}
    for name in SIGNALS:
        if not (name == signal.SIGHUP and before[name] == signal.SIG_IGN):
            signal.signal(name, interrupt)
    try:
        yield
    finally:
        for name in SIGNALS:
            signal.signal(name, before[name])
