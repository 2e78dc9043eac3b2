"""Runs one of the queue's loops as a process: SIGTERM and Ctrl-C end it after its current round."""

import signal
from typing import Any, Protocol


class Loop(Protocol):
    def run(self) -> None: ...
    def stop(self) -> None: ...


def run_until_stopped(loop: Loop) -> None:
    def stop(*args: Any) -> None:
        loop.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    loop.run()
