"""The cast. The same names in every test; nobody else appears without a reason."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.test import Client

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Cast:
    ana: User  # owns alpha
    adi: User  # admin of alpha
    bima: User  # owns beta
    citra: User  # watches in alpha
    citra_in_beta: User  # the same person's account in beta
    dewi: User  # a platform account that belongs to neither studio
    eko: User  # platform staff


def person(name: str, role: Role, **fields: object) -> User:
    """A verified person of the current schema."""
    email = fields.pop("email", f"{name.lower()}@people.example")
    user = User.objects.create_user(str(email), PASSWORD, name=name, role=role, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def proved(client: Client) -> Client:
    """The browser, whose person has just typed his password once more."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def make_cast(alpha: Studio, beta: Studio) -> Cast:
    with studio_context(alpha):
        ana, adi = person("Ana", Role.OWNER), person("Adi", Role.ADMIN)
        citra = person("Citra", Role.VIEWER)
    with studio_context(beta):
        bima, citra_in_beta = person("Bima", Role.OWNER), person("Citra", Role.VIEWER)
    with platform_context():
        dewi, eko = person("Dewi", Role.MEMBER), person("Eko", Role.STAFF)
    return Cast(ana, adi, bima, citra, citra_in_beta, dewi, eko)
