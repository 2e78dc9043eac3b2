"""The one way out: HTTP requests to addresses that somebody else may have written.

Each address is looked up once, refused unless it is a public one, and connected to as it was looked
up, so a name that changes its mind between check and connection (DNS rebinding) gains nothing.
Redirects go through the same checks. Environment proxies are ignored: they would look names up
again. A second wall, an egress rule of the network, belongs in front of production.
"""

import ipaddress
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import HTTPSession
from requests_hardened.config import Config
from requests_hardened.ip_filter import InvalidIPAddress

from apps.core.deadlines import TimedAdapter, TimedFilterAdapter
from apps.core.errors import PermanentError, TemporaryError

SCHEMES = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 3
MOST_ADDRESS = 2048
PIECE = 64 * 1024
READING = {"GET", "HEAD"}
AGENT = "CineRadar"
# Sent again to another origin only by mistake.
PERSONAL = {"authorization", "cookie", "proxy-authorization"}
IPV4_IN_IPV6 = ipaddress.ip_network("::/96")


class AddressRefused(PermanentError):
    """Not an address we may reach: scheme, port, a private network, or a redirect to one."""


class AnswerTooLarge(PermanentError):
    """The answer has more bytes than its caller can use."""


class HttpRefused(PermanentError):
    """The other side said no (4xx), or redirected what must not be sent twice."""

    def __init__(self, status: int, body: bytes = b"") -> None:
        self.status, self.body = status, body
        super().__init__(f"status {status}")


class HttpAway(TemporaryError):
    """No answer in time, a broken connection, a 5xx, or a request to come back later."""

    def __init__(self, reason: str, *, retry_after: int | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(reason)


@dataclass(frozen=True)
class Patience:
    """What one request may cost; ``all_seconds`` includes redirects, headers and the whole body."""

    connect_seconds: float = 3.05
    silence_seconds: float = 10.0
    all_seconds: float = 30.0
    most_bytes: int = 5 * 1024**2


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON. Raises HttpRefused for anything else."""
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise HttpRefused(self.status, self.body) from error


@dataclass(frozen=True)
class _Call:
    method: str
    url: str
    headers: Mapping[str, str]
    data: Any
    patience: Patience
    ends: float = field(default=0.0)

    def redirected(self, url: str) -> "_Call":
        """The next hop, without what was meant for the first origin's eyes."""
        headers = dict(self.headers)
        if _origin(urlsplit(url)) != _origin(urlsplit(self.url)):
            headers = {k: v for k, v in headers.items() if k.lower() not in PERSONAL}
        return _Call(self.method, url, headers, self.data, self.patience, self.ends)


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    data: Any = None,
    json: Any = None,
    patience: Patience = Patience(),
) -> Answer:
    """Ask ``url`` and return its 2xx answer.

    Raises AddressRefused, AnswerTooLarge and HttpRefused for good, HttpAway when another try may
    help. Redirects are followed for GET and HEAD, three at most, each hop checked like the first.
    """
    told = {"User-Agent": AGENT, **(headers or {})}
    if json is not None:
        data, told = _json_body(json), {**told, "Content-Type": "application/json"}
    call = _Call(method.upper(), url, told, data, patience, time.monotonic() + patience.all_seconds)
    for _hop in range(MOST_REDIRECTS + 1):
        answer = _once(call)
        if answer.status not in REDIRECTS or "Location" not in answer.headers:
            return _judged(answer)
        if call.method not in READING:
            raise HttpRefused(answer.status, answer.body)
        call = call.redirected(_next_hop(call.url, answer.headers["Location"]))
    raise AddressRefused("too many redirects")


def _json_body(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()


def _next_hop(url: str, location: str) -> str:
    target = urljoin(url, location)
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
        raise AddressRefused("redirected from https to plain http")
    if _is_sandbox(urlsplit(target)) and not _is_sandbox(urlsplit(url)):
        raise AddressRefused("redirected to a private address")
    return target


def _checked(url: str) -> SplitResult:
    """The parts of an address whose form is right; where it leads is found out on connecting."""
    if len(url) > MOST_ADDRESS or any(ord(letter) <= ord(" ") for letter in url) or "\\" in url:
        raise AddressRefused("not an address")
    try:
        parts = urlsplit(url)
        port = _port(parts)
    except ValueError as error:
        raise AddressRefused("not an address") from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise AddressRefused("only http and https addresses")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("no names or passwords in addresses")
    if port not in settings.OUTGOING_PORTS and not _is_sandbox(parts):
        raise AddressRefused(f"port {port} is not allowed")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port if parts.port is not None else SCHEMES.get(parts.scheme, 0)


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, _port(parts)


def _is_sandbox(parts: SplitResult) -> bool:
    """A server on this machine that stands in for a provider, named by the operator in full."""
    return f"{parts.hostname}:{_port(parts)}" in settings.OUTGOING_SANDBOXES


def _once(call: _Call) -> Answer:
    parts = _checked(call.url)
    session = _session(call, is_sandbox=_is_sandbox(parts))
    with session:
        try:
            response = session.request(
                call.method,
                call.url,
                headers=dict(call.headers),
                data=call.data,
                allow_redirects=False,
                stream=True,
            )
            with response:
                return Answer(
                    response.status_code, response.headers, _body(response, call), call.url
                )
        except InvalidIPAddress as error:
            raise AddressRefused("not a public address") from error
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise AddressRefused("not an address") from error
        except requests.RequestException as error:
            raise HttpAway(type(error).__name__) from error


def _session(call: _Call, *, is_sandbox: bool) -> HTTPSession:
    session = HTTPSession(
        Config(
            ip_filter_enable=not is_sandbox,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(call.patience.connect_seconds, call.patience.silence_seconds),
        )
    )
    session.trust_env = False
    for scheme in SCHEMES:
        session.mount(
            f"{scheme}://",
            TimedAdapter(ends=call.ends)
            if is_sandbox
            else _Filter(is_https_proto=scheme == "https", ends=call.ends),
        )
    return session


class _Filter(TimedFilterAdapter):
    """requests-hardened pins the address it checked; we check a little more."""

    def build_connection_pool_key_attributes(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        host, options = super().build_connection_pool_key_attributes(request, *args, **kwargs)
        _refuse_private(host["host"])
        return host, options


def _refuse_private(host: str) -> None:
    """Only what the internet routes; not IPv4 in IPv6 clothes, which Python takes for global."""
    address = ipaddress.ip_address(host.strip("[]"))
    if not address.is_global or (address.version == 6 and address in IPV4_IN_IPV6):
        raise InvalidIPAddress(host)


def _body(response: requests.Response, call: _Call) -> bytes:
    """Counted after decompression, so that a small answer cannot become a large one."""
    gathered = bytearray()
    for piece in response.iter_content(PIECE):
        gathered += piece
        if len(gathered) > call.patience.most_bytes:
            raise AnswerTooLarge(call.url)
    return bytes(gathered)


def _judged(answer: Answer) -> Answer:
    busy = answer.status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
    if busy or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        pause = answer.headers.get("Retry-After", "")
        raise HttpAway(
            f"status {answer.status}", retry_after=int(pause) if pause.isdigit() else None
        )
    if answer.status >= HTTPStatus.BAD_REQUEST:
        raise HttpRefused(answer.status, answer.body)
    return answer
