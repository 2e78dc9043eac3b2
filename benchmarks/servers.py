"""Answers a second of a studio's home page and of an API list on the servers we could run on.

Each with two processes on loopback, where the client shares the machine. Beside them the same
server with an empty view and no middleware: the most it can do under Django.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import _stage as stage

# isort: split
from django.conf import settings
from django.core.management import call_command

from apps.core.tenancy import studio_context
from benchmarks._load import Load, measure
from benchmarks.pages import add_films
from tests.ports import free_port, wait_for

BIN = Path(sys.executable).parent
FILMS, SECONDS, WARM_UP = 24, 4.0, 1.0
PROCESSES = "2"
GUNICORN = (
    "gunicorn",
    "--workers",
    PROCESSES,
    "--keep-alive",
    "75",
    "--log-level",
    "error",
    "--bind",
    "127.0.0.1:{port}",
)
GRANIAN = ("granian", "--workers", PROCESSES, "--log-level", "error", "--port", "{port}")
SERVERS: dict[str, tuple[str, ...]] = {
    "gunicorn, 4 threads": (*GUNICORN, "--worker-class", "gthread", "--threads", "4"),
    "gunicorn, 1 thread": (*GUNICORN, "--worker-class", "sync"),
    "granian, WSGI": (*GRANIAN, "--interface", "wsgi", "--blocking-threads", "4"),
    "granian, ASGI": (*GRANIAN, "--interface", "asginl"),
    "uvicorn, ASGI": (
        "uvicorn",
        "--workers",
        PROCESSES,
        "--log-level",
        "error",
        "--port",
        "{port}",
    ),
    "daphne, ASGI (1 process)": ("daphne", "--verbosity", "0", "-p", "{port}"),
}
BARE = {"wsgi": "benchmarks._bare:wsgi", "asgi": "benchmarks._bare:asgi"}
OURS = {"wsgi": "config.wsgi:application", "asgi": "config.asgi:application"}
# Limits would answer 429 to what no person does.
ENVIRON = {"LIMITS_ENABLED": "off"}


@contextmanager
def running(command: tuple[str, ...], application: str) -> Iterator[int]:
    port = free_port()
    words = [word.format(port=port) for word in command]
    server = subprocess.Popen(
        [str(BIN / words[0]), *words[1:], application],
        env=os.environ | ENVIRON,
        start_new_session=True,
    )
    try:
        wait_for(port, server)
        yield port
    finally:
        stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def load_of(command: tuple[str, ...], application: str, host: str, *paths: str) -> list[Load]:
    with running(command, application) as port:
        for path in paths:
            measure(port, host, path, seconds=WARM_UP)
        return [measure(port, host, path, seconds=SECONDS) for path in paths]


def compare(host: str) -> None:
    print(f"\nservers: answers a second (median, p99 in ms), {PROCESSES} processes, {FILMS} films")
    print(f"  {'':<26}{'empty view':>18}{'home page':>24}{'API list':>24}")
    for name, command in SERVERS.items():
        kind = "asgi" if "ASGI" in name else "wsgi"
        (empty,) = load_of(command, BARE[kind], "localhost", "/empty/")
        page, listed = load_of(command, OURS[kind], host, "/", "/api/v1/movies")
        cells = [
            f"{load.a_second:6.0f} ({load.median_ms:.0f}, {load.p99_ms:.0f})"
            for load in (empty, page, listed)
        ]
        print(f"  {name:<26}{cells[0]:>18}{cells[1]:>24}{cells[2]:>24}", flush=True)


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    stage.migrate_platform()
    studio = stage.opened_studio(stage.new_slug())
    owner = stage.owner_of(studio)
    with studio_context(studio):
        add_films(owner, count=FILMS)
    compare(f"{studio.slug}.{settings.BASE_DOMAIN}")
    stage.forget_studio(studio)


if __name__ == "__main__":
    main()
