"""Runs the processes of the Procfile together: all of them, or none."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from deploy.local import children
from deploy.local.children import Child
from deploy.local.errors import Stop, explain_full_disk, last_lines
from deploy.local.report import paint
from deploy.local.workspace import ROOT

COLOURS = ("36", "33", "32", "35", "34", "96")
# The front door closes first, so that no request meets a half-stopped application.
CLOSES_FIRST = "proxy"


class Supervisor:
    """Starts, watches and stops a set of processes, and prints what they say once `live`."""

    def __init__(self, logs: Path, environ: Mapping[str, str]) -> None:
        self.logs = logs
        self.environ = environ
        self.children: list[Child] = []
        self.pumps: list[threading.Thread] = []
        self.live = threading.Event()
        self.printing = threading.Lock()

    def start(self, processes: Mapping[str, str]) -> None:
        width = max(map(len, processes))
        for number, (name, command) in enumerate(processes.items()):
            reader, writer = os.pipe()
            child = children.spawn(
                name, ["sh", "-c", f"exec {command}"], env=self.environ, cwd=ROOT, output=writer
            )
            os.close(writer)
            self.children.append(child)
            prefix = paint(f"{name:<{width}} |", COLOURS[number % len(COLOURS)])
            self.pump(os.fdopen(reader, "rb"), self.log_of(name), prefix)

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def pump(self, stream: BinaryIO, log: Path, prefix: str) -> None:
        thread = threading.Thread(target=self.copy, args=(stream, log, prefix), daemon=True)
        thread.start()
        self.pumps.append(thread)

    def copy(self, stream: BinaryIO, log: Path, prefix: str) -> None:
        with stream, log.open("wb", buffering=0) as file:
            for line in stream:
                file.write(line)
                if self.live.is_set():
                    self.show(f"{prefix} {line.decode(errors='replace').rstrip()}\n")

    def show(self, text: str) -> None:
        with self.printing:
            sys.stdout.write(text)
            sys.stdout.flush()

    def check(self, others: Iterable[Child] = ()) -> None:
        """Raise Stop naming the first process that ended by itself."""
        for child in [*self.children, *others]:
            if not child.is_running:
                raise Stop(self.obituary(child))

    def obituary(self, child: Child) -> str:
        time.sleep(0.2)  # its last words may still be on their way through the pipe
        log = self.log_of(child.name)
        text = log.read_text(errors="replace") if log.exists() else ""
        code = child.process.returncode
        how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
        cause = explain_full_disk(last_lines(text))
        return f"The process `{child.name}` {how}, so everything was stopped. " + (
            cause or f"Its last words:\n{last_lines(text)}\n    ({log})"
        )

    def watch(self, check: Callable[[], None]) -> None:
        """Print what the processes say until `check` raises."""
        self.live.set()
        while True:
            check()
            time.sleep(0.3)

    def stop(self) -> None:
        self.live.clear()
        first = [child for child in self.children if child.name == CLOSES_FIRST]
        rest = [child for child in self.children if child.name != CLOSES_FIRST]
        for group in (first, rest):
            for child in group:
                child.ask_to_end()
            for child in group:
                child.make_sure()
        for thread in self.pumps:
            thread.join(timeout=2)
