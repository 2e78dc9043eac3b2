"""What allauth asks the project about sign-up, sign-in and mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse

from apps.accounts.adapters.redis.attempts import count_password, forgive_address
from apps.accounts.enums import Role
from apps.core.errors import TooManyRequests
from apps.core.limits import spend
from apps.core.mail import send_letter
from apps.core.origin import current_origin
from apps.core.tenancy import current_studio

CONFIRMATIONS = "3/hour"


def role_of_newcomers() -> Role:
    """What somebody is who makes his account himself."""
    return Role.MEMBER if current_studio().is_platform else Role.VIEWER


class AccountAdapter(DefaultAccountAdapter):
    """A studio's site is open to viewers; the platform's accounts are made by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return not current_studio().is_platform

    def save_user(self, request: HttpRequest, user: Any, form: Any, **options: Any) -> Any:
        user.role = role_of_newcomers()
        user.language = request.LANGUAGE_CODE
        return super().save_user(request, user, form, **options)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.user.is_on_team:
            return reverse("desk")
        if request.user.is_staff:
            return reverse("admin:index")
        return super().get_login_redirect_url(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Before any password is looked at, on whatever page."""
        count_password(credentials.get("email") or credentials.get("username") or "")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is not None:
            forgive_address()
        return user

    def should_send_confirmation_mail(
        self, request: HttpRequest, email_address: Any, signup: Any
    ) -> bool:
        """Who signs in again and again before following the link is not sent ever more letters."""
        try:
            spend(CONFIRMATIONS, "confirmation", current_studio().schema_name, email_address.email)
        except TooManyRequests:
            return False
        return True

    def send_account_already_exists_mail(self, email: str) -> None:
        """Takes as long as making an account does: its password would have been hashed."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def get_client_ip(self, request: HttpRequest) -> str:
        return current_origin().ip or super().get_client_ip(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """All letters go one way: our look, the reader's language, sent by a worker."""
        reader = context.get("user") or getattr(self.request, "user", None)
        send_letter(
            template_prefix,
            to=email,
            context={"email": email, **context},
            language=getattr(reader, "language", ""),
        )
