"""The frame of the back-office: its style sheet, and only those links the person's role opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_vite.core.asset_loader import DjangoViteAssetLoader

from apps.accounts import rules


@dataclass(frozen=True)
class Entry:
    """A page by its address's name, and who may open it."""

    title: Promise
    icon: str
    page: str
    allowed: Callable[[Any], bool]


SECTIONS = {
    _("Platform"): [
        Entry(_("Dashboard"), "monitoring", "admin:index", rules.can_open_backoffice),
        Entry(_("Jobs"), "manufacturing", "admin:core_job_changelist", rules.can_read_jobs),
        Entry(
            _("Dead letters"),
            "mark_email_unread",
            "admin:core_deadletter_changelist",
            rules.can_read_jobs,
        ),
    ],
    _("Studios"): [
        Entry(_("Studios"), "theaters", "admin:tenants_studio_changelist", rules.can_open_studios),
        Entry(_("Domains"), "language", "admin:tenants_domain_changelist", rules.can_open_studios),
        Entry(
            _("Sign-ups"), "storefront", "admin:tenants_signup_changelist", rules.can_open_studios
        ),
        Entry(_("Archives"), "archive", "admin:core_archive_changelist", rules.can_manage_studios),
    ],
    _("Schemas"): [
        Entry(
            _("Migrations"),
            "move_up",
            "admin:tenants_migrationrun_changelist",
            rules.can_manage_studios,
        ),
        Entry(
            _("Studios in migrations"),
            "database",
            "admin:tenants_studiomigration_changelist",
            rules.can_manage_studios,
        ),
        Entry(
            _("Ready-made schemas"),
            "inventory_2",
            "admin:tenants_spareschema_changelist",
            rules.can_manage_studios,
        ),
    ],
    _("People"): [
        Entry(
            _("People of the platform"),
            "group",
            "admin:accounts_user_changelist",
            rules.can_read_audit,
        ),
        Entry(
            _("Invitations"), "mail", "admin:accounts_invitation_changelist", rules.can_read_audit
        ),
        Entry(
            _("Audit log"), "history", "admin:accounts_auditevent_changelist", rules.can_read_audit
        ),
    ],
}
INSPECTION = [
    Entry(_("Overview"), "visibility", "inspection:index", rules.can_open_studios),
    Entry(_("People"), "group", "inspection:accounts_user_changelist", rules.can_open_studios),
    Entry(
        _("Viewing profiles"),
        "supervisor_account",
        "inspection:accounts_profile_changelist",
        rules.can_open_studios,
    ),
    Entry(
        _("Streams"), "play_circle", "inspection:catalog_play_changelist", rules.can_open_studios
    ),
    Entry(_("Films"), "movie", "inspection:catalog_film_changelist", rules.can_open_studios),
    Entry(_("Series"), "live_tv", "inspection:catalog_series_changelist", rules.can_open_studios),
    Entry(
        _("Collections"),
        "collections_bookmark",
        "inspection:catalog_collection_changelist",
        rules.can_open_studios,
    ),
    Entry(
        _("Contributors"),
        "badge",
        "inspection:catalog_contributor_changelist",
        rules.can_open_studios,
    ),
    Entry(
        _("Release windows"),
        "event_available",
        "inspection:catalog_releasewindow_changelist",
        rules.can_open_studios,
    ),
    Entry(
        _("Ratings of countries"),
        "family_restroom",
        "inspection:catalog_countryrating_changelist",
        rules.can_open_studios,
    ),
    Entry(
        _("Encodes"), "movie_filter", "inspection:catalog_encode_changelist", rules.can_open_studios
    ),
    Entry(
        _("Invitations"),
        "mail",
        "inspection:accounts_invitation_changelist",
        rules.can_open_studios,
    ),
    Entry(
        _("Audit log"),
        "history",
        "inspection:accounts_auditevent_changelist",
        rules.can_open_studios,
    ),
]
Group = dict[str, Any]


def sidebar(request: HttpRequest) -> list[Group]:
    """The groups of the back-office, in unfold's words."""
    groups = [_group(request, title, entries) for title, entries in SECTIONS.items()]
    return [group for group in groups if group["items"]]


def inspection_sidebar(request: HttpRequest) -> list[Group]:
    """The pages of the studio that is being looked into."""
    return [_group(request, _("This studio"), INSPECTION)]


def _group(request: HttpRequest, title: Promise, entries: list[Entry]) -> Group:
    allowed = [entry for entry in entries if entry.allowed(request.user)]
    return {"title": str(title), "separator": False, "items": [_item(entry) for entry in allowed]}


def _item(entry: Entry) -> dict[str, str]:
    return {"title": str(entry.title), "icon": entry.icon, "link": reverse(entry.page)}


def stylesheet(request: HttpRequest) -> str:
    """Ours, as Vite has built it; with the Indic faces, which unfold does not bring."""
    path = "static/backoffice/css/backoffice.css"
    return DjangoViteAssetLoader.instance().generate_vite_asset_url(path)


def account_links(request: HttpRequest) -> list[dict[str, str]]:
    """The signed-in person's own pages."""
    return [
        {"title": str(_("Change password")), "link": reverse("account_change_password")},
        {"title": str(_("Second factor")), "link": reverse("mfa_index")},
        {"title": str(_("Where you are signed in")), "link": reverse("usersessions_list")},
    ]
