"""Signing in and up through the API, with the same proofs as on the pages."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.db import transaction

from apps.accounts import rules
from apps.accounts.adapters.redis.attempts import count_code, count_password, forgive_address
from apps.accounts.errors import (
    EmailUnverified,
    InvalidCredentials,
    MFACodeWrong,
    MFARequired,
    SecondFactorMissing,
)
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.accounts.services.profiles import make_first_profile
from apps.accounts.services.tokens import TokenPair, issue_tokens


def sign_in(email: str, *, password: str, code: str = "") -> TokenPair:
    """Tokens for the person with this address, password and, if he has one, second factor.

    Raises InvalidCredentials, EmailUnverified, SecondFactorMissing, MFARequired, MFACodeWrong or
    TooManyRequests. What is wrong with an account is only told to who knows its password.
    """
    email = email.strip().lower()
    count_password(email)
    user = authenticate(email=email, password=password)
    if not isinstance(user, User):
        raise InvalidCredentials
    forgive_address()
    if not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
        raise EmailUnverified
    _prove_second_factor(user, code)
    with transaction.atomic():
        make_first_profile(user)
        audit.record("person.signed_in", by=user, target=user, changes={"via": "api"})
        return issue_tokens(user)


def _prove_second_factor(user: User, code: str) -> None:
    factors = list(Authenticator.objects.filter(user=user))
    if not factors:
        if rules.must_have_second_factor(user):
            raise SecondFactorMissing
        return
    if not code:
        raise MFARequired
    count_code(user.pk)
    typed = [factor for factor in factors if factor.type != Authenticator.Type.WEBAUTHN]
    if not any(factor.wrap().validate_code(code) for factor in typed):
        audit.record("person.second_factor_failed", by=None, target=user, changes={"via": "api"})
        raise MFACodeWrong
