"""Runs a program to its end and turns its failure into one sentence."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from deploy.local.errors import CommandFailed, Stop
from deploy.local.workspace import ROOT

# Daemons live there; an ordinary user's PATH on Debian does not name them.
SYSTEM_BINARIES = ("/usr/local/sbin", "/usr/sbin", "/sbin")
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
Command = Sequence[str | Path]


def download_environ() -> dict[str, str]:
    """For uv and npm, which know no certificate authority but their own: a company has others."""
    environ = dict(os.environ) | {"UV_NO_PROGRESS": "1"}
    if not SYSTEM_CERTIFICATES.exists():
        return environ
    trust = {"UV_SYSTEM_CERTS": "1", "NODE_EXTRA_CA_CERTS": str(SYSTEM_CERTIFICATES)}
    return trust | environ


def find_program(name: str) -> Path | None:
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *SYSTEM_BINARIES])
    found = shutil.which(name, path=path)
    return Path(found) if found else None


def run(
    purpose: str,
    command: Command,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    stdin: str | None = None,
    on_line: Callable[[str], None] = lambda line: None,
    meanwhile: Callable[[], None] = lambda: None,
    downloads: bool = False,
) -> str:
    """Run `command` and return what it printed.

    `on_line` sees each line at once. `meanwhile` is called several times a second; when it raises,
    the command is ended. `downloads` says that a failure may be the network's.
    Raises CommandFailed with the sentence "<purpose> failed ..." and the end of the output.
    """
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=dict(env) if env is not None else None,
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except FileNotFoundError as error:
        raise Stop(f"{purpose} failed: the program {command[0]} is not there.") from error
    output = collect(process, stdin, on_line, meanwhile)
    if process.returncode != 0:
        raise CommandFailed(purpose, code=process.returncode, output=output, downloads=downloads)
    return output


def collect(
    process: "subprocess.Popen[str]",
    stdin: str | None,
    on_line: Callable[[str], None],
    meanwhile: Callable[[], None],
) -> str:
    lines: list[str] = []
    reader = threading.Thread(target=read_lines, args=(process, lines, on_line), daemon=True)
    reader.start()
    try:
        if process.stdin is not None:
            process.stdin.write(stdin or "")
            process.stdin.close()
        while not has_ended(process, within=0.2):
            meanwhile()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    reader.join()
    return "".join(lines)


def read_lines(
    process: "subprocess.Popen[str]", lines: list[str], on_line: Callable[[str], None]
) -> None:
    with process.stdout or nullcontext(()) as stream:
        for line in stream:
            lines.append(line)
            on_line(line.rstrip())


def has_ended(process: "subprocess.Popen[str]", *, within: float) -> bool:
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        return False
    return True


def output_of(command: Command) -> str:
    """What a short question to a program answers, or "" when it cannot be asked."""
    try:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def run_quietly(command: Command, *, env: Mapping[str, str] | None = None) -> bool:
    """Whether the command succeeds; its output is nobody's business."""
    parts = [str(part) for part in command]
    try:
        done = subprocess.run(parts, env=env, capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
