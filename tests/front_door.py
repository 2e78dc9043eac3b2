"""A real nginx, configured as `make run` writes it, before an application that says what it is told."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import commands, proxy
from deploy.local.workspace import Workspace
from tests.canary import Server
from tests.ports import free_port, wait_for


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
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}", workspace
    finally:
        process.terminate()
        process.wait(10)
