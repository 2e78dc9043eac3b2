"""`make test`, `make lint`, `make bench`, `make attack`: throwaway services, then somebody else's program on them.

A cluster apart from the one of `make run`: what makes tests fast (no fsync) holds for a whole
cluster, and tests drop databases. Several runs in one clone each take a slot of their own; the
slot's cluster stays on disk, so that the next run finds its template database ready.
"""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from deploy.local import checks, environment, local_env, lock
from deploy.local.errors import Stop
from deploy.local.interruption import Interrupted
from deploy.local.report import Report
from deploy.local.services import as_owner, process_environ
from deploy.local.setup import prepare
from deploy.local.start import start_services
from deploy.local.workspace import ROOT, Workspace

SLOTS = 8


def test(arguments: str) -> int:
    """Run pytest on every core and return its exit code; `arguments` come last and so win."""
    with throwaway(for_tests=True) as environ:
        command = [environment.PYTHON, "-m", "pytest", "-n", str(cores()), *shlex.split(arguments)]
        return in_foreground([str(part) for part in command], environ)


def lint() -> int:
    with throwaway() as environ:
        return checks.run_all(environ)


def bench(arguments: str) -> int:
    """Run each script of benchmarks/, or those that `arguments` name; the worst exit code wins."""
    names = shlex.split(arguments)
    scripts = [p for p in sorted(ROOT.glob("benchmarks/[a-z]*.py")) if not names or p.stem in names]
    if not scripts:
        raise Stop(f"There is no benchmark {' or '.join(names) or 'in benchmarks/'}.")
    with throwaway() as environ:
        return max(
            in_foreground([str(environment.PYTHON), str(script)], as_owner(environ))
            for script in scripts
        )


def attack(arguments: str) -> int:
    """Run the attacks that `arguments` name, or all; on the platform at E, else on one of their own."""
    with throwaway(for_tests=True) as environ:
        command = [str(environment.PYTHON), "-m", "deploy.attack", *shlex.split(arguments)]
        return in_foreground(command, environ)


@contextmanager
def throwaway(*, for_tests: bool = False) -> Iterator[dict[str, str]]:
    """The environment of a program that may do what it likes to its database."""
    with slot() as workspace:
        report = Report()
        prepare(workspace, report, for_tests=for_tests)
        with start_services(workspace, report) as running:
            variables = local_env.write(workspace.env_file, running.variables)
            yield process_environ(variables, {}) | {"PYTHONPATH": str(ROOT)}


@contextmanager
def slot() -> Iterator[Workspace]:
    for number in range(1, SLOTS + 1):
        home = ROOT / "var" / "test" / str(number)
        try:
            with lock.held(home / "lock", str(os.getpid())):
                yield Workspace(home=home, durable=False)
                return
        except lock.Held:
            continue
    raise Stop(f"{SLOTS} test runs of this clone are going on already: wait for one of them.")


def in_foreground(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run with our terminal. Ctrl-C reaches it by itself; a signal to us alone is passed on."""
    process = subprocess.Popen(command, cwd=ROOT, env=dict(environ))
    try:
        return process.wait()
    except Interrupted as interruption:
        if interruption.number != signal.SIGINT:
            process.send_signal(signal.SIGINT)
        process.wait()
        raise


def cores() -> int:
    return len(os.sched_getaffinity(0))
