"""Roles, permissions, and the one sentence that explains each. Who has what stands in domain/."""

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

ROLE_SENTENCES = {
    Role.OWNER: _("Everything, including the audit log and handing the studio over."),
    Role.ADMIN: _("Runs the studio day to day: team, branding, settings and films."),
    Role.ANALYST: _("Reads the desk and its figures, and changes nothing."),
    Role.MARKETER: _("Looks after the studio's appearance."),
    Role.EDITOR: _("Uploads, describes and publishes films."),
    Role.VIEWER: _("Watches films. Not part of the team."),
    Role.STAFF: _("Runs the platform: studios, people and jobs."),
    Role.SUPPORT: _("Helps studios: sees the back-office and changes nothing."),
    Role.FINANCE: _("Sees the back-office's dashboard and everything about money."),
    Role.MEMBER: _("An account on the platform without a role there."),
}


class Permission(models.TextChoices):
    """What a role may allow. The label is the whole sentence."""

    WATCH_FILMS = "films.watch", _("Watch the films that are published.")
    OPEN_DESK = "desk.open", _("Open the studio's desk.")
    EDIT_FILMS = "films.edit", _("Upload films and change what is said about them.")
    PUBLISH_FILMS = "films.publish", _("Publish films and take them down.")
    EDIT_BRANDING = "branding.edit", _("Change the logo, colours, fonts and pictures.")
    EDIT_SETTINGS = (
        "settings.edit",
        _("Change the studio's name, languages, time zone and domains."),
    )
    READ_TEAM = "team.read", _("See who works here and in which role.")
    MANAGE_TEAM = "team.manage", _("Invite people, change their roles and remove them.")
    MAKE_REPORTS = "reports.make", _("Make reports about the studio and download them.")
    READ_AUDIT = "audit.read", _("Read the log of who did what.")
    TRANSFER_STUDIO = "studio.transfer", _("Hand the studio over to another person.")
    EXPORT_STUDIO = "studio.export", _("Download all of the studio's data.")

    OPEN_BACKOFFICE = "backoffice.open", _("Open the back-office.")
    MANAGE_STUDIOS = "studios.manage", _("Create, suspend, reactivate and close studios.")
    OPEN_STUDIOS = "studios.open_read_only", _("Look into a studio's data without changing it.")
    MANAGE_PEOPLE = "people.manage", _("Invite people to the platform and change their roles.")
    READ_JOBS = "jobs.read", _("See background work and how it ended.")
    READ_PLATFORM_AUDIT = "audit.read_platform", _("Read the platform's log of who did what.")
    READ_MONEY = "money.read", _("See what studios pay and are paid.")
