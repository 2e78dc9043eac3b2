"""``Idempotency-Key`` on every unsafe operation of the API, without a view's doing.

A view whose calls bear repeating by themselves says ``takes_idempotency_key = False``; one that is
told what to do by headers names them in ``telling_headers``.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.views import APIView

from apps.accounts.errors import IdempotencyKeyInvalid
from apps.accounts.services.idempotency import Answer, Call, answer_once
from apps.core.api.throttle import count_call
from apps.core.errors import DomainError
from apps.core.limits import network_of
from apps.core.origin import current_origin
from apps.core.web.errors import refusal

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST_KEY = 255
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


class IdempotencyMiddleware:
    """The innermost: what it calls is the view itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method not in UNSAFE or HEADER not in request.headers or not takes_key(view):
            return None
        try:
            key = _key_of(request)
            asked = _asked(request, view, kwargs)
            return None if asked is None else _once(request, asked, key, view, kwargs)
        except DomainError as error:
            return refusal(request, error)


def takes_key(view: Any) -> bool:
    kind = getattr(view, "cls", None)
    return isinstance(kind, type) and getattr(kind, "takes_idempotency_key", True)


def _key_of(request: HttpRequest) -> str:
    key = request.headers[HEADER]
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise IdempotencyKeyInvalid
    return key


def _asked(request: HttpRequest, view: Any, kwargs: Any) -> Request | None:
    """The request with its person; None when the view itself will refuse him."""
    door: APIView = view.cls(**view.initkwargs)
    door.request, door.args, door.kwargs = request, (), kwargs
    asked = door.initialize_request(request, **kwargs)
    asked.parser_context["view"] = door
    try:
        asked.user  # noqa: B018  authenticates
    except (APIException, DomainError):
        return None
    return asked


def _once(
    request: HttpRequest, asked: Request, key: str, view: Any, kwargs: Any
) -> HttpResponseBase:
    def work() -> Answer:
        response = view(request, **kwargs)
        if hasattr(response, "render"):
            response.render()
        return Answer(response.status_code, dict(response.items()), response.content)

    answer, is_replay = answer_once(_call(request, asked, key), work)
    if is_replay:
        count_call(asked, asked.parser_context["view"])
    response = HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))
    if is_replay:
        response.headers[REPLAYED] = "true"
    return response


def _call(request: HttpRequest, asked: Request, key: str) -> Call:
    user = asked.user if asked.user.is_authenticated else None
    nobody = f"address {network_of(current_origin().ip)}"
    return Call(
        caller=str(user.pk) if user else nobody,
        user=user,
        method=str(request.method),
        path=request.path,
        key=key,
        fingerprint=_fingerprint(request, asked.parser_context["view"]),
    )


def _fingerprint(request: HttpRequest, view: APIView) -> str:
    """Of all that tells the view what to do; two calls that differ in it are not the same."""
    telling = ("Content-Type", *getattr(view, "telling_headers", ()))
    lines = [request.META.get("QUERY_STRING", "")]
    lines += [request.headers.get(name, "") for name in telling]
    digest = hashlib.sha256(("\n".join(lines) + "\n").encode())
    digest.update(request.body)
    return digest.hexdigest()
