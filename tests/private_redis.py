"""A Redis of a test's own, which may be stopped, killed and brought back."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NotYet


class PrivateRedis:
    """Listens on a socket in its own directory; what it keeps survives ``kill`` and ``start``."""

    def __init__(self, home: Path) -> None:
        self.socket = home / "redis.sock"
        self.url = f"unix://{self.socket}?db=0"
        self._home = home
        self._process: Any = None

    def start(self) -> None:
        command = ["redis-server", "--port", "0", "--unixsocket", str(self.socket)]
        command += ["--dir", str(self._home), "--appendonly", "yes", "--appendfsync", "always"]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen([*command, "--save", ""], **quiet)
        deadline = time.monotonic() + 10
        while not self._answers():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def client(self) -> Redis:
        return Redis.from_url(self.url)

    def kill(self) -> None:
        """As a power cut: sockets break, nothing is said."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._process = None
        self.socket.unlink(missing_ok=True)

    def freeze(self) -> None:
        """As a network that swallows everything: connections stay, answers do not come."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        if self._process:
            self.thaw()
            self.kill()

    def _signal(self, number: int) -> None:
        os.kill(self._process.pid, number)

    def _answers(self) -> bool:
        with self.client() as client:
            try:
                return bool(client.ping())
            except NotYet:
                return False


@pytest.fixture
def own_redis() -> Iterator[PrivateRedis]:
    # A Unix socket's path may have 107 characters; pytest's directories are longer than that.
    with TemporaryDirectory(prefix="rt") as home:
        server = PrivateRedis(Path(home))
        server.start()
        yield server
        server.stop()
