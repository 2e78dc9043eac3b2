"""Friendly pages for everything that can go wrong; each shows the request's id."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from apps.core.errors import DomainError
from apps.core.logs import request_id


def error_page(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    """The error page; it needs neither the database nor the studio's branding."""
    context = {
        "status": status,
        "title": title,
        "detail": detail,
        "request_id": request_id.get(),
    }
    return HttpResponse(render_to_string("core/error.html", context, request), status=status)


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    page = error_page(request, int(error.status), _title(int(error.status)), str(error))
    if "retry_after" in error.context:
        page.headers["Retry-After"] = str(error.context["retry_after"])
    return page


def _title(status: int) -> str:
    titles = {
        HTTPStatus.BAD_REQUEST: _("That request makes no sense to us"),
        HTTPStatus.PAYMENT_REQUIRED: _("A plan is needed"),
        HTTPStatus.FORBIDDEN: _("You may not do this"),
        HTTPStatus.NOT_FOUND: _("Page not found"),
        HTTPStatus.CONFLICT: _("Something changed in the meantime"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many attempts"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Back in a moment"),
    }
    return titles.get(HTTPStatus(status), _("Something went wrong"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400, _title(400), _("Go back and try again."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    detail = _("Your role does not allow this. Ask an owner or admin of the studio.")
    return error_page(request, 403, _title(403), detail)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    detail = _("The address may be mistyped, or the page has moved.")
    return error_page(request, 404, _title(404), detail)


def server_error(request: HttpRequest) -> HttpResponse:
    detail = _("We have been told. Try again in a minute; if it stays, send us the id below.")
    return error_page(request, 500, _title(500), detail)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    detail = _("This form has expired, or cookies are blocked. Reload the page and send it again.")
    return error_page(request, 403, _("Please reload the page"), detail)
