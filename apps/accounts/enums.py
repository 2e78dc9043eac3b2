"""Roles. What each may do stands in rules.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One role a person: in a studio's schema a studio role, in public a platform role."""

    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    ANALYST = "analyst", _("Analyst")
    MARKETER = "marketer", _("Marketer")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")
    STAFF = "staff", _("Staff")
    SUPPORT = "support", _("Support")
    FINANCE = "finance", _("Finance")
    MEMBER = "member", _("Member")


STUDIO_ROLES = [
    Role.OWNER,
    Role.ADMIN,
    Role.ANALYST,
    Role.MARKETER,
    Role.EDITOR,
    Role.VIEWER,
]
TEAM_ROLES = STUDIO_ROLES[:-1]
PLATFORM_ROLES = [Role.STAFF, Role.SUPPORT, Role.FINANCE]
