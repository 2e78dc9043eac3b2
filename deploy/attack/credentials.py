"""What signs somebody in to one studio is nothing in another, on the platform and in the back-office.

    python -m deploy.attack.credentials http://127.0.0.1:8000 --email owner@kush.example --password …

Each door is asked with the foreign proof and with none; both must get the same, and a control with
the proof where it belongs must get more.
"""

import argparse
import asyncio
import re
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus

from websockets.exceptions import InvalidStatus

from deploy.attack.listening import socket_of
from deploy.attack.verdict import Verdict, judged, tell
from deploy.attack.visitor import OTHER, PLATFORM, STUDIO, Answer, Visitor

# Different in every answer, whoever asks.
FRESH = re.compile(rb'nonce="[^"]+"|"[A-Za-z0-9]{64}"|[0-9a-f]{32}|<time[^>]*>[^<]*')
PAGES = ("/", "/studio/", "/studio/films/", "/studio/team/", "/account/", "/films/", "/start/")
BACK_OFFICE = ("/admin/", "/admin/tenants/studio/", "/admin/figures/", "/admin/open/")
OPERATIONS = ("/api/v1/me", "/api/v1/admin/movies")
REFRESH = "/api/v1/auth/refresh"


def verdicts(base: str, email: str, password: str) -> Iterator[Verdict]:
    person, program = Visitor(base).sign_in(email, password), Visitor(base)
    refresh = program.take_tokens(email, password)["refresh"]
    home = list(controls(person, program))
    words = f"{len(PAGES) * 2 + len(BACK_OFFICE)} pages look the same to it as to nobody"
    yield judged("sessions", [*home, *both(lambda host: session(base, host, person))], held=words)
    words = "403 or closed at other hosts and from other pages"
    yield judged("sockets", [*home, *both(lambda host: sockets(host, person))], held=words)
    words = "401 or 404 elsewhere, 200 at home"
    tokens = both(lambda host: access_token(base, host, program))
    yield judged("tokens", [*home, *tokens], held=words)
    # Last, as a refresh token that was shown in a wrong place may be given up.
    yield judged("refresh", refresh_token(base, refresh), held=words)


def both(attack: Callable[[str], Iterator[str]]) -> Iterator[str]:
    for host in (OTHER, PLATFORM):
        yield from attack(host)


def controls(person: Visitor, program: Visitor) -> Iterator[str]:
    """Where they belong they open doors, or all that follows would prove nothing."""
    opened = [person.ask("/studio/").status, *(program.ask(path).status for path in OPERATIONS)]
    if set(opened) != {HTTPStatus.OK}:
        yield f"at home they got {opened}"
    if handshake(person, STUDIO) != HTTPStatus.SWITCHING_PROTOCOLS:
        yield "at home the session opens no socket"


def session(base: str, host: str, person: Visitor) -> Iterator[str]:
    for path in (*PAGES, *(BACK_OFFICE if host == PLATFORM else ())):
        carrier, nobody = Visitor(base, host), Visitor(base, host)
        carrier.cookies = {"session": person.cookies["session"]}
        got, plain = carrier.ask(path), nobody.ask(path)
        if (got.status, where(got)) != (plain.status, where(plain)):
            yield f"a session of {STUDIO} got {got.status} from {host}{path}, nobody {plain.status}"
        if bare(got) != bare(plain):
            yield f"{host}{path} looks another to a session of {STUDIO}"


def where(answer: Answer) -> str:
    return answer.headers.get("Location", "")


def bare(answer: Answer) -> bytes:
    return FRESH.sub(b"", answer.body)


def access_token(base: str, host: str, program: Visitor) -> Iterator[str]:
    carrier = Visitor(base, host)
    carrier.bearer = program.bearer
    for path in OPERATIONS:
        answer = carrier.ask(path)
        if answer.status not in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
            yield f"a token of {STUDIO} got {answer.status} from {host}{path}"


def refresh_token(base: str, refresh: str) -> Iterator[str]:
    for host in (OTHER, PLATFORM):
        answer = Visitor(base, host).call(REFRESH, refresh=refresh)
        if answer.status not in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
            yield f"a refresh token of {STUDIO} got {answer.status} from {host}"
    if Visitor(base).call(REFRESH, refresh=refresh).status != HTTPStatus.OK:
        yield "the refresh token is dead at home"


def sockets(host: str, person: Visitor) -> Iterator[str]:
    if handshake(person, host) == HTTPStatus.SWITCHING_PROTOCOLS:
        yield f"a session of {STUDIO} opens a socket of {host}"
    origin = f"http://{host}"
    if (status := handshake(person, STUDIO, origin)) != HTTPStatus.FORBIDDEN:
        yield f"a page of {origin} got {status} with the cookies of {STUDIO}"


def handshake(person: Visitor, host: str, origin: str = "") -> int:
    """The status, or that of the close which follows at once: 4401 is 401."""
    return asyncio.run(_handshake(person, host, origin or f"http://{host}"))


async def _handshake(person: Visitor, host: str, origin: str) -> int:
    try:
        async with socket_of(person, host, "/ws/activity/", origin=origin) as opened:
            await asyncio.wait_for(opened.wait_closed(), 2)
            return (opened.close_code or 4000) - 4000
    except TimeoutError:
        return HTTPStatus.SWITCHING_PROTOCOLS
    except InvalidStatus as refused:
        return refused.response.status_code


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    asked = parser.parse_args()
    return tell(verdicts(asked.base, asked.email, asked.password))


if __name__ == "__main__":
    sys.exit(main())
