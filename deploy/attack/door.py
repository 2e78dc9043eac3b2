"""Knock at the front door of a running platform: foreign origins, hosts, files, forms; every header.

python -m deploy.attack.door http://127.0.0.1:8000
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

STUDIO, OTHER = "kush.localhost", "falcon.localhost"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "SGVsbG8sIHdvcmxkIQ==",
}
GUARDS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
)
HOSTS = ("evil.example", "kush.localhost@falcon.localhost", "kush.localhost, falcon.localhost")
PATHS = ("/", "/health", "/studio/", "/nothing/", "/static/lost.css", "/api/v1/me", "/robots.txt")
FILES = ("/_media/t/kush/a.mp4", "/media/t/kush/a.mp4", "/static/..%2f..%2f.env", "/.env")
TARGETS = ("//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]


class Door:
    def __init__(self, base: str) -> None:
        self.address = urlsplit(base)

    def ask(
        self, path: str, host: str | None = None, method: str = "GET", **headers: str
    ) -> Answer:
        """One answer over a connection of its own; ``Content_Type`` is written for Content-Type; without a host it asks the studio."""
        connection = HTTPConnection(str(self.address.hostname), self.address.port or 80, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(
                method, path, headers={"Host": STUDIO if host is None else host, **named}
            )
            answer = connection.getresponse()
            return Answer(answer.status, {k.title(): v for k, v in answer.getheaders()})
        finally:
            connection.close()


def faults(door: Door) -> Iterator[str]:
    """What is not as promised, in sentences."""
    yield from sockets(door)
    yield from hosts(door)
    yield from files(door)
    yield from forms(door)
    yield from redirects(door)
    yield from headers(door)


def sockets(door: Door) -> Iterator[str]:
    for origin in ("https://evil.example", f"http://{OTHER}"):
        status = door.ask("/ws/activity/", **HANDSHAKE, Origin=origin).status
        if status not in {403, 404}:
            yield f"a socket from {origin} got {status}"


def hosts(door: Door) -> Iterator[str]:
    for host in ("", *HOSTS):
        status = door.ask("/", host).status
        if status not in {400, 404}:
            yield f"the host {host!r} got {status}"
    moved = door.ask("/studio/", X_Forwarded_Host="evil.example")
    if "evil" in moved.headers.get("Location", ""):
        yield "X-Forwarded-Host decides where a redirect leads"


def files(door: Door) -> Iterator[str]:
    for path in FILES:
        status = door.ask(path, OTHER).status
        if status not in {400, 403, 404}:
            yield f"{path} got {status}"


def forms(door: Door) -> Iterator[str]:
    for origin in (f"http://{OTHER}", "https://evil.example", "null"):
        status = door.ask("/accounts/login/", method="POST", Origin=origin).status
        if status != 403:
            yield f"a form from {origin} got {status}"


def redirects(door: Door) -> Iterator[str]:
    for target in TARGETS:
        for path in ("/accounts/login/", "/accounts/logout/", "/studio/"):
            answer = door.ask(f"{path}?next={target}")
            if urlsplit(answer.headers.get("Location", "")).netloc not in {"", STUDIO}:
                yield f"{path}?next={target} leads to {answer.headers['Location']}"


def headers(door: Door) -> Iterator[str]:
    for host in ("localhost", STUDIO, "nobody.localhost"):
        for path in PATHS:
            answer = door.ask(path, host)
            missing = [name for name in GUARDS if name not in answer.headers]
            if missing:
                yield f"{host}{path} ({answer.status}) lacks {', '.join(missing)}"
            if any(sign.isdigit() for sign in answer.headers.get("Server", "")):
                yield f"{host}{path} names a version: {answer.headers['Server']}"


def main(base: str) -> int:
    found = list(faults(Door(base)))
    for fault in found:
        print(fault)
    print(f"door: {len(found)} faults" if found else "door: as promised")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
