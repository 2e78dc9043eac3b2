"""Everything that can go wrong, said kindly: a page for people, a problem document for programs.

Nothing here asks the database, the session or the studio's branding, so it also answers before the
studio is known and while the database is away.
"""

import logging
import sys
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from apps.core.errors import DomainError, TemporaryError
from apps.core.logs import request_id
from apps.core.problems import MEDIA_TYPE, REMEDIES, body_of, reason_of
from apps.core.web.context import THEMES

Handler = Callable[..., HttpResponse]
logger = logging.getLogger(__name__)
FOR_PROGRAMS = "/api/"
JSON = ("application/json", MEDIA_TYPE)
# Left by what something we stand on did not do in time.
AWAY = (OperationalError, InterfaceError, RedisError, TemporaryError)
COMES_BACK = 5


def wants_problem(request: HttpRequest) -> bool:
    """Whether a program asks: the API, htmx (which shows it as a toast), or who accepts JSON."""
    if request.path.startswith(FOR_PROGRAMS) or request.headers.get("HX-Request") == "true":
        return True
    return request.get_preferred_type(["text/html", *JSON]) in JSON


def error_page(
    request: HttpRequest, status: int, title: str, detail: str, *, code: str = "", **context: Any
) -> HttpResponse:
    """The refusal as the caller reads it; ``retry_after`` in seconds also becomes the header."""
    if wants_problem(request):
        response = problem_response(status, code or reason_of(status), detail, **context)
    else:
        response = HttpResponse(_page(request, status, title, detail, context), status=status)
    if "retry_after" in context:
        response.headers["Retry-After"] = str(context["retry_after"])
    response.headers["Cache-Control"] = "no-store"
    return response


def problem_response(status: int, code: str, detail: str, **context: Any) -> JsonResponse:
    body = body_of(status, code, detail, **context)
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def _page(
    request: HttpRequest, status: int, title: str, detail: str, context: dict[str, Any]
) -> str:
    theme = request.COOKIES.get("theme", "")
    host = getattr(request, "host", None)
    page = {
        "status": status,
        "title": title,
        "detail": detail,
        "remedy": _remedy(status, context),
        "request_id": request_id.get(),
        "theme": theme if theme in THEMES else "auto",
        "studio": None if host is None or host.studio.is_platform else host,
    }
    return render_to_string("core/error.html", page)


def _remedy(status: int, context: dict[str, Any]) -> str:
    if "retry_after" in context:
        seconds = context["retry_after"]
        return _("Try again in %(seconds)s seconds.") % {"seconds": seconds}
    return ""


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    status = int(error.status)
    return error_page(
        request, status, title_of_status(status), str(error), code=error.code, **error.context
    )


def title_of_status(status: int) -> str:
    titles = {
        HTTPStatus.BAD_REQUEST: _("That request makes no sense to us"),
        HTTPStatus.UNAUTHORIZED: _("Sign in first"),
        HTTPStatus.PAYMENT_REQUIRED: _("A plan is needed"),
        HTTPStatus.FORBIDDEN: _("You may not do this"),
        HTTPStatus.NOT_FOUND: _("Page not found"),
        HTTPStatus.METHOD_NOT_ALLOWED: _("This address works differently"),
        HTTPStatus.CONFLICT: _("Something changed in the meantime"),
        HTTPStatus.GONE: _("This is gone"),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("That is too large"),
        HTTPStatus.UNPROCESSABLE_ENTITY: _("That cannot be done"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many attempts"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Back in a moment"),
    }
    return titles.get(HTTPStatus(status), _("Something went wrong"))


def standard(request: HttpRequest, status: int, detail: str = "", **context: Any) -> HttpResponse:
    """The page of a status about which nothing more is known."""
    said = detail or str(REMEDIES.get(status, REMEDIES[400]))
    return error_page(request, status, title_of_status(status), said, **context)


def in_their_language(handler: Handler) -> Handler:
    """What the middleware chose, or, before it was asked, the browser's own."""

    @wraps(handler)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = getattr(request, "LANGUAGE_CODE", None)
        with translation.override(chosen or translation.get_language_from_request(request)):
            return handler(request, *args, **kwargs)

    return answer


@in_their_language
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return standard(request, 413)
    return standard(request, 400, _("Go back and try again."))


@in_their_language
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return standard(request, 403, _("Ask an owner or admin of the studio for a role that may."))


@in_their_language
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return standard(request, 404, _("The address may be mistyped, or the page has moved."))


@in_their_language
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks what was raised: if something we stand on is away, this is no fault and passes."""
    error = sys.exc_info()[1]
    if isinstance(error, AWAY):
        detail = _("Something we need is restarting. Nothing you did is lost.")
        return standard(request, 503, detail, retry_after=COMES_BACK)
    if isinstance(error, IntegrityError):
        logger.error("A constraint refused what no service had foreseen.", exc_info=error)
        detail = _("Somebody else changed this in the meantime. Reload and try again.")
        return standard(request, 409, detail)
    detail = _("We have been told. Try again in a minute; if it stays, send us the id below.")
    return standard(request, 500, detail)


@in_their_language
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    detail = _("This form has expired, or cookies are blocked. Reload the page and send it again.")
    return error_page(request, 403, _("Please reload the page"), detail, code="csrf_failed")


def dressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Django's own bare refusals (a method that is not taken) get our page; others stay."""
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming:
        return response
    if response.content or request.method == "HEAD":
        return response
    page = standard(request, response.status_code)
    page.headers["Allow"] = response.headers.get("Allow", "")
    return page
