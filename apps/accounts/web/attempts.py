"""How often the forms of people may be sent. Signing in is counted where the password is read."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from apps.accounts.adapters.redis import attempts
from apps.core.errors import DomainError
from apps.core.limits import network_of, spend
from apps.core.origin import current_origin
from apps.core.tenancy import current_studio
from apps.core.web.errors import refusal

Count = Callable[[HttpRequest], None]


def by_address(rate: str, purpose: str) -> Count:
    def count(request: HttpRequest) -> None:
        spend(rate, purpose, network_of(current_origin().ip))

    return count


def by_person(rate: str, purpose: str) -> Count:
    """Nobody who is not signed in gets as far as these forms."""

    def count(request: HttpRequest) -> None:
        spend(rate, purpose, current_studio().schema_name, str(request.user.pk))

    return count


def by_mailbox(rate: str, purpose: str) -> Count:
    """Counts known and unknown mailboxes alike, so that the refusal tells nothing."""

    def count(request: HttpRequest) -> None:
        mailbox = request.POST.get("email", "").strip().lower()
        spend(rate, purpose, current_studio().schema_name, mailbox)

    return count


def second_factor(request: HttpRequest) -> None:
    """The code of somebody who signs in, or who is asked again."""
    login = None if request.user.is_authenticated else unstash_login(request, peek=True)
    user = request.user if login is None else login.user
    attempts.count_code(getattr(user, "pk", None) or network_of(current_origin().ip))


def sign_in_address(request: HttpRequest) -> None:
    attempts.count_address()


# What a POST to each address uses up.
LIMITS: dict[str, tuple[Count, ...]] = {
    "account_signup": (by_address("20/hour", "sign-up"),),
    "account_reset_password": (
        by_address("20/hour", "reset"),
        by_mailbox("5/hour", "reset-mailbox"),
    ),
    "account_reset_password_from_key": (by_address("20/hour", "reset-key"),),
    "account_email": (by_person("10/minute", "own-addresses"),),
    "account_change_password": (by_person("5/minute", "change-password"),),
    "invitation-accept": (by_address("20/hour", "join"),),
    "mfa_authenticate": (second_factor,),
    "mfa_reauthenticate": (second_factor,),
    "mfa_login_webauthn": (by_address("20/minute", "passkey"),),
    # There is no form behind it: who posts to it is not a person.
    "admin:login": (sign_in_address,),
}


# Tables as files: each is a walk through everything the studio has.
EXPORT = "-csv"
EXPORTS = (by_person("60/hour", "exports"),)

# An account that exists makes a little more work here, or a little less. Nobody shall hear it.
TAKES_AS_LONG = {
    "account_reset_password",
    "account_signup",
    "v1:auth-register",
    "newest:auth-register",
}


class AttemptsMiddleware:
    """Counts before the view; a refusal becomes the page of 429 (or of 503 without Redis)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        if request.method == "POST" and _view_of(request) in TAKES_AS_LONG:
            time.sleep(max(0.0, began + settings.UNTOLD_SECONDS - time.monotonic()))
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        try:
            for count in counts_of(request):
                count(request)
        except DomainError as error:
            return refusal(request, error)
        return None


def counts_of(request: HttpRequest) -> tuple[Count, ...]:
    view = _view_of(request)
    if request.method == "POST":
        return LIMITS.get(view, ())
    return EXPORTS if view.endswith(EXPORT) and request.user.is_authenticated else ()


def _view_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
