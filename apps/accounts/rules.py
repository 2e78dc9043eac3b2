"""Who may do what: roles, their permissions and one sentence each; one predicate an action."""

from typing import Any

from django.conf import settings

from apps.accounts.enums import Role

Person = Any


def must_have_second_factor(user: Person) -> bool:
    """People of the platform, where the setting says so."""
    return settings.MFA_REQUIRED_FOR_STAFF and user.is_staff


def can_manage_team(user: Person) -> bool:
    """Invite people, change their roles, remove them."""
    return user.is_active and user.role in {Role.OWNER, Role.ADMIN}
