"""The one hierarchy of expected failures. Services raise; each door translates in one place."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal: ``code`` for programs, a whole translated sentence for people."""

    code = "domain_error"
    status = HTTPStatus.BAD_REQUEST
    message: Any = _("The request could not be completed.")
    # Of forms: below which the sentence stands.
    field: str | None = None

    def __init__(self, **context: Any) -> None:
        self.context = context
        super().__init__(context)

    def __str__(self) -> str:
        return str(self.message).format(**self.context)


class NotFound(DomainError):
    code = "not_found"
    status = HTTPStatus.NOT_FOUND
    message = _("There is nothing here, or it is not yours.")


class Unauthenticated(DomainError):
    code = "unauthenticated"
    status = HTTPStatus.UNAUTHORIZED
    message = _("Sign in first.")


class Forbidden(DomainError):
    code = "forbidden"
    status = HTTPStatus.FORBIDDEN
    message = _("Your role does not allow this. Ask an owner or admin of the studio.")


class Conflict(DomainError):
    code = "conflict"
    status = HTTPStatus.CONFLICT
    message = _("Somebody else changed this in the meantime. Reload and try again.")


class Gone(DomainError):
    code = "gone"
    status = HTTPStatus.GONE
    message = _("This was here once and is not any more.")


class Unprocessable(DomainError):
    code = "unprocessable"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("The request was understood but cannot be carried out.")


class PaymentRequired(DomainError):
    code = "payment_required"
    status = HTTPStatus.PAYMENT_REQUIRED
    message = _("This needs a paid plan.")


class TooManyRequests(DomainError):
    code = "too_many_requests"
    status = HTTPStatus.TOO_MANY_REQUESTS
    message = _("Too many attempts. Wait a minute and try again.")


class Unavailable(DomainError):
    """Something we stand on is away. Give ``retry_after`` in seconds."""

    code = "unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = _("We cannot answer right now. Try again in a moment.")


class AdapterError(Exception):
    """An outside system failed. Only adapters raise these."""


class TemporaryError(AdapterError):
    """Trying again may help: a timeout, a lock, a 5xx."""


class PermanentError(AdapterError):
    """Trying again will not help: a refusal, bad data."""
