"""People come, and change what is said about them."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import get_language

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.accounts.services.profiles import make_first_profile


@transaction.atomic
def create_person(
    email: str,
    *,
    name: str,
    role: Role,
    password: str | None = None,
    password_hash: str = "",
    by: User | str | None = None,
) -> User:
    """A person whose address is known to be his own. Give a password, or one hashed before.

    Raises IntegrityError when the address has an account in this schema.
    """
    user = User.objects.create(
        email=email.strip().lower(),
        name=name,
        role=role,
        language=get_language() or "",
        password=password_hash or make_password(password),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    make_first_profile(user)
    audit.record("person.created", by=by or user, target=user, changes={"role": [None, role]})
    return user


@transaction.atomic
def change_profile(user: User, *, name: str, language: str, time_zone: str) -> User:
    """The person's own name, language and time zone (empty: as the browser and studio say)."""
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    audit.record("person.profile_changed", by=user, target=user)
    return user


def choose_language(user: User, language: str) -> None:
    """Remember the language for this person, on every device."""
    user.language = language
    user.save(update_fields=["language"])
