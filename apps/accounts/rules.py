"""Who may do what: one predicate an action. Anonymous visitors may do nothing here."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from apps.accounts.domain.roles import may_give, permissions_of, rank_of, roles_given_by
from apps.accounts.enums import (
    ROLE_SENTENCES,
    STUDIO_ROLES,
    TEAM_ROLES,
    Permission,
    Role,
)

Person = Any


@dataclass(frozen=True)
class RoleSheet:
    """A role as people read about it."""

    role: Role
    sentence: Promise | str
    permissions: frozenset[Permission]

    @property
    def label(self) -> str:
        return str(self.role.label)


def studio_role_sheets() -> list[RoleSheet]:
    """For the page that shows who can do what."""
    sentences = {role: str(ROLE_SENTENCES[role]) for role in STUDIO_ROLES}
    return [RoleSheet(role, text, permissions_of(role)) for role, text in sentences.items()]


def studio_permissions() -> list[Permission]:
    """Every permission some studio role has, in the order they are declared."""
    held = frozenset().union(*(permissions_of(role) for role in STUDIO_ROLES))
    return [permission for permission in Permission if permission in held]


def holds(person: Person, permission: Permission) -> bool:
    """Whether the person's role allows it; never for somebody deactivated or anonymous."""
    return bool(person.is_active) and permission in permissions_of(getattr(person, "role", ""))


def can_watch_films(person: Person) -> bool:
    """Watch what is published."""
    return holds(person, Permission.WATCH_FILMS)


def can_open_desk(person: Person) -> bool:
    """Enter /studio/."""
    return holds(person, Permission.OPEN_DESK)


def can_edit_films(person: Person) -> bool:
    """Upload films and describe them."""
    return holds(person, Permission.EDIT_FILMS)


def can_publish_films(person: Person) -> bool:
    """Publish films and take them down."""
    return holds(person, Permission.PUBLISH_FILMS)


def can_edit_branding(person: Person) -> bool:
    """Change how the studio looks."""
    return holds(person, Permission.EDIT_BRANDING)


def can_edit_settings(person: Person) -> bool:
    """Change the studio's settings and domains."""
    return holds(person, Permission.EDIT_SETTINGS)


def can_read_team(person: Person) -> bool:
    """See the members of the team."""
    return holds(person, Permission.READ_TEAM)


def can_manage_team(person: Person) -> bool:
    """Invite people, change their roles, remove them."""
    return holds(person, Permission.MANAGE_TEAM) or can_manage_people(person)


def can_make_reports(person: Person) -> bool:
    """Have the studio's figures made into files."""
    return holds(person, Permission.MAKE_REPORTS)


def can_read_audit(person: Person) -> bool:
    """Read the log of this studio, or of the platform."""
    return holds(person, Permission.READ_AUDIT) or holds(person, Permission.READ_PLATFORM_AUDIT)


def can_transfer_studio(person: Person) -> bool:
    """Make somebody else the owner."""
    return holds(person, Permission.TRANSFER_STUDIO)


def can_receive_studio(person: Person) -> bool:
    """Become the owner: only somebody who works here already."""
    return bool(person.is_active) and is_on_team(person)


def can_open_backoffice(person: Person) -> bool:
    """Enter /admin/ on the platform's host."""
    return holds(person, Permission.OPEN_BACKOFFICE)


def can_manage_studios(person: Person) -> bool:
    """Create, suspend, reactivate and close studios."""
    return holds(person, Permission.MANAGE_STUDIOS)


def can_open_studios(person: Person) -> bool:
    """Look into a studio's data without changing it."""
    return holds(person, Permission.OPEN_STUDIOS)


def can_manage_people(person: Person) -> bool:
    """Invite people to the platform and change their roles."""
    return holds(person, Permission.MANAGE_PEOPLE)


def can_read_jobs(person: Person) -> bool:
    """See background work of all studios."""
    return holds(person, Permission.READ_JOBS)


def can_give_role(person: Person, role: str) -> bool:
    """Nobody gives a role higher than his own, nor one of another house."""
    return bool(person.is_active) and may_give(getattr(person, "role", ""), role)


def roles_to_give(person: Person) -> list[Role]:
    """The roles this person may give to others, highest first."""
    return roles_given_by(person.role) if person.is_active else []


def can_manage_member(person: Person, member: Person) -> bool:
    """Change, deactivate or remove this member: not oneself, and nobody who stands higher."""
    if person.pk == member.pk or not can_manage_team(person):
        return False
    return rank_of(member.role) <= rank_of(person.role)


def can_export_studio(person: Person) -> bool:
    """Take all of the studio's data along."""
    return holds(person, Permission.EXPORT_STUDIO)


def is_on_team(person: Person) -> bool:
    return getattr(person, "role", "") in TEAM_ROLES


def must_have_second_factor(person: Person) -> bool:
    """People of the platform, where the setting says so."""
    return bool(settings.MFA_REQUIRED_FOR_STAFF and person.is_staff)
