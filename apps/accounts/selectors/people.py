"""People as the team's pages show them."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from apps.accounts.enums import TEAM_ROLES, Role
from apps.accounts.models import User
from apps.core.errors import NotFound


def team_members(*, search: str = "", role: str = "") -> QuerySet[User]:
    """Everybody with a job in this studio, deactivated ones too; by name."""
    members = User.objects.filter(role__in=TEAM_ROLES)
    if role:
        members = members.filter(role=role)
    if search:
        members = members.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return members.order_by("name", "email")


def team_member(pk: UUID) -> User:
    """A member of the team; raises NotFound for anybody else, viewers included."""
    member = User.objects.filter(pk=pk, role__in=TEAM_ROLES).first()
    if member is None:
        raise NotFound
    return member


def head_count() -> dict[str, int]:
    """How many people may sign in here: ``team`` and ``viewers``."""
    active = Q(is_active=True)
    return User.objects.aggregate(
        team=Count("pk", filter=active & Q(role__in=TEAM_ROLES)),
        viewers=Count("pk", filter=active & Q(role=Role.VIEWER)),
    )


def is_alone_in_charge(person: User) -> bool:
    """Nobody else could run the studio (or the platform) if this person left."""
    if not person.is_active or person.role not in {Role.OWNER, Role.STAFF}:
        return False
    others = User.objects.filter(role=person.role, is_active=True).exclude(pk=person.pk)
    return not others.exists()


def person_with_email(email: str) -> User | None:
    """The person who signs in under this address."""
    return User.objects.filter(email=email.strip().lower()).first()
