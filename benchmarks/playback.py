"""Starts of films and beats a second through the real web server, and what checking each byte costs nginx.

Client, web server, nginx, PostgreSQL and Redis share this machine. nginx is asked for the same file
with every check and, in turn with that, with none; requests are pipelined, so that the client, which
is Python, is not what is measured.
"""

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from statistics import median

from benchmarks import _stage as stage

# isort: split
from django.conf import settings
from django.core.management import call_command

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.storage.contract import media
from apps.core.tenancy import studio_context
from apps.subscriptions.services.plans import set_plan
from apps.tenants.models import Studio
from benchmarks._django import HOME
from benchmarks.servers import BIN, stop
from deploy.local import proxy
from deploy.local.commands import find_program
from deploy.local.workspace import Workspace
from tests.factories.catalog import published
from tests.ports import free_port, wait_for

VIEWERS, BEATING, CONNECTIONS, SECONDS, ROUNDS = 600, 50, 16, 6.0, 5
STARTS_WANTED, P95_WANTED = 300, 200
PLAYLIST, SEGMENT = 40 * 1024, 1536 * 1024
PIPELINED = 32
RATIO_PLAYLIST, RATIO_SEGMENT = 0.7, 0.9
SESSIONS = "/api/v1/playback/sessions"
PLAIN = HOME / "plain"
# Without any check: as nginx sends files of itself, and with files kept open, as those of films are.
UNCHECKED = f"""
location ^~ /plain/ {{ alias "{PLAIN}/"; }}
location ^~ /open/ {{
    alias "{PLAIN}/"; open_file_cache max=4000 inactive=60s; open_file_cache_valid 10s;
}}
"""


def viewers(studio: Studio) -> list[str]:
    """Access tokens of people with the best plan, good for longer than this takes."""
    settings.JWT_ACCESS_SECONDS = 3600
    tokens = []
    with studio_context(studio):
        for number in range(VIEWERS):
            user = User.objects.create(
                email=f"viewer{number}@benchmark.example", name="Vera", role=Role.VIEWER
            )
            set_plan(user, "premium", by=None)
            tokens.append(issue_tokens(user).access)
    return tokens


def film_with_files(studio: Studio) -> Film:
    with studio_context(studio):
        film = published(create_film("Rain", by=stage.owner_of(studio)))
        home = f"films/{film.pk}/{film.current_encode.directory}/240"
        media().overwrite(f"{home}/index.m3u8", os.urandom(PLAYLIST))
        media().overwrite(f"{home}/seg_00000.m4s", os.urandom(SEGMENT))
    return film


@contextmanager
def web_server() -> Iterator[int]:
    port = free_port()
    command = [str(BIN / "gunicorn"), "--config", "deploy/web_server.py", "config.wsgi:application"]
    environ = os.environ | {"WEB_BIND": f"127.0.0.1:{port}", "LIMITS_ENABLED": "off"}
    server = subprocess.Popen(command, env=environ, start_new_session=True)
    try:
        wait_for(port, server)
        yield port
    finally:
        stop(server)


@contextmanager
def nginx(web: int) -> Iterator[int]:
    workspace = Workspace(home=HOME)
    workspace.prepare()
    port = free_port()
    os.environ["MEDIA_URL_SECRET"] = settings.MEDIA_URL_SECRET
    path = proxy.write_configuration(workspace, port=port, addresses=["127.0.0.1"])
    site = path.parent / "site.conf"
    socket_of_web = f"unix:{workspace.sockets / 'web.sock'}"
    text = site.read_text().replace(socket_of_web, f"127.0.0.1:{web}")
    site.write_text(text.replace("location ^~ /static/", f"{UNCHECKED} location ^~ /static/"))
    command = [find_program("nginx"), "-e", "stderr", "-c", str(path), "-g", "daemon off;"]
    server = subprocess.Popen(command, start_new_session=True)
    try:
        wait_for(port, server)
        yield port
    finally:
        stop(server)


def post(path: str, host: str, token: str, body: object) -> bytes:
    content = json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def in_turn(port: int, asks: Callable[[int], bytes], wanted: bytes) -> list[float]:
    """Seconds that each of the answers took, as many asked at once as there are connections."""
    until, numbers = time.perf_counter() + SECONDS, iter(range(10**9))
    taken: list[float] = []

    def one() -> None:
        connection = Connection(port)
        while time.perf_counter() < until:
            began = time.perf_counter()
            connection.ask(asks(next(numbers)), wanted)
            taken.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


class Connection:
    """Kept open, with as little Python as there may be: it shares our processors."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port))

    def ask(self, content: bytes, wanted: bytes) -> bytes:
        """The whole answer, head and body, whose status must be the one ``wanted``."""
        self.socket.sendall(content)
        answer = self._received()
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._received()
        head = answer[:end].lower()
        assert wanted in head.partition(b"\r\n")[0], answer
        size = end + 4 + int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(answer) < size:
            answer += self._received()
        if b"connection: close" in head:
            self.close()
            self.socket = socket.create_connection(("127.0.0.1", self.port))
        return answer

    def _received(self) -> bytes:
        content = self.socket.recv(2**21)
        assert content, "the server hung up"
        return content

    def close(self) -> None:
        self.socket.close()


def report(what: str, taken: list[float], goal: str = "") -> None:
    at = [1000 * taken[int(share * (len(taken) - 1))] for share in (0.5, 0.95, 0.99)]
    rate = len(taken) / SECONDS
    print(
        f"  {what:<18}{rate:8.0f}/s   median {at[0]:5.0f}, p95 {at[1]:5.0f}, p99 {at[2]:5.0f} ms   {goal}"
    )


def starts_and_beats(port: int, host: str, film: Film, tokens: list[str]) -> None:
    def start(number: int) -> bytes:
        body = {
            "film": film.slug,
            "device_id": f"device-{number // VIEWERS % 4}",
            "device": "Benchmark",
        }
        return post(SESSIONS, host, tokens[number % VIEWERS], body)

    in_turn(port, start, b" 201 ")
    report(
        "session starts",
        in_turn(port, start, b" 201 "),
        f"goal: {STARTS_WANTED}/s, p95 below {P95_WANTED} ms",
    )
    streams = [asked(port, start(number))["heartbeat_url"] for number in range(BEATING)]

    def beat(number: int) -> bytes:
        body = {"position_seconds": 1.0 + number % 60, "paused": False, "seq": number}
        which = number % BEATING
        return post(streams[which], host, tokens[which], body)

    report("heartbeats", in_turn(port, beat, b" 200 "))


def asked(port: int, ask: bytes) -> dict[str, str]:
    answer = answer_of(port, ask, b" 201 ")
    found: dict[str, str] = json.loads(answer.partition(b"\r\n\r\n")[2])
    return found


def answer_of(port: int, ask: bytes, wanted: bytes) -> bytes:
    with closing(Connection(port)) as connection:
        return connection.ask(ask, wanted)


def answers_a_second(port: int, host: str, path: str, *, pipelined: int, seconds: float) -> float:
    """Of two connections; counted by bytes, as all answers are of one length."""
    ask = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    size, counts = len(answer_of(port, ask, b" 200 ")), [0, 0]
    until = time.perf_counter() + seconds

    def work(place: int) -> None:
        buffer = memoryview(bytearray(4 * 1024**2))
        connection = socket.create_connection(("127.0.0.1", port))
        while time.perf_counter() < until:
            connection.sendall(ask * pipelined)
            missing = size * pipelined
            while missing and (got := connection.recv_into(buffer[: min(missing, len(buffer))])):
                missing -= got
            counts[place] += pipelined - -(-missing // size)
            if missing:
                # nginx closes a connection after a thousand answers.
                connection.close()
                connection = socket.create_connection(("127.0.0.1", port))
        connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(2)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


def bytes_of_nginx(web: int, host: str, film: Film, tokens: list[str]) -> None:
    body = {"film": film.slug, "device_id": "device-9", "device": "Benchmark"}
    manifest = asked(web, post(SESSIONS, host, tokens[0], body))["manifest_url"]
    schema = manifest.split("/")[6]
    stored = HOME / "media" / "t" / schema / "films" / str(film.pk) / manifest.split("/")[8] / "240"
    PLAIN.mkdir()
    with nginx(web) as port:
        for name, goal, pipelined in (
            ("index.m3u8", RATIO_PLAYLIST, PIPELINED),
            ("seg_00000.m4s", RATIO_SEGMENT, 1),
        ):
            (PLAIN / name).symlink_to(stored / name)
            checked = manifest.replace("master.m3u8", f"240/{name}")
            compare(port, host, name, checked, goal=goal, pipelined=pipelined)


def compare(port: int, host: str, name: str, checked: str, *, goal: float, pipelined: int) -> None:
    """In turn, so that whatever else this machine does happens to both."""
    rounds = [
        [
            answers_a_second(port, host, path, pipelined=pipelined, seconds=1.5)
            for path in (f"/plain/{name}", f"/open/{name}", checked)
        ]
        for _ in range(ROUNDS)
    ]
    bare, kept, ours = (median(column) for column in zip(*rounds, strict=True))
    ratio = median(ours / bare for bare, _, ours in rounds)
    checking = median(ours / kept for _, kept, ours in rounds)
    size = (PLAYLIST if name.endswith("m3u8") else SEGMENT) / 1024**2
    print(
        f"  nginx, {name:<15} unchecked {bare:7.0f}/s, with open files {kept:7.0f}/s, checked "
        f"{ours:7.0f}/s ({ours * size:5.0f} MB/s); ratio {ratio:.2f} (goal {goal}) and {checking:.2f}"
    )


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    stage.migrate_platform()
    studio = stage.opened_studio(stage.new_slug())
    host = f"{studio.slug}.{settings.BASE_DOMAIN}"
    film, tokens = film_with_files(studio), viewers(studio)
    print(
        f"\nplayback: {VIEWERS} viewers, {CONNECTIONS} connections, load {os.getloadavg()[0]:.1f}"
    )
    with web_server() as port:
        starts_and_beats(port, host, film, tokens)
        bytes_of_nginx(port, host, film, tokens)
    stage.forget_studio(studio)


if __name__ == "__main__":
    main()
