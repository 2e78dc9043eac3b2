"""A private Redis: broker, cache and websocket groups in three of its databases, over a Unix socket only."""

import os
import socket
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from deploy.local import children, commands
from deploy.local.children import Child
from deploy.local.errors import Stop, explain_full_disk, last_lines
from deploy.local.workspace import Workspace

SECONDS_TO_START = 20
BROKER, CACHE, CHANNELS = 0, 1, 2


class Redis:
    """The Redis of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.data = workspace.redis
        self.log = workspace.logs / "redis.log"

    @property
    def socket(self) -> Path:
        return self.workspace.sockets / "redis.sock"

    def options(self) -> list[str]:
        return [
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            # A queue that evicts its messages loses work in silence.
            *("--dir", str(self.data), "--maxmemory-policy", "noeviction", "--save", ""),
            *("--appendonly", "yes" if self.workspace.durable else "no", "--daemonize", "no"),
        ]

    def start(self) -> Child:
        """Start it; raises Stop with a sentence when it does not answer."""
        if self.answers():
            raise Stop(
                f"Another Redis already answers on {self.socket}: stop it, or remove the socket."
            )
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        program = commands.find_program("redis-server") or "redis-server"
        child = children.spawn(
            "redis",
            [program, *self.options()],
            env=dict(os.environ),
            cwd=self.data,
            output=self.log,
        )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if not child.is_running or time.monotonic() > deadline:
                child.stop()
                raise Stop(self.explain_failure())
            time.sleep(0.03)
        return child

    def answers(self) -> bool:
        """Whether it is up and has finished reading its files."""
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(1)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def explain_failure(self) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        recent = last_lines(text, 6)
        return (
            explain_full_disk(recent)
            or f"Redis does not start; its last words are below. `make reset` starts afresh.\n{recent}\n    ({self.log})"
        )

    def environ(self) -> Mapping[str, str]:
        path = quote(str(self.socket))
        return {
            "BROKER_URL": f"redis+socket://{path}?virtual_host={BROKER}",
            "CACHE_URL": f"unix://{path}?db={CACHE}",
            "CHANNELS_URL": f"unix://{path}?db={CHANNELS}",
        }
