"""The desk's side navigation: only what this person's role opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.accounts import rules

Predicate = Callable[[Any], bool]


@dataclass(frozen=True)
class Entry:
    """A part of the desk: where it stands below /studio/, and who may open it."""

    path: str
    label: Promise
    icon: str
    allowed: Predicate


@dataclass(frozen=True)
class NavigationLink:
    """An entry as the template shows it."""

    url: str
    label: str
    icon: str
    current: bool


ENTRIES = [
    Entry("", _("Overview"), "house", rules.can_open_desk),
    Entry("films/", _("Films"), "film", rules.can_edit_films),
    Entry("series/", _("Series"), "tv", rules.can_edit_films),
    Entry("collections/", _("Collections"), "layers", rules.can_edit_films),
    Entry("people/", _("People"), "users-round", rules.can_edit_films),
    Entry("team/", _("Team"), "users", rules.can_read_team),
    Entry("reports/", _("Reports"), "chart-column", rules.can_make_reports),
    Entry("activity/", _("Activity"), "activity", rules.can_open_desk),
    Entry("branding/", _("Branding"), "palette", rules.can_edit_branding),
    Entry("settings/", _("Settings"), "settings", rules.can_edit_settings),
    Entry("audit/", _("Audit log"), "history", rules.can_read_audit),
]


def console_nav(request: HttpRequest) -> list[NavigationLink]:
    """The links of the desk for the signed-in person, the current part's marked."""
    root = reverse("desk")
    visible = [entry for entry in ENTRIES if entry.allowed(request.user)]
    return [_link(root, entry, request.path) for entry in visible]


def _link(root: str, entry: Entry, path: str) -> NavigationLink:
    url = f"{root}{entry.path}"
    current = path == url or (bool(entry.path) and path.startswith(url))
    return NavigationLink(url=url, label=str(entry.label), icon=entry.icon, current=current)


QUICK_ACTIONS = [
    Entry("films/new/", _("Upload a film"), "upload", rules.can_edit_films),
    Entry("team/invite/", _("Invite somebody"), "user-plus", rules.can_manage_team),
    Entry("branding/", _("Change the look"), "palette", rules.can_edit_branding),
    Entry("settings/", _("Settings and domains"), "globe", rules.can_edit_settings),
]


def quick_actions(request: HttpRequest) -> list[NavigationLink]:
    """What this person most often comes for."""
    root = reverse("desk")
    allowed = [entry for entry in QUICK_ACTIONS if entry.allowed(request.user)]
    return [_link(root, entry, request.path) for entry in allowed]
