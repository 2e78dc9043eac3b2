"""Knock at the front door of a running platform: foreign origins, hosts, files, forms; every header.

python -m deploy.attack.door http://127.0.0.1:8000
"""

import socket
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from deploy.attack.verdict import Verdict, judged, tell
from deploy.attack.visitor import OTHER, PLATFORM, STUDIO, Answer, Visitor

HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c2l4dGVlbiBieXRlcyEhIQ==",
}
GUARDS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
)
HOSTS = ("", "evil.example", f"{STUDIO}@{OTHER}", f"{STUDIO}, {OTHER}", "[::1]", f"{STUDIO}\tx")
PATHS = ("/", "/health", "/studio/", "/nothing/", "/static/lost.css", "/api/v1/me", "/robots.txt")
FILES = ("/_media/t/kush/a.mp4", "/media/t/kush/a.mp4", "/static/..%2f..%2f.env", "/.env")
TARGETS = ("//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/")
ORIGINS = (f"http://{OTHER}", "https://evil.example", "null")
REFUSED = {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


class Door:
    """The front door, asked without cookies; without a host it is the studio's."""

    def __init__(self, base: str) -> None:
        self.base = base

    def ask(self, path: str, host: str = STUDIO, method: str = "GET", **headers: str) -> Answer:
        return Visitor(self.base, host).ask(path, method=method, body=None, **headers)

    def handshake(self, origin: str) -> int:
        """The status of a socket's handshake, which an HTTP client would wait behind."""
        address = urlsplit(self.base)
        lines = {"Host": STUDIO, **HANDSHAKE, "Origin": origin}
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        with socket.create_connection((address.hostname, address.port or 80), 30) as line:
            line.sendall(f"GET /ws/activity/ HTTP/1.1\r\n{text}\r\n".encode())
            return int(line.makefile("rb").readline().split()[1])


def sockets(door: Door) -> Iterator[str]:
    for origin in ORIGINS:
        if (status := door.handshake(origin)) != HTTPStatus.FORBIDDEN:
            yield f"a socket from {origin} got {status}"
    if (status := door.handshake(f"http://{STUDIO}")) != HTTPStatus.SWITCHING_PROTOCOLS:
        yield f"a socket from the studio itself got {status}"


def hosts(door: Door) -> Iterator[str]:
    for host in HOSTS:
        status = door.ask("/", host).status
        if status not in REFUSED:
            yield f"the host {host!r} got {status}"
    moved = door.ask("/studio/", X_Forwarded_Host="evil.example")
    if "evil" in moved.headers.get("Location", ""):
        yield "X-Forwarded-Host decides where a redirect leads"


def files(door: Door) -> Iterator[str]:
    for path in FILES:
        status = door.ask(path, OTHER).status
        if status not in REFUSED:
            yield f"{path} got {status}"


def forms(door: Door) -> Iterator[str]:
    for origin in ORIGINS:
        status = door.ask("/accounts/login/", method="POST", Origin=origin).status
        if status != HTTPStatus.FORBIDDEN:
            yield f"a form from {origin} got {status}"


def redirects(door: Door) -> Iterator[str]:
    for target in TARGETS:
        for path in ("/accounts/login/", "/accounts/logout/", "/studio/"):
            answer = door.ask(f"{path}?next={target}")
            if urlsplit(answer.headers.get("Location", "")).netloc not in {"", STUDIO}:
                yield f"{path}?next={target} leads to {answer.headers['Location']}"


def headers(door: Door) -> Iterator[str]:
    for host in (PLATFORM, STUDIO, "nobody.localhost"):
        for path in PATHS:
            answer = door.ask(path, host)
            missing = [name for name in GUARDS if name not in answer.headers]
            if missing:
                yield f"{host}{path} ({answer.status}) lacks {', '.join(missing)}"
            if any(sign.isdigit() for sign in answer.headers.get("Server", "")):
                yield f"{host}{path} names a version: {answer.headers['Server']}"


PARTS: dict[Callable[[Door], Iterator[str]], str] = {
    sockets: f"403 from {len(ORIGINS)} foreign pages, open from the studio's",
    hosts: f"{len(HOSTS)} hosts that are none refused; a forwarded one decides nothing",
    files: f"{len(FILES)} addresses refused",
    forms: f"403 for forms of {len(ORIGINS)} foreign pages",
    redirects: f"{len(TARGETS)} ways out lead nowhere",
    headers: f"all guards on {len(PATHS)} addresses of three hosts, no version named",
}


def verdicts(base: str) -> Iterator[Verdict]:
    for part, words in PARTS.items():
        yield judged(part.__name__, part(Door(base)), held=words)


if __name__ == "__main__":
    raise SystemExit(tell(verdicts(sys.argv[1])))
