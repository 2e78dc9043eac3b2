"""A real realtime process on a socket of its own, and real clients of it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection
from websockets.asyncio.client import unix_connect
from websockets.exceptions import InvalidHandshake

from deploy.local.workspace import ROOT
from tests.database import url_of

OPTIONS = ["--ws-max-size", "16384", "--ws-per-message-deflate", "false", "--log-level", "warning"]


class Server:
    """uvicorn with ``application``; ``url`` is the Host of who asks, the socket is ours."""

    def __init__(self, home: Path, application: str, **environ: str) -> None:
        self.uds = str(home / "realtime.sock")
        self.log = home / "log"
        self._application = application
        self._environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DEVELOPER_PAGES": "off",
            "DATABASE_URL": url_of(connection.settings_dict["NAME"]),
            "REALTIME_PREFIX": settings.REALTIME_PREFIX,
            **environ,
        }
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        Path(self.uds).unlink(missing_ok=True)
        command = [sys.executable, "-m", "uvicorn", self._application, "--uds", self.uds, *OPTIONS]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environ, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 30
        while not self._listens():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(self.uds) == 0

    def stop(self, number: int = signal.SIGTERM) -> int:
        """The exit code."""
        self._process.send_signal(number)
        return self._process.wait(20)

    def noted(self) -> str:
        return self.log.read_text()

    def resident_kilobytes(self) -> int:
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])

    def connect(self, slug: str, path: str, **options: Any) -> Any:
        return unix_connect(self.uds, f"ws://{slug}.localhost{path}", compression=None, **options)

    async def refusal(self, host: str, path: str, **options: Any) -> int:
        """The HTTP status that a handshake is refused with."""
        try:
            async with unix_connect(self.uds, f"ws://{host}{path}", **options):
                return 101
        except InvalidHandshake as refused:
            return refused.response.status_code


@contextmanager
def running(application: str = "config.asgi:application", **environ: str) -> Iterator[Server]:
    with TemporaryDirectory(prefix="rt") as home:
        server = Server(Path(home), application, **environ)
        server.start()
        try:
            yield server
        finally:
            if server._process.poll() is None:
                server.stop(signal.SIGKILL)
