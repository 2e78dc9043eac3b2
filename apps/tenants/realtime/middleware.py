"""Websockets: the studio from the host, the person from the session, in one thread hop."""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, load_backend
from django.contrib.auth.models import AnonymousUser
from django.http import parse_cookie
from django.utils.crypto import constant_time_compare

from apps.core.tenancy import studio_context, studio_only_context
from apps.tenants.selectors.hosts import Host, host_named, normalised_host

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
UNKNOWN_HOST = 4404
FOREIGN_ORIGIN = 4403


class StudioWebsocketMiddleware:
    """Puts ``studio``, ``host`` and ``user`` into the scope; refuses other sites' pages."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = {name: value.decode("latin1") for name, value in scope["headers"]}
        raw_host = headers.get(b"host", "")
        if not same_origin(headers.get(b"origin"), raw_host):
            return await _refuse(receive, send, FOREIGN_ORIGIN)
        cookies = parse_cookie(headers.get(b"cookie", ""))
        host, user = await database_sync_to_async(_resolve)(raw_host, cookies)
        if host is None:
            return await _refuse(receive, send, UNKNOWN_HOST)
        with studio_only_context(host.studio):
            inner = {**scope, "host": host, "studio": host.studio, "user": user}
            return await self.app(inner, receive, send)


def same_origin(origin: str | None, host: str) -> bool:
    """A browser names the page's origin; programs send none. Ports count."""
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


async def _refuse(receive: Receive, send: Send, code: int) -> None:
    await receive()
    await send({"type": "websocket.close", "code": code})


def _resolve(raw_host: str, cookies: dict[str, str]) -> tuple[Host | None, Any]:
    host = host_named(normalised_host(raw_host))
    if host is None or not (host.studio.is_platform or host.is_open):
        return None, AnonymousUser()
    with studio_context(host.studio):
        return host, _user(cookies.get(settings.SESSION_COOKIE_NAME))


def _user(session_key: str | None) -> Any:
    if not session_key:
        return AnonymousUser()
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    path = session.get(BACKEND_SESSION_KEY)
    if path not in settings.AUTHENTICATION_BACKENDS:
        return AnonymousUser()
    user = load_backend(path).get_user(session.get(SESSION_KEY))
    expected = user.get_session_auth_hash() if user else ""
    valid = user and constant_time_compare(session.get(HASH_SESSION_KEY, ""), expected)
    return user if valid else AnonymousUser()
