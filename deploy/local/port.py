"""The one TCP port of a running CineRadar, and who sits on it when it is taken."""

import contextlib
import errno
import socket
from pathlib import Path

from deploy.local import children
from deploy.local.errors import Stop

LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
LISTENING = "0A"


def chosen_port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def listen_addresses() -> list[str]:
    """The loopback addresses this machine has: some have no IPv6."""
    return [address for family, address in LOOPBACKS if bind_error(family, address, 0) is None]


def ensure_free(port: int) -> None:
    """Raise Stop with the name of the process that listens on `port`."""
    for family, address in LOOPBACKS:
        error = bind_error(family, address, port)
        if error == errno.EADDRINUSE:
            raise Stop(taken_sentence(port, listener_pid(port), next_free(port)))
        if error == errno.EACCES:
            raise Stop(
                f"Port {port} is for root alone: choose one from 1024 up, as in `make run PORT=8000`."
            )


def bind_error(family: socket.AddressFamily, address: str, port: int) -> int | None:
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError as error:
        return error.errno
    return None


def taken_sentence(port: int, pid: int | None, alternative: int) -> str:
    who = (
        f"process {pid} ({children.command_line(pid)[:60] or 'unknown'})"
        if pid
        else "another program"
    )
    return f"Port {port} is taken by {who}: stop it or choose another port, as in `make run PORT={alternative}`."


def next_free(port: int) -> int:
    candidates = range(port + 1, min(port + 100, 65536))
    return next((p for p in candidates if bind_error(socket.AF_INET, "127.0.0.1", p) is None), 8000)


def listener_pid(port: int) -> int | None:
    """The process that listens on `port`, as far as we may look; ordinary users see only their own."""
    inodes = {f"socket:[{inode}]" for inode in listening_inodes(port)}
    for directory in Path("/proc").glob("[0-9]*/fd"):
        with contextlib.suppress(OSError):
            for descriptor in directory.iterdir():
                if str(descriptor.readlink()) in inodes:
                    return int(directory.parent.name)
    return None


def listening_inodes(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                    found.add(fields[9])
    return found
