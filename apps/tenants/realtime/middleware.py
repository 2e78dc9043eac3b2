"""Websockets: the studio from the host, the person from session or token, in one thread hop."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import parse_cookie

from apps.accounts.errors import AccessTokenInvalid
from apps.accounts.selectors.sign_ins import SignIn, sign_in_of_session
from apps.accounts.services.tokens import person_of
from apps.core.logs import asked_by, identified
from apps.core.realtime.chores import aside
from apps.core.realtime.errors import Close, Crowded
from apps.core.realtime.process import Receive, Send, this_process
from apps.core.realtime.visits import Visit
from apps.core.tenancy import PLATFORM, studio_context, studio_only_context
from apps.tenants.realtime.guard import open_host, watch_visits
from apps.tenants.selectors.hosts import normalised_host

Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]
PROTOCOL = "bearer"


@dataclass(frozen=True)
class Handshake:
    """What a client says of itself when it opens a socket."""

    host: str
    origin: str | None
    session_key: str
    token: str
    address: str
    request_id: str = ""

    @classmethod
    def of(cls, scope: dict[str, Any]) -> "Handshake":
        headers = {name: value.decode("latin1") for name, value in scope["headers"]}
        cookies = parse_cookie(headers.get(b"cookie", ""))
        return cls(
            host=headers.get(b"host", ""),
            origin=headers.get(b"origin"),
            session_key=cookies.get(settings.SESSION_COOKIE_NAME, ""),
            token=_token(headers.get(b"authorization", ""), scope.get("subprotocols") or []),
            address=(scope.get("client") or [""])[0] or "",
            request_id=headers.get(b"x-request-id", ""),
        )


class StudioWebsocketMiddleware:
    """Puts a ``visit`` (studio, host, person) into the scope; refuses other sites' pages.

    A person is known by the session cookie, or by an access token in the Authorization header or,
    for programs that cannot set one, as ``Sec-WebSocket-Protocol: bearer, <token>``. Never by the
    address, which ends up in logs.
    """

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        handshake = Handshake.of(scope)
        if not same_origin(handshake.origin, handshake.host):
            return await refuse(scope, receive, send, Close.FORBIDDEN)
        visits = this_process().visits
        try:
            visits.check_room(handshake.address)
            visit = await aside(PLATFORM, _visit, handshake)
            if visit is None:
                return await refuse(scope, receive, send, Close.NOT_FOUND)
            visits.enter(visit)
        except AccessTokenInvalid:
            return await refuse(scope, receive, send, Close.UNAUTHENTICATED)
        except Crowded as crowded:
            return await refuse(scope, receive, send, crowded.code)
        try:
            watch_visits()
            with (
                studio_only_context(visit.studio),
                identified(handshake.request_id),
                asked_by(visit),
            ):
                await self.app({**scope, "visit": visit}, receive, send)
        finally:
            visits.leave(visit)


def same_origin(origin: str | None, host: str) -> bool:
    """A browser names the page's origin; programs send none. Ports count."""
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


async def refuse(scope: dict[str, Any], receive: Receive, send: Send, code: Close) -> None:
    """Answer the handshake as HTTP would, or where the server cannot, with the close code."""
    await receive()
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": code})
        return
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    if code in {Close.TRY_LATER, Close.TOO_MANY}:
        headers.append((b"retry-after", b"30"))
    start = {"type": "websocket.http.response.start", "status": code.http_status}
    await send({**start, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})


def _token(authorization: str, subprotocols: list[str]) -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() == PROTOCOL:
        return token.strip() or "?"
    if subprotocols and subprotocols[0] == PROTOCOL:
        return subprotocols[1] if len(subprotocols) > 1 else "?"
    return ""


def _visit(handshake: Handshake) -> Visit | None:
    """Who comes where; None for a host that is not open. Raises AccessTokenInvalid."""
    name = normalised_host(handshake.host)
    host = open_host(name)
    if host is None:
        return None
    with studio_context(host.studio):
        user, sign_in = _person(handshake)
    return Visit(name, host.studio, handshake.address, user, sign_in)


def _person(handshake: Handshake) -> tuple[Any, SignIn | None]:
    if handshake.token:
        user, family = person_of(handshake.token)
        return user, SignIn(user_pk=user.pk, family=family)
    found = sign_in_of_session(handshake.session_key) if handshake.session_key else None
    return found or (AnonymousUser(), None)
