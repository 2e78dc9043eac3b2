"""What every API operation shares: errors as RFC 9457 problem+json, lists by cursor."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination as BaseCursorPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from apps.core.errors import DomainError
from apps.core.logs import request_id

PROBLEM = "application/problem+json"


class CursorPagination(BaseCursorPagination):
    """Newest first; ``?cursor=`` from the answer's ``next`` and ``previous``."""

    ordering = "-id"
    page_size_query_param = "page_size"
    max_page_size = 100


def exception_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Any expected failure as a problem document with our ``code``."""
    if isinstance(exception, DomainError):
        answer = problem(exception.status, exception.code, str(exception), **exception.context)
        return _told_when_to_retry(answer, exception.context)
    response = drf_exception_handler(exception, context)
    if response is None:
        return None
    return _translated(exception, response)


def _told_when_to_retry(answer: Response, context: dict[str, Any]) -> Response:
    if "retry_after" in context:
        answer.headers["Retry-After"] = str(context["retry_after"])
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
    body = {
        "type": f"/problems/{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": int(status),
        "detail": detail,
        "code": code,
        "request_id": request_id.get(),
        **context,
    }
    return Response(body, status=int(status), content_type=PROBLEM)
