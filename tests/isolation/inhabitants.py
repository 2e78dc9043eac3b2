"""One person in each of two studios, and who is found from wherever one asks."""

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.tenancy import studio_context
from apps.tenants.models import Studio
from tests.database import studio_row
from tests.people import person


def people() -> list[Studio]:
    """Alpha with Ana and beta with Bima."""
    studios = []
    for slug, name in (("alpha", "Ana"), ("beta", "Bima")):
        studios.append(studio_row(slug))
        with studio_context(studios[-1]):
            person(name, Role.OWNER)
    return studios


def names() -> list[str]:
    return [user.name for user in User.objects.all()]
