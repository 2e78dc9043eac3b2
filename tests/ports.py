"""Ports for servers that a test or a benchmark starts, and when they listen."""

import random
import socket
import subprocess
import time

# Below the ports that the system gives to outgoing connections, of which some tests open thousands.
PORTS = range(20_000, 32_000)
STARTS_WITHIN = 30.0


def free_port() -> int:
    for port in random.sample(PORTS, 50):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("No free port.")


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Until the port is listened on. Raises RuntimeError when the process ends, or takes too long."""
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"Nobody listens on port {port}: {process.args}")
