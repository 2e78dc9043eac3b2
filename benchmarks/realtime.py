"""Two thousand open websockets: memory of each, and how long one frame takes to reach them all.

Beside ours stand the groups of channels_redis, which channels' documentation would have us use,
and a bare asyncio server that writes the same bytes: nothing can be faster in this language.
Clients and server share the machine. ``ulimit -n`` must exceed the sockets.
"""

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks import _stage as stage

# isort: split
from django.conf import settings
from redis import Redis

from apps.core.jobs import begin_job, job_token, start_job, topic_of
from apps.core.realtime.groups import group_of, key_of
from apps.core.realtime.publish import publish
from apps.core.realtime.publisher import Publisher
from apps.core.tenancy import platform_context
from benchmarks._group_layer import GROUP, new_layer
from benchmarks._sockets import Client, open_clients, spread
from deploy.local.workspace import ROOT
from tests.ports import free_port, wait_for

SOCKETS, FRAMES, PUBLISHES = 2000, 15, 2000
UVICORN = [sys.executable, "-m", "uvicorn", "--host", "127.0.0.1", "--log-level", "critical"]
UVICORN += ["--ws-per-message-deflate", "false", "--backlog", "2048"]
# Our clients do not answer pings.
UVICORN += ["--ws-ping-interval", "3600"]
Sender = Callable[[bytes], Awaitable[None]]


@contextmanager
def server(*command: str) -> Iterator[tuple[int, int]]:
    """A process that listens on a port of its own; yields both."""
    port = free_port()
    environ = {
        **os.environ,
        "CHANNELS_URL": settings.CHANNELS_URL,
        "REALTIME_SOCKETS_PER_ADDRESS": str(2 * SOCKETS),
    }
    words = [word.replace("PORT", str(port)) for word in command]
    process = subprocess.Popen(words, cwd=ROOT, env=environ)
    try:
        wait_for(port, process)
        yield process.pid, port
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def resident(pid: int) -> int:
    """Bytes of memory that are the process's own."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


async def measure(
    pid: int, port: int, host: str, path: str, sender: Callable[[list[Client]], Sender]
) -> tuple[float, float, float, float]:
    """Sockets opened a second, kilobytes of each, and seconds to the first and last of them."""
    await open_clients(50, port, host, path)  # what is loaded at the first use
    before, began = resident(pid), time.perf_counter()
    clients = await open_clients(SOCKETS, port, host, path)
    rate = SOCKETS / (time.perf_counter() - began)
    await asyncio.sleep(3)
    each = (resident(pid) - before) / SOCKETS / 1024
    send, times = sender(clients), []
    for number in range(FRAMES):
        mark = f'"n":{10_000_000 + number}'.encode()
        times.append(await spread(clients, mark, lambda mark=mark: send(mark)))
    for client in clients:
        client.transport.close()
    first, last = (median(column) for column in zip(*times, strict=True))
    return rate, each, first, last


def text_of(mark: bytes) -> str:
    """A frame of the usual length: 250 characters."""
    return "{" + mark.decode() + f',"text":"{"x" * 220}"' + "}"


def ours() -> tuple[float, float, float, float]:
    with platform_context():
        job = start_job("benchmark")
        begin_job(job)
        path, group = f"/ws/jobs/{job_token(job)}/", group_of(topic_of(job))
    publisher = Publisher(settings.CHANNELS_URL)

    async def send(mark: bytes) -> None:
        publisher.send(group, text_of(mark))

    with server(*UVICORN, "config.asgi:application", "--port", "PORT") as (pid, port):
        return asyncio.run(measure(pid, port, settings.BASE_DOMAIN, path, lambda _: send))


def groups() -> tuple[float, float, float, float]:
    def sender(clients: list[Client]) -> Sender:
        layer = new_layer()

        async def send(mark: bytes) -> None:
            await layer.group_send(GROUP, {"type": "forward", "text": text_of(mark)})

        return send

    with server(*UVICORN, "benchmarks._group_layer:application", "--port", "PORT") as (pid, port):
        return asyncio.run(measure(pid, port, "localhost", "/", sender))


def bare() -> tuple[float, float, float, float]:
    def sender(clients: list[Client]) -> Sender:
        async def send(mark: bytes) -> None:
            text = text_of(mark).encode()
            head = bytes([0x81, 126]) + len(text).to_bytes(2, "big")
            clients[0].transport.write(head + text)

        return send

    program = str(ROOT / "benchmarks" / "_bare_server.py")
    with server(sys.executable, program, "PORT") as (pid, port):
        return asyncio.run(measure(pid, port, "localhost", "/", sender))


def microseconds(call: Callable[[], object]) -> float:
    times = []
    for _ in range(PUBLISHES):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return median(times) * 1e6


def compare_publishing() -> None:
    """One frame to Redis: the bare command, and ours with number, log and its bounds."""
    text = json.loads(text_of(b'"n":10000000'))
    with platform_context(), Redis.from_url(settings.CHANNELS_URL) as redis:
        key = key_of(group_of("benchmark"))
        floor = microseconds(lambda: redis.publish(key, json.dumps(text)))
        whole = microseconds(lambda: publish("benchmark", text))
        redis.delete(key)
    print("\nrealtime: publishing one frame, median of", PUBLISHES)
    print(f"  PUBLISH alone                    {floor:8.0f} µs")
    print(f"  publish(): number, log, PUBLISH  {whole:8.0f} µs")


def main() -> None:
    stage.migrate_platform()
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    print(
        f"\nrealtime: {SOCKETS} sockets of one process, ulimit -n {files}, 250 characters a frame"
    )
    print("                               opened a second   KiB each   first ms    last ms")
    ways = {"bare asyncio, no log": bare, "ours": ours, "channels_redis group": groups}
    for name, way in ways.items():
        rate, each, first, last = way()
        print(f"  {name:<28} {rate:14.0f} {each:11.1f} {first * 1000:10.1f} {last * 1000:10.1f}")
    compare_publishing()


if __name__ == "__main__":
    main()
