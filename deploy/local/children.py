"""Long-running child processes: each in a session of its own, none outlives us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Child:
    """A running process, and how it is asked to end."""

    name: str
    process: "subprocess.Popen[bytes]"
    end_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def ask_to_end(self) -> None:
        if self.is_running:
            self.process.send_signal(self.end_signal)

    def make_sure(self) -> None:
        """Wait until it has ended, then kill what is left of it and of its process group."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        kill_group(self.process.pid)
        self.process.wait()

    def stop(self) -> None:
        self.ask_to_end()
        self.make_sure()


def spawn(
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    cwd: Path,
    output: int | Path,
    identity_prefix: Sequence[str] = (),
    end_signal: signal.Signals = signal.SIGTERM,
    patience: float = 10.0,
) -> Child:
    """Start `command` in a session of its own, so that Ctrl-C reaches only us and we choose the order.

    The kernel sends it `end_signal` should we die without a chance to stop it.
    """
    prefix = [
        *(identity_prefix or ["setpriv"]),
        f"--pdeathsig={end_signal.name.removeprefix('SIG')}",
    ]
    target = (
        output
        if isinstance(output, int)
        else os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    )
    try:
        process = subprocess.Popen(
            [*prefix, *(str(part) for part in command)],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.STDOUT if isinstance(output, int) else target,
            start_new_session=True,
        )
    finally:
        if not isinstance(output, int):
            os.close(target)
    return Child(name, process, end_signal, patience)


def kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose parent dies (an ffmpeg of a worker), so that we can end them."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_orphans() -> None:
    """Kill whatever still descends from us."""
    for pid in descendants(os.getpid()):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue


def descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The second field is the program's name in brackets and may itself hold blanks and brackets.
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.parent.name))
    found, waiting = [], [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def command_line(pid: int) -> str:
    try:
        return (
            Path(f"/proc/{pid}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode(errors="replace")
            .strip()
        )
    except OSError:
        return ""


def wait_until_gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
