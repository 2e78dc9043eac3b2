"""Runs ffmpeg and ffprobe on files nobody can trust: few rights, little memory, a time limit."""

import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from apps.core.errors import PermanentError, TemporaryError

# No network, no playlists, nothing that makes ffmpeg open a second file.
LOCKS = [
    "-protocol_whitelist",
    "file,pipe",
    "-format_whitelist",
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv",
]
TAIL_BYTES = 4000
SECONDS_TO_STOP = 5
TICK_SECONDS = 1.0
ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"}
DISK_IS_FULL = ("No space left on device", "Disk quota exceeded")


class FFmpegFailed(PermanentError):
    """It ended with an error, or refused the file."""


class FFmpegTookTooLong(PermanentError):
    """It was stopped at its time limit."""


class FFmpegDiskFull(TemporaryError):
    """There was no room for what it wrote."""


@dataclass(frozen=True)
class Limits:
    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int
    file_bytes: int = 8 * 1024**3
    output_bytes: int = 64 * 1024**2


def locked_input(path: Path) -> list[str]:
    return [*LOCKS, "-i", f"file:{path}"]


def run(
    command: list[str], limits: Limits, on_line: Callable[[str], None] = lambda line: None
) -> str:
    """Run to the end and return standard output, each line also given to ``on_line``.

    ``on_line("")`` is called about every second, whatever happens; what it raises stops the
    process. Raises FFmpegFailed, FFmpegTookTooLong, FFmpegDiskFull.
    """
    with tempfile.TemporaryFile() as complaints, _started(command, limits, complaints) as process:
        lines = list(_lines(process, limits, on_line))
        code = process.wait()
        if code:
            raise _failure(code, _tail(complaints))
    return "".join(lines)


def _fenced(command: list[str], limits: Limits) -> list[str]:
    """The command under its limits; it dies with the worker that started it."""
    return [
        *("setpriv", "--pdeathsig", "KILL", "prlimit"),
        f"--as={limits.memory_bytes}",
        f"--cpu={limits.cpu_seconds}",
        f"--fsize={limits.file_bytes}",
        "--core=0",
        "--",
        *command,
    ]


@contextmanager
def _started(
    command: list[str], limits: Limits, complaints: IO[bytes]
) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        _fenced(command, limits),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _stop(process)
        if process.stdout:
            process.stdout.close()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _lines(
    process: "subprocess.Popen[bytes]", limits: Limits, on_line: Callable[[str], None]
) -> Iterator[str]:
    assert process.stdout is not None  # noqa: S101
    deadline = time.monotonic() + limits.wall_seconds
    rest, said = b"", 0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if time.monotonic() > deadline:
                raise FFmpegTookTooLong(f"longer than {limits.wall_seconds:.0f} s")
            if said > limits.output_bytes:
                raise FFmpegFailed("said too much")
            on_line("")
            if not selector.select(TICK_SECONDS):
                continue
            piece = os.read(process.stdout.fileno(), 65536)
            said += len(piece)
            *complete, rest = (rest + piece).split(b"\n")
            for line in complete:
                text = line.decode(errors="replace")
                on_line(text)
                yield f"{text}\n"
            if not piece:
                return


def _tail(complaints: IO[bytes]) -> str:
    complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, complaints.tell() - TAIL_BYTES))
    return complaints.read().decode(errors="replace")


def _failure(code: int, tail: str) -> Exception:
    if any(sign in tail for sign in DISK_IS_FULL):
        return FFmpegDiskFull(tail)
    if code == -signal.SIGXCPU:
        return FFmpegTookTooLong(tail)
    return FFmpegFailed(f"ended with {code}: {tail}")


def blocks(on_block: Callable[[Mapping[str, str]], None]) -> Callable[[str], None]:
    """Gathers ``-progress`` lines and passes on each complete block; a tick repeats the last."""
    gathered: dict[str, str] = {}

    def on_line(line: str) -> None:
        name, _, value = line.partition("=")
        if name:
            gathered[name] = value.strip()
        if not line or name == "progress":
            on_block(gathered)

    return on_line
