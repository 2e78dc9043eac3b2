"""A real nginx, configured as `make run` writes it, before an application that says what it is told."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from deploy.local import commands, proxy
from deploy.local.workspace import Workspace
from tests.canary import Server
from tests.object_store import free_port

STARTS_WITHIN = 10


@contextmanager
def front_door(home: Path, application: Server) -> Iterator[tuple[str, Workspace]]:
    """Its origin, and the workspace whose files it serves."""
    workspace = Workspace(home=home)
    workspace.prepare()
    port = free_port()
    path = proxy.write_configuration(workspace, port=port, addresses=["127.0.0.1"])
    site = path.parent / "site.conf"
    socket = f"unix:{workspace.sockets / 'web.sock'}"
    site.write_text(site.read_text().replace(socket, f"127.0.0.1:{application.port}"))
    command = [commands.find_program("nginx"), "-e", "stderr", "-c", str(path)]
    process = subprocess.Popen([*command, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        yield _answering(f"http://127.0.0.1:{port}", process), workspace
    finally:
        process.terminate()
        process.wait(10)


def _answering(origin: str, process: "subprocess.Popen[bytes]") -> str:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        if _answers(origin):
            return origin
        time.sleep(0.1)
    raise RuntimeError("nginx did not start.")


def _answers(origin: str) -> bool:
    try:
        return bool(requests.get(origin, timeout=1).status_code)
    except requests.ConnectionError:
        return False
