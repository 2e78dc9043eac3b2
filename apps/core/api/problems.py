"""Errors of the API as RFC 9457 problem+json."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from apps.core.api.throttle import count_refused
from apps.core.errors import DomainError, TooManyRequests
from apps.core.problems import MEDIA_TYPE, body_of


def exception_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Any expected failure as a problem document with our ``code``.

    A refused caller has used up one of the API's calls too; who has none left is told that instead.
    """
    try:
        count_refused(exception, context["request"])
    except TooManyRequests as too_many:
        return _refused(too_many)
    if isinstance(exception, DomainError):
        return _refused(exception)
    response = drf_exception_handler(exception, context)
    return None if response is None else _translated(exception, response)


def _refused(error: DomainError) -> Response:
    answer = problem(error.status, error.code, str(error), **error.context)
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if "retry_after" in error.context:
        answer.headers["Retry-After"] = str(error.context["retry_after"])
    return answer


def _translated(exception: Exception, response: Response) -> Response:
    headers = dict(response.items())
    if isinstance(exception, exceptions.ValidationError):
        detail = _("Some fields are wrong. See “errors”.")
        answer = problem(response.status_code, "invalid", detail, errors=response.data)
    else:
        code = getattr(exception, "default_code", "error")
        answer = problem(response.status_code, code, str(response.data.get("detail", "")))
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
    return answer


def problem(status: int, code: str, detail: str, **context: Any) -> Response:
    """An RFC 9457 answer: type, title, status, detail, and our code and request id."""
    body = body_of(status, code, detail, **context)
    return Response(body, status=int(status), content_type=MEDIA_TYPE)
