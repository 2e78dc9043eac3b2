"""Making one's own account through the API. Who has one already learns it by letter alone."""

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from apps.accounts.adapters.allauth.account import role_of_newcomers
from apps.accounts.errors import SignUpClosed
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.accounts.services.profiles import make_first_profile
from apps.core.limits import network_of, spend
from apps.core.mail import send_letter
from apps.core.origin import current_origin
from apps.core.tenancy import current_studio

SIGN_UP_LIMIT = "20/hour"


def register(email: str, *, name: str, password: str) -> None:
    """Make an account that can be used once its address is confirmed.

    Returns the same for an address that has an account; its owner gets a letter saying so. Raises
    SignUpClosed on the platform's host, and TooManyRequests.
    """
    if current_studio().is_platform:
        raise SignUpClosed
    spend(SIGN_UP_LIMIT, "sign-up", network_of(current_origin().ip))
    email = email.strip().lower()
    password_hash = make_password(password)
    with transaction.atomic():
        fields = {"name": name, "password": password_hash, "role": role_of_newcomers()}
        user, is_new = User.objects.get_or_create(
            email=email, defaults={**fields, "language": get_language() or ""}
        )
        if is_new:
            make_first_profile(user)
            _ask_to_confirm(user)
        else:
            _tell_about_account(user)


def _ask_to_confirm(user: User) -> None:
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
    confirmation = EmailConfirmation.create(address)
    confirmation.sent = timezone.now()
    confirmation.save()
    audit.record("person.signed_up", by=user, target=user, changes={"via": "api"})
    url = _absolute("account_confirm_email", confirmation.key)
    context = {"user": user, "activate_url": url}
    send_letter("account/email/email_confirmation_signup", to=user.email, context=context)


def _tell_about_account(user: User) -> None:
    context = {"email": user.email, "password_reset_url": _absolute("account_reset_password")}
    send_letter(
        "account/email/account_already_exists",
        to=user.email,
        context=context,
        language=user.language,
    )


def _absolute(url_name: str, *args: str) -> str:
    return current_origin().site + reverse(url_name, args=args)
