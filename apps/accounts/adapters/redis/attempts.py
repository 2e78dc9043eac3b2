"""Tries of proving who one is, counted in Redis: by account and by address.

An account's tries count over every door to it: page, API, asking again. An address counts over all
hosts, so that going from studio to studio gains nothing; who gets in gives its try back, because
many honest people share one address. The passkey has its own count: the owner of an account that
somebody guesses at still gets in with it.
"""

from uuid import UUID

from apps.core.limits import give_back, network_of, spend
from apps.core.origin import current_origin
from apps.core.tenancy import current_studio

SIGN_IN = "5/minute"
SECOND_FACTOR = "5/minute"
BY_ADDRESS = "sign-in-address"


def count_password(email: str) -> None:
    """One try of a password. Raises TooManyRequests, or LimitsAway while nothing can be counted."""
    count_address()
    spend(SIGN_IN, "sign-in", current_studio().schema_name, email.strip().lower())


def count_address() -> None:
    """One try from this address, whatever it tries."""
    spend(SIGN_IN, BY_ADDRESS, network_of(current_origin().ip))


def forgive_address() -> None:
    """The password was right: the address has guessed nothing."""
    give_back(SIGN_IN, BY_ADDRESS, network_of(current_origin().ip))


def count_code(user_pk: UUID | str) -> None:
    """One try of a second factor. Raises TooManyRequests or LimitsAway."""
    spend(SECOND_FACTOR, "second-factor", current_studio().schema_name, str(user_pk))
